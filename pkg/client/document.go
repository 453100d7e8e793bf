package client

import (
	"context"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/novactl/novactl/pkg/api"
)

// Document is one resource.
type Document struct {
	Raw jsontext.Value // without its root, as it came
	XML []byte         // the whole document of the wire, where the wire speaks XML
}

// kind is a kind of resource: its name is the root of its documents.
type kind string

const (
	serverKind kind = "server"
	imageKind  kind = "image"
	flavorKind kind = "flavor"
)

// collection is the first segment of the paths of a kind, and the root of its lists.
func (k kind) collection() string { return string(k) + "s" }

// get reads one resource.
func (c *Client) get(ctx context.Context, k kind, id string, once bool) (Document, error) {
	r := Request{Op: "get " + string(k), Path: Path(k.collection(), id), once: once}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.document(ctx, r, k)
}

// delete deletes one resource. The answer has no document.
func (c *Client) delete(ctx context.Context, k kind, id string) error {
	r := Request{Op: "delete " + string(k), Method: http.MethodDelete, Path: Path(k.collection(), id), AnyAnswer: true}
	if err := checkID(r, id); err != nil {
		return err
	}
	_, err := c.Do(ctx, r)
	return err
}

// document sends a request and takes the resource out of the answer.
func (c *Client) document(ctx context.Context, r Request, k kind) (Document, error) {
	resp, err := c.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	member, err := api.Member(resp.JSON, string(k))
	if err != nil {
		return Document{}, resp.garbled(&answerError{"it holds no " + string(k), err})
	}
	d := Document{Raw: member}
	if resp.Format == api.XML {
		d.XML = resp.Raw
	}
	return d, nil
}

// checkID refuses ids that would make the path another one: of the whole collection, or of something above it. The
// cloud isn't asked; nothing has such an id.
func checkID(r Request, id string) error {
	if id != "" && id != "." && id != ".." {
		return nil
	}
	return &Error{Op: r.Op, Status: http.StatusNotFound, Kind: api.FaultKind(http.StatusNotFound), Message: fmt.Sprintf("nothing has the id %q", id)}
}
