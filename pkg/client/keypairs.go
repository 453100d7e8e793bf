package client

import (
	"context"
	"fmt"
	"iter"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

const (
	keypairsSegment = "os-keypairs"
	keypairRoot     = "keypair"
)

// ListKeypairs yields the user's key pairs, each as its JSON object came. An error ends it. Nova wraps each in an object of its own,
// {"keypair":{…}}; its XML doesn't.
func (c *Client) ListKeypairs(ctx context.Context) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for item, err := range c.compute.Items(ctx, Request{Op: "list key pairs", Path: rest.Path(keypairsSegment)}, "keypairs") {
			if inner, wrong := api.Member(item, keypairRoot); err == nil && wrong == nil {
				item = inner
			}
			if !yield(item, err) {
				return
			}
		}
	}
}

// GetKeypair returns a key pair by its name. It never holds the private key.
func (c *Client) GetKeypair(ctx context.Context, name string) (Document, error) {
	r := Request{Op: "get key pair", Path: rest.Path(keypairsSegment, name)}
	if err := checkID(r, name); err != nil {
		return Document{}, err
	}
	doc, err := c.compute.Document(ctx, r, keypairRoot)
	if err == nil && asksFormat(name) {
		err = checkName(r, doc, name)
	}
	return doc, err
}

// checkName refuses the document of another key pair: the cloud may have taken the end of the name for a format.
func checkName(r Request, d Document, name string) error {
	var got api.Keypair
	if _, err := api.Read(d.Raw, &got); err != nil || got.Name != name {
		return transport.NotFound(r.Op, fmt.Sprintf("there is no key pair %q", name))
	}
	return nil
}

// CreateKeypair makes a key pair: of k's PublicKey where it has one, else the cloud makes both halves and tells the PrivateKey, now and
// never again. From microversion 2.92 on clouds make none. A name that is taken is 409: IsConflict.
func (c *Client) CreateKeypair(ctx context.Context, k api.Keypair) (Document, error) {
	r := Request{Op: "create key pair", Method: http.MethodPost, Path: rest.Path(keypairsSegment), Root: keypairRoot, Body: k}
	return c.compute.Created(ctx, r, keypairRoot, "name")
}

// DeleteKeypair deletes a key pair. Servers that were made with it keep the key.
func (c *Client) DeleteKeypair(ctx context.Context, name string) error {
	r := Request{Op: "delete key pair", Method: http.MethodDelete, Path: rest.Path(keypairsSegment, name)}
	if err := checkID(r, name); err != nil {
		return err
	}
	if asksFormat(name) { // the cloud might delete another one
		if _, err := c.GetKeypair(ctx, name); err != nil {
			return err
		}
	}
	return c.compute.Send(ctx, r)
}
