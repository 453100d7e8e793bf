package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/novactl/novactl/pkg/api"
)

// identityV2 is Identity v2.0 (guide 1.3). It is spoken to in JSON even where compute is spoken to in XML: the guide
// has it in JSON only, every cloud speaks it, and a catalog kept between runs serves both.
type identityV2 struct {
	base     *url.URL
	exchange handler // the chain without a token
}

func (v *identityV2) fits(c Credentials) error {
	switch {
	case c.kind() == applicationKind:
		return &OptionError{applicationKind + "-secret", "Identity v2.0 has no application credentials: they need an auth-url of v3"}
	case c.kind() == passwordKind && c.Username == "":
		return &OptionError{"username", "it is not set, and Identity v2.0 knows no user-id"}
	}
	return nil
}

func (v *identityV2) authenticate(ctx context.Context, c Credentials) (Session, error) {
	body, err := api.Marshal(api.JSON, "auth", authRequest(c))
	if err != nil {
		return Session{}, err
	}
	r := &request{op: signIn, method: http.MethodPost, url: v.base.JoinPath("tokens"), header: http.Header{}, body: body}
	r.header.Set("Accept", api.JSON.MediaType())
	r.header.Set("Content-Type", api.JSON.MediaType())
	a, err := v.exchange(ctx, r)
	if err != nil {
		return Session{}, signInError("v2.0", v.base, err)
	}
	access, err := readAccess(a.body)
	if err != nil {
		return Session{}, garbled(r, a.header, a.body, err)
	}
	s := newSession(access)
	s.Identity = v.base.String()
	return s, nil
}

// What Identity is asked for, for errors.
const signIn, signOut = "sign in", "sign out"

// authRequest is the body of a sign-in (guide 1.3.2, fact 1).
func authRequest(c Credentials) api.Auth {
	auth := api.Auth{TenantID: c.TenantID, TenantName: c.TenantName}
	switch {
	case c.Token != "":
		auth.Token = &api.TokenCredentials{ID: c.Token}
	case c.APIKey != "":
		auth.APIKey = &api.APIKeyCredentials{Username: c.Username, APIKey: c.APIKey}
	default:
		auth.Password = &api.PasswordCredentials{Username: c.Username, Password: c.Password}
	}
	return auth
}

// readAccess reads the answer to a sign-in (guide 1.3.3, fact 2).
func readAccess(body []byte) (api.Access, error) {
	var access api.Access
	doc, err := api.ToJSON(api.JSON, body)
	if err != nil {
		return access, incomplete(api.JSON, err)
	}
	member, err := api.Member(doc, "access")
	if err == nil {
		_, err = api.Read(member, &access) // one odd service hides no other
	}
	if err != nil {
		return access, &answerError{"it is no answer of Identity v2.0", err}
	}
	if access.Token.ID == "" {
		return access, errors.New("it holds no token")
	}
	return access, nil
}

func newSession(a api.Access) Session {
	s := Session{
		Token:         a.Token.ID,
		UserID:        a.User.ID,
		UserName:      a.User.Name,
		DefaultRegion: a.User.DefaultRegion,
		Catalog:       a.Catalog,
	}
	if t, err := api.ParseTime(a.Token.Expires); err == nil {
		s.Expires = t
	}
	if t := a.Token.Tenant; t != nil {
		s.TenantID, s.TenantName = t.ID, t.Name
	}
	return s
}

func (v *identityV2) revoke(ctx context.Context, s Session) error {
	r := &request{op: signOut, method: http.MethodDelete, url: v.base.JoinPath("tokens", url.PathEscape(s.Token)), header: http.Header{}}
	r.show = v.base.JoinPath("tokens").String() + "/$OS_TOKEN"
	r.header.Set("Accept", api.JSON.MediaType())
	r.header.Set(tokenHeader, s.Token)
	_, err := v.exchange(ctx, r)
	return revoked(err)
}
