package identity

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/url"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Sessions holds the session of a client. The lock is a channel, so that waiting for another goroutine's sign-in can be given up.
type Sessions struct {
	options Options
	service service // nil where nothing is signed in to
	redact  *transport.Redactor
	lock    chan struct{}
	current *Session
	newest  map[string]int // what was learned since this began: see Session.Newest
}

// New makes the sessions of a client. Exchange is the chain without a token; redact learns of every token. It does no I/O; what it finds wrong
// with the options is a *transport.OptionError.
func New(o Options, exchange transport.Handler, redact *transport.Redactor) (*Sessions, error) {
	m := &Sessions{options: o, redact: redact, lock: make(chan struct{}, 1)}
	if !o.SignsIn() {
		return m, nil
	}
	for _, secret := range []string{o.Credentials.Password, o.Credentials.Federation.ClientSecret, o.Credentials.Federation.AccessToken} {
		redact.Know(secret)
		redact.Know(url.QueryEscape(secret)) // as forms have it
	}
	var err error
	m.service, err = newService(o.AuthURL, o.Credentials, exchange)
	return m, err
}

func (m *Sessions) acquire(ctx context.Context) error {
	select {
	case m.lock <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *Sessions) release() { <-m.lock }

// Session returns the session: the one in use, one from the TokenStore that has a minute or more to live, or a new one.
// With a *RegionError or a *CatalogError the session is whole but for its region and endpoint.
func (m *Sessions) Session(ctx context.Context) (Session, error) {
	if err := m.acquire(ctx); err != nil {
		return Session{}, err
	}
	defer m.release()
	if s, ok := m.ready(); ok {
		return m.withEndpoint(s)
	}
	return m.signIn(ctx)
}

// Authenticate signs in, whatever session there is, and keeps the new one in the TokenStore. The cloud may well answer
// with the token that it gave before (fact 4). Errors are as Session's.
func (m *Sessions) Authenticate(ctx context.Context) (Session, error) {
	if err := m.acquire(ctx); err != nil {
		return Session{}, err
	}
	defer m.release()
	return m.signIn(ctx)
}

// Cached returns the session that is there without asking anybody, and whether there is one. Its endpoint is
// empty where the catalog doesn't settle it.
func (m *Sessions) Cached() (Session, bool) {
	m.lock <- struct{}{}
	defer m.release()
	s, ok := m.ready()
	if !ok {
		return Session{}, false
	}
	s, _ = m.withEndpoint(s)
	return s, true
}

// Logout revokes the token where the cloud can, and forgets it in any case. That a token is dead already, or that the
// cloud revokes none, is no error. A token that the user gave together with the endpoint isn't ours to revoke.
func (m *Sessions) Logout(ctx context.Context) error {
	if err := m.acquire(ctx); err != nil {
		return err
	}
	defer m.release()
	s, ok := m.ready()
	m.current = nil
	if !m.options.SignsIn() {
		return nil
	}
	m.removeKept()
	if !ok {
		return nil
	}
	return m.service.revoke(ctx, s)
}

// NewestVersion returns the newest microversion that an endpoint of compute is known to have: 2.93 is 93; 0 where that was never learned. It asks nobody.
func (m *Sessions) NewestVersion(endpoint string) int {
	m.lock <- struct{}{}
	defer m.release()
	s, _ := m.ready()
	return cmp.Or(m.newest[endpoint], s.Newest[endpoint])
}

// LearnNewestVersion keeps, with the token where there is one, which is the newest microversion of an endpoint.
func (m *Sessions) LearnNewestVersion(endpoint string, minor int) {
	m.lock <- struct{}{}
	defer m.release()
	s, ok := m.ready()
	if m.newest == nil {
		m.newest = map[string]int{}
		maps.Copy(m.newest, s.Newest)
	}
	m.newest[endpoint] = minor
	if ok && m.options.SignsIn() {
		s.Newest = maps.Clone(m.newest)
		m.current = &s
		m.save(s)
	}
}

// Token returns the token of the session: see transport.Tokens.
func (m *Sessions) Token(ctx context.Context) (string, error) {
	s, err := m.Session(ctx)
	return s.Token, err
}

// Renew signs in after the token used was refused, unless another goroutine has done so meanwhile. A token that the user gave together with
// the endpoint is all there is.
func (m *Sessions) Renew(ctx context.Context, used string) (string, error) {
	if !m.options.SignsIn() {
		return "", nil
	}
	if err := m.acquire(ctx); err != nil {
		return "", err
	}
	defer m.release()
	if s := m.current; s != nil && s.Token != used {
		located, err := m.withEndpoint(*s)
		return located.Token, err
	}
	m.current = nil
	m.removeKept()
	s, err := m.signIn(ctx)
	return s.Token, err
}

// ready returns the session that needs no sign-in. The lock is held.
//
//go:noinline
func (m *Sessions) ready() (Session, bool) {
	if !m.options.SignsIn() {
		return Session{Token: m.options.Credentials.Token}, true
	}
	// The one in use is used until the cloud refuses it, however little seems left of it (fact 4): clocks differ.
	if s := m.current; s != nil {
		return *s, true
	}
	s, ok := m.recall()
	if ok {
		m.redact.Know(s.Token)
		m.current = &s
	}
	return s, ok
}

// signIn gets a new session and keeps it. The lock is held.
func (m *Sessions) signIn(ctx context.Context) (Session, error) {
	if !m.options.SignsIn() {
		return m.withEndpoint(Session{Token: m.options.Credentials.Token})
	}
	s, err := m.service.authenticate(ctx, m.options.Credentials)
	if err != nil {
		return Session{}, err
	}
	m.redact.Know(s.Token)
	s.Newest = maps.Clone(m.newest)
	m.current = &s
	located, err := m.withEndpoint(s)
	if !errors.As(err, new(*CatalogError)) { // what is of no use here isn't kept for later
		m.save(s)
	}
	return located, err
}
