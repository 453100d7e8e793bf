package identity

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// v2 is Identity v2.0 (guide 1.3). It is spoken to in JSON even where compute is spoken to in XML: the guide
// has it in JSON only, every cloud speaks it, and a catalog kept between runs serves both.
type v2 struct {
	base     *url.URL
	exchange transport.Handler // the chain without a token
}

func (v *v2) address() *url.URL { return v.base }

func (v *v2) fits(c Credentials) error {
	switch {
	case c.kind() == applicationKind:
		return &transport.OptionError{Option: applicationKind + "-secret", Message: "Identity v2.0 has no application credentials: they need an auth-url of v3"}
	case c.kind() == passwordKind && c.Username == "":
		return &transport.OptionError{Option: "username", Message: "it is not set, and Identity v2.0 knows no user-id"}
	}
	return nil
}

func (v *v2) authenticate(ctx context.Context, c Credentials) (Session, error) {
	body, err := api.Marshal(api.JSON, "auth", authRequest(c))
	if err != nil {
		return Session{}, err
	}
	r := &transport.Request{Op: transport.SignIn, Method: http.MethodPost, URL: v.base.JoinPath("tokens"), Header: http.Header{}, Body: body}
	r.Header.Set("Accept", api.JSON.MediaType())
	r.Header.Set("Content-Type", api.JSON.MediaType())
	a, err := v.exchange(ctx, r)
	if err != nil {
		return Session{}, signInError("v2.0", v.base, c, err)
	}
	access, err := readAccess(a.Body)
	if err != nil {
		return Session{}, unreadable(r, a, err)
	}
	s := newSession(access)
	s.Identity = v.base.String()
	return s, nil
}

// signOut is what Identity is asked for beside transport.SignIn, for errors.
const signOut = "sign out"

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
		return access, transport.Incomplete(api.JSON, err)
	}
	member, err := api.Member(doc, "access")
	if err == nil {
		_, err = api.Read(member, &access) // one odd service hides no other
	}
	if err != nil {
		return access, &transport.AnswerError{Message: "it is no answer of Identity v2.0", Err: err}
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

func (v *v2) revoke(ctx context.Context, s Session) error {
	r := &transport.Request{Op: signOut, Method: http.MethodDelete, URL: v.base.JoinPath("tokens", url.PathEscape(s.Token)), Header: http.Header{}}
	r.Show = v.base.JoinPath("tokens").String() + "/$OS_TOKEN"
	r.Header.Set("Accept", api.JSON.MediaType())
	r.Header.Set(transport.TokenHeader, s.Token)
	_, err := v.exchange(ctx, r)
	return revoked(err)
}
