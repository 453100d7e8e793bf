package client

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/rest"
)

// ListExtensions yields the extensions of the API that the cloud has, each as its JSON object came (guide 1.10.1). An
// error ends it.
func (c *Client) ListExtensions(ctx context.Context) iter.Seq2[jsontext.Value, error] {
	return c.compute.Items(ctx, Request{Op: "list extensions", Path: rest.Path("extensions")}, "extensions")
}

// GetExtension returns an extension by its alias, such as OS-DCF (guide 1.10.2). 404 says that the cloud doesn't have it.
func (c *Client) GetExtension(ctx context.Context, alias string) (Document, error) {
	r := Request{Op: "get extension", Path: rest.Path("extensions", alias)}
	if err := checkID(r, alias); err != nil {
		return Document{}, err
	}
	return c.compute.Document(ctx, r, "extension")
}
