package client

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A user whose settings can't work is told which one, before anything is sent.
func TestNewRefuses(t *testing.T) {
	t.Parallel()
	good := Options{AuthURL: testAuthURL, Credentials: identity.Credentials{Username: "demo", Password: "x"}}
	tests := []struct {
		name   string
		edit   func(*Options)
		option string
	}{
		{"no auth URL", func(o *Options) { o.AuthURL = "" }, "auth-url"},
		{"auth URL without scheme", func(o *Options) { o.AuthURL = "identity.example.com/v2.0" }, "auth-url"},
		{"auth URL of another scheme", func(o *Options) { o.AuthURL = "ftp://identity.example.com/v2.0" }, "auth-url"},
		{"auth URL with a password", func(o *Options) { o.AuthURL = "https://me:pw@identity.example.com/v2.0" }, "auth-url"},
		{"API key with Identity v3", func(o *Options) {
			o.AuthURL, o.Credentials = "https://identity.example.com/v3", identity.Credentials{Username: "demo", APIKey: "k"}
		}, "api-key"},
		{"application credential with v2.0", func(o *Options) {
			o.Credentials = identity.Credentials{ApplicationCredentialID: "a", ApplicationCredentialSecret: "s"}
		}, "application-credential-secret"},
		{"application credential without id", func(o *Options) {
			o.Credentials = identity.Credentials{Username: "demo", ApplicationCredentialSecret: "s"}
		}, "application-credential-id"},
		{"application credential of nobody", func(o *Options) {
			o.Credentials = identity.Credentials{ApplicationCredentialName: "ci", ApplicationCredentialSecret: "s"}
		}, "username"},
		{"user id with v2.0", func(o *Options) { o.Credentials = identity.Credentials{UserID: "u", Password: "x"} }, "username"},
		{"API key with a user id", func(o *Options) { o.Credentials = identity.Credentials{UserID: "u", APIKey: "x"} }, "username"},
		{"compute API version", func(o *Options) { o.ComputeAPIVersion = "v2.1" }, "compute-api-version"},
		{"no secret", func(o *Options) { o.Credentials.Password = "" }, "password"},
		{"password and application credential", func(o *Options) { o.Credentials.ApplicationCredentialSecret = "y" }, "password"},
		{"two secrets", func(o *Options) { o.Credentials.APIKey = "y" }, "password"},
		{"no user", func(o *Options) { o.Credentials.Username = "" }, "username"},
		{"unknown interface", func(o *Options) { o.Interface = "publicURL" }, "interface"},
		{"endpoint without host", func(o *Options) { o.Endpoint = "https:///v2" }, "endpoint"},
		{"page size below 0", func(o *Options) { o.PageSize = -1 }, "page-size"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := good
			test.edit(&o)
			_, err := New(o)
			var option *transport.OptionError
			if !errors.As(err, &option) || option.Option != test.option {
				t.Errorf("New: %v, want a complaint about %s", err, test.option)
			}
		})
	}
}

// A token with an endpoint is all that a call needs: no sign-in, so no auth URL either.
func TestTokenAndEndpoint(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{"servers":[]}`)}
	c := f.newClient(t, func(o *Options) {
		o.AuthURL, o.Credentials, o.Endpoint = "", identity.Credentials{Token: "given-token-1"}, testEndpoint+"/"
	})
	if _, err := getServers(c); err != nil {
		t.Fatal(err)
	}
	if f.tokens != 0 || f.requests[0].Token != "given-token-1" {
		t.Errorf("%d sign-ins, token %q", f.tokens, f.requests[0].Token)
	}
	if diff := cmp.Diff([]string{"GET /servers"}, f.seen()); diff != "" {
		t.Error(diff)
	}
}

// Such a token can't be renewed: when it is refused, that is the end.
func TestTokenAndEndpointRefused(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "bad-token")}
	c := f.newClient(t, func(o *Options) {
		o.AuthURL, o.Credentials, o.Endpoint = "", identity.Credentials{Token: "given-token-1"}, testEndpoint
	})
	_, err := getServers(c)
	if !transport.IsAuth(err) || len(f.seen()) != 1 {
		t.Errorf("%v after %d requests, want one 401", err, len(f.seen()))
	}
}

// Making a client touches neither network nor files: help and version stay free of both.
func TestNewDoesNoIO(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: func(sentRequest) (*http.Response, error) {
		t.Error("a request was sent")
		return respond(500, ""), nil
	}}
	f.newClient(t, withTokens(untouched{t}))
	if f.tokens != 0 {
		t.Error("New signed in")
	}
}

// untouched is a TokenStore that nobody may use.
type untouched struct{ t *testing.T }

func (u untouched) Load(string) ([]byte, error) { u.t.Error("Load"); return nil, nil }
func (u untouched) Save(string, []byte) error   { u.t.Error("Save"); return nil }
func (u untouched) Delete(string) error         { u.t.Error("Delete"); return nil }
func (u untouched) Key() ([]byte, error)        { u.t.Error("Key"); return nil, nil }
