package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// What is sent to sign in is what Keystone takes: each way to name a user, a project and a domain, and what stands in
// for a domain that isn't named.
func TestSignInRequestV3(t *testing.T) {
	t.Parallel()
	const project = `,"scope":{"project":{"id":"p1"}}`
	for name, test := range map[string]struct {
		creds identity.Credentials
		want  string // of auth
	}{
		"password, names": {
			identity.Credentials{Username: "demo", UserDomainName: "Users", Password: "pw", TenantName: "work", ProjectDomainName: "Projects"},
			`{"identity":{"methods":["password"],"password":{"user":{"name":"demo","domain":{"name":"Users"},"password":"pw"}}},
			"scope":{"project":{"name":"work","domain":{"name":"Projects"}}}}`,
		},
		"password, ids before names": {
			identity.Credentials{Username: "demo", UserID: "u1", UserDomainID: "d1", Password: "pw", TenantID: "p1", TenantName: "work"},
			`{"identity":{"methods":["password"],"password":{"user":{"id":"u1","password":"pw"}}}` + project + `}`,
		},
		"domains by id": {
			identity.Credentials{Username: "demo", UserDomainID: "d1", UserDomainName: "Users", Password: "pw", TenantName: "work", ProjectDomainID: "d2"},
			`{"identity":{"methods":["password"],"password":{"user":{"name":"demo","domain":{"id":"d1"},"password":"pw"}}},
			"scope":{"project":{"name":"work","domain":{"id":"d2"}}}}`,
		},
		"no domain": {
			identity.Credentials{Username: "demo", Password: "pw", TenantName: "work"},
			`{"identity":{"methods":["password"],"password":{"user":{"name":"demo","domain":{"id":"default"},"password":"pw"}}},
			"scope":{"project":{"name":"work","domain":{"id":"default"}}}}`,
		},
		"no project": {
			identity.Credentials{UserID: "u1", Password: "pw"},
			`{"identity":{"methods":["password"],"password":{"user":{"id":"u1","password":"pw"}}}}`,
		},
		"token": {
			identity.Credentials{Token: "tok", TenantID: "p1"},
			`{"identity":{"methods":["token"],"token":{"id":"tok"}}` + project + `}`,
		},
		"application credential, which has its own project": {
			identity.Credentials{ApplicationCredentialID: "a1", ApplicationCredentialSecret: "s", Username: "demo", TenantID: "p1"},
			`{"identity":{"methods":["application_credential"],"application_credential":{"id":"a1","secret":"s"}}}`,
		},
		"application credential by name": {
			identity.Credentials{ApplicationCredentialName: "ci", ApplicationCredentialSecret: "s", Username: "demo", UserDomainName: "Users"},
			`{"identity":{"methods":["application_credential"],"application_credential":{"name":"ci","secret":"s",
			"user":{"name":"demo","domain":{"name":"Users"}}}}}`,
		},
		"application credential by name, user by id": {
			identity.Credentials{ApplicationCredentialName: "ci", ApplicationCredentialSecret: "s", UserID: "u1"},
			`{"identity":{"methods":["application_credential"],"application_credential":{"name":"ci","secret":"s","user":{"id":"u1"}}}}`,
		},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": tokenV3Route(t, "tok-3")}}
		c := f.newClient(at(testKeystone+"/v3/"), func(o *Options) { o.Credentials = test.creds })
		if _, err := c.Authenticate(context.Background()); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(canonical(t, `{"auth":`+test.want+`}`), canonical(t, f.sent[0].Body)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if f.sent[0].Token != "" {
			t.Errorf("%s: signed in with the token %q", name, f.sent[0].Token)
		}
	}
}

// A recorded answer of Keystone gives the session that it means: the token is in a header, and compute is found.
func TestSignInRecordedV3(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": fromNova(t, "identity-token")}}
	s, err := f.newClient(at(testKeystone + "/v3")).Authenticate(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Catalog) != 6 {
		t.Errorf("%d services in the catalog, want 6", len(s.Catalog))
	}
	s.Catalog = nil
	want := identity.Session{
		Token: "<token>", Expires: time.Date(2026, 11, 22, 12, 8, 56, 0, time.UTC), Issued: time.Date(2026, 11, 22, 11, 8, 56, 0, time.UTC),
		TenantID: "c76fd334be114d4f8c43e4bb6acc5410", TenantName: "demo", UserID: "de040e3de87a4ce68280c232d5059484", UserName: "demo",
		Region: "RegionOne", Endpoint: testNova, Identity: testKeystone + "/v3",
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}

// A token that is for no project is of no use: the user is told so, not that compute is missing.
func TestSignInUnscoped(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": fromNova(t, "identity-unscoped")}}
	_, err := getServers(f.newClient(at(testKeystone + "/v3")))
	if !errors.As(err, new(*identity.CatalogError)) || !contains(err, "name a project") {
		t.Error(err)
	}
}

// What a sign-in gave that is of no use isn't kept: once there is a project, or compute, the next command would go on without.
func TestUselessSessionIsNotKept(t *testing.T) {
	t.Parallel()
	scoped, err := tokenV3Route(t, "tok-3")(sentRequest{})
	if err != nil {
		t.Fatal(err)
	}
	body := readAll(t, scoped)
	for name, test := range map[string]struct {
		body string
		kept int
	}{
		"all of it":  {body, 1},
		"no catalog": {strings.Replace(body, `"catalog":`, `"other":`, 1), 0},
		"no compute": {strings.ReplaceAll(body, `"compute`, `"compete`), 0},
	} {
		store := newMemoryTokens()
		f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": always(201, test.body, "X-Subject-Token", "tok-3")}}
		_, err := f.newClient(at(testKeystone+"/v3"), withTokens(store)).Authenticate(context.Background())
		if len(store.data) != test.kept || (err == nil) != (test.kept == 1) {
			t.Errorf("%s: %d sessions are kept; %v", name, len(store.data), err)
		}
	}
}

// A wrong password is told in Keystone's words, with the request's id, and asked for once.
func TestSignInRefusedV3(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": fromNova(t, "identity-badpassword")}}
	_, err := getServers(f.newClient(at(testKeystone + "/v3")))
	want := "The request you have made requires authentication. (HTTP 401, request req-be39a589-1915-446c-b5f4-25a11b5bbcab)"
	if !transport.IsAuth(err) || err.Error() != want || len(f.sent) != 1 {
		t.Errorf("%v after %d requests, want %s after 1", err, len(f.sent), want)
	}
}

// A token that Keystone doesn't know, which it says with 404, is a refused sign-in: neither the address is to blame, nor is a
// server missing.
func TestSignInRefusedTokenV3(t *testing.T) {
	t.Parallel()
	const refused = `{"error":{"code":404,"message":"Could not recognize Fernet token","title":"Not Found"}}`
	for _, authURL := range []string{testKeystone, testKeystone + "/v3"} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			"GET " + testKeystone:                      fromNova(t, "identity-root"),
			"POST " + testKeystone + "/v3/auth/tokens": always(404, refused, "Content-Type", "application/json"),
		}}
		_, err := getServers(f.newClient(at(authURL), func(o *Options) { o.Credentials = identity.Credentials{Token: "gAAAA"} }))
		if !transport.IsAuth(err) || transport.IsNotFound(err) || err.Error() != "Could not recognize Fernet token (HTTP 404)" {
			t.Errorf("%s: %v", authURL, err)
		}
	}
}

// A sign-in without an answer has done nothing that anybody should look for: the usual cause is https where http is spoken.
func TestSignInLostIsCertain(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]route{
		"cut off":    func(sentRequest) (*http.Response, error) { return nil, io.EOF },
		"unreadable": always(201, "<html>", "X-Subject-Token", "tok-3"),
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": lost}}
		_, err := getServers(f.newClient(at(testKeystone + "/v3")))
		var e *transport.UnreachableError
		if !errors.As(err, &e) || e.Uncertain {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What isn't an answer of Identity v3 is said to be unreadable, without quoting it.
func TestSignInUnreadableV3(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, token string }{
		"no header":      {`{"token":{"user":{"id":"secret-token-value"}}}`, ""},
		"cut off":        {`{"token":{"user":{"id":"secret-token-value"`, "tok-3"},
		"a page":         {`<html><body>secret-token-value</body></html>`, "tok-3"},
		"v2.0's answer":  {`{"access":{"token":{"id":"secret-token-value"}}}`, ""},
		"nothing at all": {``, ""},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": always(201, test.body, "X-Subject-Token", test.token)}}
		_, err := getServers(f.newClient(at(testKeystone + "/v3")))
		if !errors.As(err, new(*transport.UnreachableError)) || contains(err, "secret-token-value") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Where there is no Identity at the address, the address is to blame, not what the user asked for: it must not read as
// if a server weren't found.
func TestIdentityAbsent(t *testing.T) {
	t.Parallel()
	choices := always(300, `{"choices":[{"id":"v2.1"}]}`, "Content-Type", "application/json") // Nova's and Glance's, of a version that they don't have
	for version, path := range map[string]string{"v2.0": "/tokens", "v3": "/auth/tokens"} {
		for name, answer := range map[string]route{"nothing": absentPage, "another service": choices} {
			f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/" + version + path: answer}}
			_, err := getServers(f.newClient(at(testKeystone + "/" + version)))
			var option *transport.OptionError
			if !errors.As(err, &option) || option.Option != "auth-url" || transport.IsNotFound(err) || !contains(err, version) || f.signIns() != 1 {
				t.Errorf("%s, %s: %v after %d requests", version, name, err, len(f.sent))
			}
		}
	}
}

// Logging out ends the token at Keystone, be it in use or kept from another run.
func TestLogoutV3(t *testing.T) {
	t.Parallel()
	for name, authURL := range map[string]string{"version known": testKeystone + "/v3", "version found": testKeystone} {
		store := newMemoryTokens()
		f := &fakeKeystone{t: t, routes: map[string]route{
			"GET " + testKeystone:                        fromNova(t, "identity-root"),
			"POST " + testKeystone + "/v3/auth/tokens":   tokenV3Route(t, "tok-3"),
			"DELETE " + testKeystone + "/v3/auth/tokens": always(204, ""),
		}}
		if _, err := f.newClient(at(authURL), withTokens(store)).Session(context.Background()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		before := len(f.sent)
		if err := f.newClient(at(authURL), withTokens(store)).Logout(context.Background()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		after := f.sent[before:]
		if len(after) != 1 || after[0].Method != http.MethodDelete || after[0].Token != "tok-3" || after[0].Header.Get("X-Subject-Token") != "tok-3" {
			t.Errorf("%s: sent %v", name, after)
		}
		if len(store.data) != 0 {
			t.Errorf("%s: the token is still kept", name)
		}
	}
}

// No secret of a sign-in is in the trace, in either direction.
func TestTraceV3(t *testing.T) {
	t.Parallel()
	for name, creds := range map[string]identity.Credentials{
		"password":               {Username: "demo", Password: "sesame-street"},
		"token":                  {Token: "sesame-street"},
		"application credential": {ApplicationCredentialID: "a", ApplicationCredentialSecret: "sesame-street"},
		"short secret":           {ApplicationCredentialID: "a", ApplicationCredentialSecret: "sesame"},
	} {
		var trace strings.Builder
		f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": tokenV3Route(t, "subject-token-3")}}
		c := f.newClient(at(testKeystone+"/v3"), func(o *Options) { o.Credentials, o.Trace = creds, &trace })
		if _, err := c.Authenticate(context.Background()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := trace.String(); !strings.Contains(got, "/v3/auth/tokens") || strings.Contains(got, "sesame") || strings.Contains(got, "subject-token-3") {
			t.Errorf("%s: %s", name, got)
		}
	}
}
