package client

import (
	"context"

	"github.com/novactl/novactl/pkg/client/identity"
)

// Session returns the session: the one in use, one from the token store that has a minute or more to live, or a new one.
// With an *identity.RegionError or an *identity.CatalogError the session is whole but for its region and endpoint.
func (c *Client) Session(ctx context.Context) (identity.Session, error) {
	return c.sessions.Session(ctx)
}

// Authenticate signs in, whatever session there is, and keeps the new one in the token store. The cloud may well answer
// with the token that it gave before (fact 4). Errors are as Session's.
func (c *Client) Authenticate(ctx context.Context) (identity.Session, error) {
	return c.sessions.Authenticate(ctx)
}

// ChangeOwnPassword changes the user's own password: see identity.Sessions.
func (c *Client) ChangeOwnPassword(ctx context.Context, password string) error {
	return c.sessions.ChangePassword(ctx, password)
}

// CachedSession returns the session that is there without asking anybody, and whether there is one. Its endpoint is
// empty where the catalog leaves it open.
func (c *Client) CachedSession() (identity.Session, bool) { return c.sessions.Cached() }

// Logout revokes the token where the cloud can, and forgets it in any case. That a token is dead already, or that the
// cloud revokes none, is no error. A token that the user gave together with the endpoint isn't ours to revoke.
func (c *Client) Logout(ctx context.Context) error { return c.sessions.Logout(ctx) }
