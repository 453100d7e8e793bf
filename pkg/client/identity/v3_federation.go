package identity

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Federation says how to sign in by OpenID Connect: which provider Keystone knows it by, and how to come by an access token. With a Username and a
// Password the provider is shown these; without a user the client stands for itself.
type Federation struct {
	Provider, Protocol  string // Keystone's names
	DiscoveryEndpoint   string // URL of the provider's document that says where tokens are; or
	AccessTokenEndpoint string // that place itself
	ClientID            string
	ClientSecret        string
	Scope               string // empty: openid profile
	AccessToken         string // in place of all that: one that is there already
}

const openIDScope = "openid profile"

// federate returns credentials with a token, which is for no project yet.
func (v *v3) federate(ctx context.Context, c Credentials) (Credentials, error) {
	access := c.Federation.AccessToken
	if access == "" {
		var err error
		if access, err = v.accessToken(ctx, c); err != nil {
			return c, err
		}
	}
	r := v.newRequest(transport.SignIn, http.MethodPost)
	r.URL = v.base.JoinPath("OS-FEDERATION", "identity_providers", c.Federation.Provider, "protocols", c.Federation.Protocol, "auth")
	r.Header.Set("Authorization", "Bearer "+access)
	a, err := v.exchange(ctx, r)
	if err != nil {
		return c, err
	}
	if c.Token = a.Header.Get(subjectHeader); c.Token == "" {
		return c, r.Garbled(a, &transport.AnswerError{Message: "it holds no token"})
	}
	return c, nil
}

// accessToken asks the provider for a token, by the user's password or as the client itself.
func (v *v3) accessToken(ctx context.Context, c Credentials) (string, error) {
	f := c.Federation
	at, err := v.tokenEndpoint(ctx, f)
	if err != nil {
		return "", err
	}
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {f.Scope}}
	if f.Scope == "" {
		form.Set("scope", openIDScope)
	}
	if c.Password != "" {
		form.Set("grant_type", "password")
		form.Set("username", c.Username)
		form.Set("password", c.Password)
	}
	r := &transport.Request{Op: transport.SignIn, Method: http.MethodPost, URL: at, Header: http.Header{}}
	r.Header.Set("Accept", api.JSON.MediaType())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if f.ClientSecret != "" {
		r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(f.ClientID+":"+f.ClientSecret)))
	} else {
		form.Set("client_id", f.ClientID)
	}
	r.Body = []byte(form.Encode())
	a, err := v.exchange(ctx, r)
	if err != nil {
		return "", err
	}
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := api.Unmarshal(a.Body, &answer); err != nil || answer.AccessToken == "" {
		return "", r.Garbled(a, &transport.AnswerError{Message: "it holds no access token"})
	}
	return answer.AccessToken, nil
}

// tokenEndpoint is where the provider gives tokens. The password goes there: a document that was got over https can't send it over http.
func (v *v3) tokenEndpoint(ctx context.Context, f Federation) (*url.URL, error) {
	if f.AccessTokenEndpoint != "" {
		return parseEndpoint("access-token-endpoint", f.AccessTokenEndpoint)
	}
	at, err := parseEndpoint("discovery-endpoint", f.DiscoveryEndpoint)
	if err != nil {
		return nil, err
	}
	r := &transport.Request{Op: "find the identity provider", Method: http.MethodGet, URL: at, Header: http.Header{}}
	r.Header.Set("Accept", api.JSON.MediaType())
	a, err := v.exchange(ctx, r)
	if err != nil {
		return nil, err
	}
	var doc struct {
		TokenEndpoint string `json:"token_endpoint"`
	}
	if err := api.Unmarshal(a.Body, &doc); err != nil || doc.TokenEndpoint == "" {
		return nil, r.Garbled(a, &transport.AnswerError{Message: "it names no token_endpoint"})
	}
	if downgrade(f.DiscoveryEndpoint, doc.TokenEndpoint) {
		return nil, &transport.OptionError{Option: "discovery-endpoint", Message: "its document, which came over https, names a token_endpoint of http"}
	}
	return parseEndpoint("discovery-endpoint", doc.TokenEndpoint)
}

func parseEndpoint(option, text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, &transport.OptionError{Option: option, Message: "it is not set to a URL"}
	}
	return u, nil
}

// check returns the first complaint about what a federated sign-in needs, a *transport.OptionError.
func (f Federation) check() error {
	switch {
	case f.Protocol == "":
		return &transport.OptionError{Option: "protocol", Message: "it is not set, and an identity provider needs it"}
	case f.AccessToken != "":
		return nil
	case f.ClientID == "":
		return &transport.OptionError{Option: "client-id", Message: "it is not set, and neither is an access token"}
	case f.DiscoveryEndpoint == "" && f.AccessTokenEndpoint == "":
		return &transport.OptionError{Option: "discovery-endpoint", Message: "neither it nor access-token-endpoint is set"}
	}
	return nil
}
