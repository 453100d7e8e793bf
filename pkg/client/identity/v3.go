package identity

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// v3 is Identity v3, the only one that a modern OpenStack has (fact 26).
type v3 struct {
	base     *url.URL
	exchange transport.Handler // the chain without a token
}

// subjectHeader has the token that a request or an answer is about; the token of who asks is in transport.TokenHeader.
const subjectHeader = "X-Subject-Token"

func (v *v3) address() *url.URL { return v.base }

func (v *v3) fits(c Credentials) error {
	if c.kind() == apiKeyKind {
		return &transport.OptionError{Option: "api-key", Message: "Identity v3 takes no API keys: use a password or an application credential, or an auth-url of v2.0"}
	}
	return nil
}

func (v *v3) authenticate(ctx context.Context, c Credentials) (Session, error) {
	r, a, err := v.show(ctx, c)
	if err == nil && a.Status == http.StatusUnauthorized {
		r, a, err = v.secondFactor(ctx, c, a)
	}
	if err != nil {
		return Session{}, signInError("v3", v.base, c, expired(err))
	}
	token, err := readTokenV3(a.Body)
	if err != nil {
		return Session{}, unreadable(r, a, err)
	}
	if a.Header.Get(subjectHeader) == "" {
		return Session{}, r.Garbled(a, errors.New("it holds no token"))
	}
	s := token.session()
	s.Token, s.Identity = a.Header.Get(subjectHeader), v.base.String()
	return s, nil
}

// show asks for a token by the method of the credentials.
func (v *v3) show(ctx context.Context, c Credentials) (*transport.Request, *transport.Answer, error) {
	method := methodOf(c)
	if method.prepare != nil {
		var err error
		if c, err = method.prepare(v, ctx, c); err != nil {
			return nil, nil, err
		}
	}
	auth, err := method.request(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	return v.ask(ctx, auth, "")
}

// ask sends a request for a token, with the receipt of an earlier one, if there is one. The answer is the token's, or another receipt.
func (v *v3) ask(ctx context.Context, auth authV3, receipt string) (*transport.Request, *transport.Answer, error) {
	body, err := api.Marshal(api.JSON, "auth", auth)
	if err != nil {
		return nil, nil, err
	}
	r := v.newRequest(transport.SignIn, http.MethodPost)
	r.Header.Set("Content-Type", api.JSON.MediaType())
	if receipt != "" {
		r.Header.Set(transport.ReceiptHeader, receipt)
	}
	r.Body, r.Policy.Receipts = body, true
	a, err := v.exchange(ctx, r)
	return r, a, err
}

func (v *v3) revoke(ctx context.Context, s Session) error {
	r := v.newRequest(signOut, http.MethodDelete)
	r.Header.Set(transport.TokenHeader, s.Token)
	r.Header.Set(subjectHeader, s.Token)
	_, err := v.exchange(ctx, r)
	return revoked(err)
}

// newRequest makes a request about tokens.
func (v *v3) newRequest(op, method string) *transport.Request {
	r := &transport.Request{Op: op, Method: method, URL: v.base.JoinPath("auth", "tokens"), Header: http.Header{}}
	r.Header.Set("Accept", api.JSON.MediaType())
	return r
}
