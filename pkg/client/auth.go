package client

import (
	"context"
	"net/http"
)

const tokenHeader = "X-Auth-Token"

// withAuth puts the session's token on a request. Where the cloud answers 401 the token has died early: it signs in
// once more and sends the request again. That is safe for a POST too: 401 means that nothing was done.
func (c *Client) withAuth(next handler) handler {
	return func(ctx context.Context, r *request) (*answer, error) {
		s, err := c.Session(ctx)
		if err != nil {
			return nil, err
		}
		r.header.Set(tokenHeader, s.Token)
		a, err := next(ctx, r)
		if status(err) != http.StatusUnauthorized || !c.options.signsIn() {
			return a, err
		}
		if s, err = c.renew(ctx, s.Token); err != nil {
			return nil, err
		}
		r.header.Set(tokenHeader, s.Token)
		return next(ctx, r)
	}
}
