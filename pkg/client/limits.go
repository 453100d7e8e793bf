package client

import (
	"context"

	"github.com/novactl/novactl/pkg/client/rest"
)

// Limits returns the account's limits, what is used of them among the absolute ones (guide 1.8.3, 3.5). It decodes to
// api.Limits.
func (c *Client) Limits(ctx context.Context) (Document, error) {
	return c.compute.Document(ctx, Request{Op: "get limits", Path: rest.Path("limits")}, "limits")
}
