package client

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
)

const signInV3 = "POST " + testKeystone + "/v3/auth/tokens"

// What is shown to Identity v3, and what for, is what Keystone's own tools send.
func TestMethodsAndScopes(t *testing.T) {
	t.Parallel()
	const user = `"user":{"name":"demo","domain":{"id":"default"}`
	byPassword := `{"auth":{"identity":{"methods":["password"],"password":{` + user + `,"password":"` + testPassword + `"}}},"scope":SCOPE}}`
	for name, tt := range map[string]struct {
		c    identity.Credentials
		want string
	}{
		"trust": {
			identity.Credentials{Username: "demo", Password: testPassword, TrustID: "t1", TenantName: "other", SystemScope: true},
			strings.ReplaceAll(byPassword, "SCOPE", `{"OS-TRUST:trust":{"id":"t1"}}`),
		},
		"system": {
			identity.Credentials{Username: "demo", Password: testPassword, SystemScope: true, TenantName: "other"},
			strings.ReplaceAll(byPassword, "SCOPE", `{"system":{"all":true}}`),
		},
		"domain": {
			identity.Credentials{Username: "demo", Password: testPassword, DomainName: "d"},
			strings.ReplaceAll(byPassword, "SCOPE", `{"domain":{"name":"d"}}`),
		},
		"project before domain": {
			identity.Credentials{Username: "demo", Password: testPassword, DomainID: "d", TenantID: "p1"},
			strings.ReplaceAll(byPassword, "SCOPE", `{"project":{"id":"p1"}}`),
		},
		"passcode alone": {
			identity.Credentials{
				Username: "demo", TenantID: "p1", PasscodeAlone: true,
				Passcode: func(context.Context) (string, error) { return testPasscode, nil },
			},
			`{"auth":{"identity":{"methods":["totp"],"totp":{` + user + `,"passcode":"` + testPasscode + `"}}},"scope":{"project":{"id":"p1"}}}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &fakeKeystone{t: t, routes: map[string]route{signInV3: tokenV3Route(t, "tok-3")}}
			c := f.newClient(at(testKeystone+"/v3"), func(o *Options) { o.Credentials = tt.c })
			if s, err := c.Authenticate(t.Context()); err != nil || s.Token != "tok-3" {
				t.Fatalf("%+v, %v", s, err)
			}
			if got := canonical(t, f.sent[0].Body); got != canonical(t, tt.want) {
				t.Errorf("sent %s", got)
			}
		})
	}
}

// A federated sign-in asks the provider for a token, shows that to Keystone, and has what comes made good for the project. No trace has any of it.
func TestFederatedSignIn(t *testing.T) {
	t.Parallel()
	const provider, access, unscoped, clientSecret = "https://idp.example.com", "ACCESS-TOKEN-1", "UNSCOPED-TOKEN", "Client+Secret/1"
	const federation = testKeystone + "/v3/OS-FEDERATION/identity_providers/idp/protocols/openid/auth"
	for name, tt := range map[string]struct {
		c    identity.Credentials
		form string
	}{
		"password": {identity.Credentials{Username: "demo", Password: "Pass+Word/1"}, "grant_type=password&password=Pass%2BWord%2F1&scope=openid+profile&username=demo"},
		"client":   {identity.Credentials{}, "grant_type=client_credentials&scope=openid+profile"},
	} {
		var trace bytes.Buffer
		f := &fakeKeystone{t: t, routes: map[string]route{
			"GET " + provider + "/.well-known/openid-configuration": always(200, `{"token_endpoint":"`+provider+`/token"}`),
			"POST " + provider + "/token":                           always(200, `{"access_token":"`+access+`","token_type":"Bearer"}`),
			"POST " + federation:                                    always(201, `{"token":{}}`, "X-Subject-Token", unscoped),
			signInV3:                                                tokenV3Route(t, "tok-3"),
		}}
		c := f.newClient(at(testKeystone+"/v3"), traceTo(&trace), func(o *Options) {
			o.Credentials = tt.c
			o.Credentials.TenantName = "demo"
			o.Credentials.Federation = identity.Federation{
				Provider: "idp", Protocol: "openid", DiscoveryEndpoint: provider + "/.well-known/openid-configuration",
				ClientID: "novactl", ClientSecret: clientSecret,
			}
		})
		if s, err := c.Authenticate(t.Context()); err != nil || s.Token != "tok-3" || len(f.sent) != 4 {
			t.Fatalf("%s: %+v, %v after %v", name, s, err, f.seen())
		}
		if got := f.sent[1]; got.Body != tt.form || got.Header.Get("Authorization") != "Basic bm92YWN0bDpDbGllbnQrU2VjcmV0LzE=" {
			t.Errorf("%s: the provider was sent %s with %v", name, got.Body, got.Header)
		}
		if got := f.sent[2].Header.Get("Authorization"); got != "Bearer "+access {
			t.Errorf("%s: Keystone was shown %q", name, got)
		}
		want := `{"auth":{"identity":{"methods":["token"],"token":{"id":"` + unscoped + `"}},"scope":{"project":{"name":"demo","domain":{"id":"default"}}}}}`
		if got := canonical(t, f.sent[3].Body); got != canonical(t, want) {
			t.Errorf("%s: sent %s", name, got)
		}
		for _, secret := range []string{access, unscoped, clientSecret, "Pass+Word/1", "Pass%2BWord%2F1", "bm92YWN0bDpD"} {
			if strings.Contains(trace.String(), secret) {
				t.Errorf("%s: %s is in the trace: %s", name, secret, trace.String())
			}
		}
	}
}

// A provider's document can't have the password sent in the clear; and what a federated sign-in needs is said by its name.
func TestFederatedSignInRefused(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{"GET https://idp.example.com/doc": always(200, `{"token_endpoint":"http://idp.example.com/token"}`)}}
	c := f.newClient(at(testKeystone+"/v3"), func(o *Options) {
		o.Credentials.Federation = identity.Federation{Provider: "idp", Protocol: "openid", ClientID: "n", DiscoveryEndpoint: "https://idp.example.com/doc"}
	})
	if _, err := c.Authenticate(t.Context()); err == nil || !strings.Contains(err.Error(), "token_endpoint of http") || len(f.sent) != 1 {
		t.Errorf("%v after %v", err, f.seen())
	}
	for want, federation := range map[string]identity.Federation{
		"protocol:":           {Provider: "idp"},
		"client-id:":          {Provider: "idp", Protocol: "openid"},
		"discovery-endpoint:": {Provider: "idp", Protocol: "openid", ClientID: "n"},
	} {
		if _, err := New(Options{AuthURL: testKeystone, Credentials: identity.Credentials{Federation: federation}}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// A password that must be changed is said to be one, and can be changed: without a token, which it gets none of.
func TestExpiredPassword(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{
		signInV3: always(401, `{"error":{"code":401,"message":"The password is expired and needs to be changed for user: u1.","title":"Unauthorized"}}`),
		"POST " + testKeystone + "/v3/users/u1/password": always(204, ""),
	}}
	c := f.newClient(at(testKeystone + "/v3"))
	_, err := c.Authenticate(t.Context())
	var expired *identity.ExpiredPasswordError
	if !errors.As(err, &expired) || expired.UserID != "u1" || !strings.Contains(expired.Hint(), "auth password") {
		t.Fatalf("%v", err)
	}
	if err := c.ChangeOwnPassword(t.Context(), "next-password"); err != nil {
		t.Fatal(err)
	}
	got := f.sent[len(f.sent)-1]
	want := `{"user":{"original_password":"` + testPassword + `","password":"next-password"}}`
	if canonical(t, got.Body) != canonical(t, want) || got.Header.Get("X-Auth-Token") != "" {
		t.Errorf("sent %s with %v", got.Body, got.Header)
	}
}

// A refusal to an application credential with access rules names them, and one to a token of no project says what servers need.
func TestRefusalsExplained(t *testing.T) {
	t.Parallel()
	const catalog = `"catalog":[{"type":"compute","name":"nova","endpoints":[{"interface":"public","region":"R","url":"http://127.0.0.1:8774/v2.1"}]}]`
	const rules = `"application_credential":{"id":"a","access_rules":[{"service":"compute","method":"GET","path":"/v2.1/flavors"}]},`
	for name, tt := range map[string]struct {
		token  string
		status int
		hint   string
	}{
		"a rule":    {`"project":{"id":"p","name":"p"},` + rules + catalog, http.StatusUnauthorized, "compute GET /v2.1/flavors"},
		"no rules":  {`"project":{"id":"p","name":"p"},` + catalog, http.StatusForbidden, ""},
		"no scope":  {catalog, http.StatusForbidden, "for no project, and this needs one for a project"},
		"system":    {`"system":{"all":true},` + catalog, http.StatusForbidden, "for the whole system,"},
		"domain":    {`"domain":{"id":"default","name":"Default"},` + catalog, http.StatusForbidden, "for the domain Default,"},
		"not found": {`"project":{"id":"p","name":"p"},` + rules + catalog, http.StatusNotFound, ""},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			signInV3:                         always(201, `{"token":{"expires_at":"2099-01-01T00:00:00Z","user":{"id":"u","name":"u"},`+tt.token+`}}`, "X-Subject-Token", "tok-3"),
			"GET " + testNova + "/servers/x": always(tt.status, `{"error":{"message":"no"}}`),
		}}
		_, err := f.newClient(at(testKeystone+"/v3")).GetServer(t.Context(), "x")
		hint := ""
		if h, ok := errorWithHint(err); ok {
			hint = h.Hint()
		}
		if err == nil || (tt.hint == "") != (hint == "") || !strings.Contains(hint, tt.hint) {
			t.Errorf("%s: %v, hint %q", name, err, hint)
		}
	}
}

func errorWithHint(err error) (interface{ Hint() string }, bool) {
	if e := (*identity.AccessRuleError)(nil); errors.As(err, &e) {
		return e, true
	}
	if e := (*identity.ScopeError)(nil); errors.As(err, &e) {
		return e, true
	}
	return nil, false
}

// A session is for the system, a domain, or another's project by a trust, as Keystone says.
func TestScopeOfSessions(t *testing.T) {
	t.Parallel()
	for scope, want := range map[string]identity.Session{
		`"system":{"all":true}`:                      {System: true},
		`"domain":{"id":"default","name":"Default"}`: {DomainID: "default", DomainName: "Default"},
		`"project":{"id":"p","name":"n"},"OS-TRUST:trust":{"id":"t","impersonation":true}`: {TenantID: "p", TenantName: "n", TrustID: "t"},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			signInV3: always(201, `{"token":{"expires_at":"2099-01-01T00:00:00Z","user":{"id":"u","name":"u"},`+scope+`}}`, "X-Subject-Token", "tok-3"),
		}}
		s, _ := f.newClient(at(testKeystone + "/v3")).Session(t.Context())
		got := identity.Session{System: s.System, DomainID: s.DomainID, DomainName: s.DomainName, TenantID: s.TenantID, TenantName: s.TenantName, TrustID: s.TrustID}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", scope, diff)
		}
	}
}
