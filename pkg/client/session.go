package client

import (
	"context"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// Session is what signing in gave (guide 1.3.3), and what was chosen from it.
type Session struct {
	Token         string
	Expires       time.Time // zero where nobody said. Often minutes away, not 24 hours (fact 4)
	TenantID      string
	TenantName    string
	UserID        string
	UserName      string
	DefaultRegion string // the user's; may be empty (fact 2)
	Region        string // chosen; may be empty with an endpoint of the user's own
	Endpoint      string // of compute, without a slash at its end
	Identity      string // its URL with the version that the token came from; empty where nothing was signed in to
	Cached        bool   // taken from the TokenStore
	Catalog       []api.Service
}

// expiryMargin is how much of a token's life has to be left for it to be used again.
const expiryMargin = time.Minute

// good reports whether the token of s can be expected to live through a request.
func (s Session) good() bool { return s.Token != "" && time.Until(s.Expires) > expiryMargin }

// sessions holds the client's session. The lock is a channel, so that waiting for another goroutine's sign-in can be
// given up.
type sessions struct {
	lock    chan struct{}
	current *Session
}

func newSessions() sessions { return sessions{lock: make(chan struct{}, 1)} }

func (s *sessions) acquire(ctx context.Context) error {
	select {
	case s.lock <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *sessions) release() { <-s.lock }

// Session returns the session: the one in use, one from the TokenStore that has a minute or more to live, or a new one.
// With a *RegionError or a *CatalogError the session is whole but for its region and endpoint.
func (c *Client) Session(ctx context.Context) (Session, error) {
	if err := c.sessions.acquire(ctx); err != nil {
		return Session{}, err
	}
	defer c.sessions.release()
	if s, ok := c.ready(); ok {
		return c.withEndpoint(s)
	}
	return c.signIn(ctx)
}

// Authenticate signs in, whatever session there is, and keeps the new one in the TokenStore. The cloud may well answer
// with the token that it gave before (fact 4). Errors are as Session's.
func (c *Client) Authenticate(ctx context.Context) (Session, error) {
	if err := c.sessions.acquire(ctx); err != nil {
		return Session{}, err
	}
	defer c.sessions.release()
	return c.signIn(ctx)
}

// CachedSession returns the session that is there without asking anybody, and whether there is one. Its endpoint is
// empty where the catalog doesn't settle it.
func (c *Client) CachedSession() (Session, bool) {
	c.sessions.lock <- struct{}{}
	defer c.sessions.release()
	s, ok := c.ready()
	if !ok {
		return Session{}, false
	}
	s, _ = c.withEndpoint(s)
	return s, true
}

// Logout revokes the token where the cloud can, and forgets it in any case. That a token is dead already, or that the
// cloud revokes none, is no error. A token that the user gave together with the endpoint isn't ours to revoke.
func (c *Client) Logout(ctx context.Context) error {
	if err := c.sessions.acquire(ctx); err != nil {
		return err
	}
	defer c.sessions.release()
	s, ok := c.ready()
	c.sessions.current = nil
	if !c.options.signsIn() {
		return nil
	}
	c.forget()
	if !ok {
		return nil
	}
	return c.identity.revoke(ctx, s)
}

// renew signs in after the token used was refused, unless another goroutine has done so meanwhile.
func (c *Client) renew(ctx context.Context, used string) (Session, error) {
	if err := c.sessions.acquire(ctx); err != nil {
		return Session{}, err
	}
	defer c.sessions.release()
	if s := c.sessions.current; s != nil && s.Token != used {
		return c.withEndpoint(*s)
	}
	c.sessions.current = nil
	c.forget()
	return c.signIn(ctx)
}

// ready returns the session that needs no sign-in. The lock is held.
func (c *Client) ready() (Session, bool) {
	if !c.options.signsIn() {
		return Session{Token: c.options.Credentials.Token}, true
	}
	// The one in use is used until the cloud refuses it, however little seems left of it (fact 4): clocks differ.
	if s := c.sessions.current; s != nil {
		return *s, true
	}
	s, ok := c.recall()
	if ok {
		c.redact.know(s.Token)
		c.sessions.current = &s
	}
	return s, ok
}

// signIn gets a new session and keeps it. The lock is held.
func (c *Client) signIn(ctx context.Context) (Session, error) {
	if !c.options.signsIn() {
		return c.withEndpoint(Session{Token: c.options.Credentials.Token})
	}
	s, err := c.identity.authenticate(ctx, c.options.Credentials)
	if err != nil {
		return Session{}, err
	}
	c.redact.know(s.Token)
	c.sessions.current = &s
	c.keep(s)
	return c.withEndpoint(s)
}

// withEndpoint chooses the session's region and endpoint. They aren't kept in the TokenStore: the same token serves all regions.
func (c *Client) withEndpoint(s Session) (Session, error) {
	if c.options.Endpoint != "" {
		s.Region, s.Endpoint = c.options.Region, c.options.Endpoint
		return s, c.options.microversionAt(s.Endpoint)
	}
	if s.TenantID == "" && len(s.Catalog) == 0 {
		return s, &CatalogError{"the token is for no project, and so without a catalog: name a project"}
	}
	var err error
	s.Region, s.Endpoint, err = chooseEndpoint(s.Catalog, endpointChoice{
		service: c.options.ServiceName, iface: c.options.Interface, region: c.options.Region, fallback: s.DefaultRegion,
	})
	if err == nil && downgrade(c.options.AuthURL, s.Endpoint) {
		err = &CatalogError{"the catalog names " + s.Endpoint + " for compute: a token got over https is not sent over http, unless to an endpoint of your own choice"}
		s.Region, s.Endpoint = "", ""
	}
	if err == nil {
		err = c.options.microversionAt(s.Endpoint)
	}
	return s, err
}

// downgrade reports whether going on to a URL would send what came encrypted in the clear.
func downgrade(from, to string) bool {
	return hasScheme(from, "https") && !hasScheme(to, "https")
}

func hasScheme(url, scheme string) bool {
	s, _, ok := strings.Cut(url, "://")
	return ok && strings.EqualFold(s, scheme)
}
