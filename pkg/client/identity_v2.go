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

func (v *identityV2) authenticate(ctx context.Context, c Credentials) (Session, error) {
	const op = "sign in"
	body, err := api.Marshal(api.JSON, "auth", authRequest(c))
	if err != nil {
		return Session{}, err
	}
	call := &call{op: op, method: http.MethodPost, url: v.base.JoinPath("tokens"), header: http.Header{}, body: body}
	call.header.Set("Accept", api.JSON.MediaType())
	call.header.Set("Content-Type", api.JSON.MediaType())
	a, err := v.exchange(ctx, call)
	if err != nil {
		return Session{}, err
	}
	access, err := readAccess(a.body)
	if err != nil {
		return Session{}, garbled(call, a.header, a.body, err)
	}
	return newSession(access), nil
}

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
		err = api.Unmarshal(member, &access)
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

func (v *identityV2) revoke(ctx context.Context, token string) error {
	call := &call{op: "sign out", method: http.MethodDelete, url: v.base.JoinPath("tokens", url.PathEscape(token)), header: http.Header{}}
	call.show = v.base.JoinPath("tokens").String() + "/$OS_TOKEN"
	call.header.Set("Accept", api.JSON.MediaType())
	call.header.Set(tokenHeader, token)
	_, err := v.exchange(ctx, call)
	switch status(err) {
	case http.StatusUnauthorized, http.StatusNotFound: // dead already
		return nil
	case http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusNotImplemented: // not for users here
		return nil
	}
	return err
}
