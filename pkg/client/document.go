package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"

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

	attachmentKind kind = "attachment" // of a volume to a server: it lies below the server
)

// collection is the first segment of the paths of a kind, and the root of its lists.
func (k kind) collection() string { return string(k) + "s" }

// get reads one resource.
func (c *Client) get(ctx context.Context, k kind, id string, once bool) (Document, error) {
	r := Request{Op: "get " + string(k), Path: Path(k.collection(), id), once: once, image: k == imageKind}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.document(ctx, r, string(k))
}

// delete deletes one resource. The answer has no document.
func (c *Client) delete(ctx context.Context, k kind, id string) error {
	r := Request{Op: "delete " + string(k), Method: http.MethodDelete, Path: Path(k.collection(), id), image: k == imageKind}
	if err := checkID(r, id); err != nil {
		return err
	}
	return c.send(ctx, r)
}

// send sends a request whose answer has nothing to say.
func (c *Client) send(ctx context.Context, r Request) error {
	r.AnyAnswer = true
	_, err := c.Do(ctx, r)
	return err
}

// document sends a request and takes the resource with this root out of the answer.
func (c *Client) document(ctx context.Context, r Request, root string) (Document, error) {
	resp, err := c.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	return resp.document(root)
}

// document is the resource with this root.
func (r *Response) document(root string) (Document, error) {
	member, err := api.Member(r.JSON, root)
	if err != nil {
		return Document{}, r.garbled(&answerError{"it holds no " + root, err})
	}
	return Document{Raw: member, XML: r.xml()}, nil
}

// xml is the answer's body where it came as XML.
func (r *Response) xml() []byte {
	if r.Format == api.XML {
		return r.Raw
	}
	return nil
}

// checkID refuses ids that would make the path another one: of the whole collection, or of something above it. The
// cloud isn't asked; nothing has such an id.
func checkID(r Request, ids ...string) error {
	i := slices.IndexFunc(ids, func(id string) bool { return id == "" || id == "." || id == ".." })
	if i < 0 {
		return nil
	}
	return notFound(r, fmt.Sprintf("nothing has the id %q", ids[i]))
}

// notFound is a 404 that no cloud had to answer.
func notFound(r Request, message string) error {
	return &Error{Op: r.Op, Status: http.StatusNotFound, Fault: api.FaultKind(http.StatusNotFound), Message: message}
}
