package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/novactl/novactl/pkg/api"
)

// identityV3 is Identity v3, the only one that a modern OpenStack has (fact 26).
type identityV3 struct {
	base     *url.URL
	exchange handler // the chain without a token
}

// subjectHeader has the token that a request or an answer is about; the token of who asks is in tokenHeader.
const subjectHeader = "X-Subject-Token"

func (v *identityV3) fits(c Credentials) error {
	if c.kind() == apiKeyKind {
		return &OptionError{"api-key", "Identity v3 takes no API keys: use a password or an application credential, or an auth-url of v2.0"}
	}
	return nil
}

func (v *identityV3) authenticate(ctx context.Context, c Credentials) (Session, error) {
	body, err := api.Marshal(api.JSON, "auth", authRequestV3(c))
	if err != nil {
		return Session{}, err
	}
	r := v.newRequest(signIn, http.MethodPost)
	r.header.Set("Content-Type", api.JSON.MediaType())
	r.body = body
	a, err := v.exchange(ctx, r)
	if err != nil {
		return Session{}, signInError("v3", v.base, err)
	}
	token, err := readTokenV3(a.body)
	if err == nil && a.header.Get(subjectHeader) == "" {
		err = errors.New("it holds no token")
	}
	if err != nil {
		return Session{}, garbled(r, a.header, a.body, err)
	}
	s := token.session()
	s.Token, s.Identity = a.header.Get(subjectHeader), v.base.String()
	return s, nil
}

func (v *identityV3) revoke(ctx context.Context, s Session) error {
	r := v.newRequest(signOut, http.MethodDelete)
	r.header.Set(tokenHeader, s.Token)
	r.header.Set(subjectHeader, s.Token)
	_, err := v.exchange(ctx, r)
	return revoked(err)
}

// newRequest makes a request about tokens.
func (v *identityV3) newRequest(op, method string) *request {
	r := &request{op: op, method: method, url: v.base.JoinPath("auth", "tokens"), header: http.Header{}}
	r.header.Set("Accept", api.JSON.MediaType())
	return r
}
