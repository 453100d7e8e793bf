package client

import "context"

// Limits returns the account's limits, what is used of them among the absolute ones (guide 1.8.3, 3.5). It decodes to
// api.Limits.
func (c *Client) Limits(ctx context.Context) (Document, error) {
	return c.document(ctx, Request{Op: "get limits", Path: Path("limits")}, "limits")
}
