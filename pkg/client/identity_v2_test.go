package client

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// tokenCloud records the sign-ins and answers them with resp.
func tokenCloud(got *[]sentRequest, resp func() *http.Response) http.RoundTripper {
	return roundTrip(func(r sentRequest) (*http.Response, error) {
		*got = append(*got, r)
		return resp(), nil
	})
}

// What is sent to sign in is what the guide and the real service want (guide 1.3.2, fact 1).
func TestSignInRequest(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		creds identity.Credentials
		want  string
	}{
		{"password", identity.Credentials{Username: "MyRackspaceAcct", Password: "MyRackspacePwd"},
			`{"auth":{"passwordCredentials":{"username":"MyRackspaceAcct","password":"MyRackspacePwd"}}}`},
		{"API key", identity.Credentials{Username: "MyRackspaceAcct", APIKey: "0000"},
			`{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"MyRackspaceAcct","apiKey":"0000"}}}`},
		{"token for a tenant", identity.Credentials{Token: "tok", TenantID: "010101"},
			`{"auth":{"token":{"id":"tok"},"tenantId":"010101"}}`},
		{"tenant by name", identity.Credentials{Username: "u", Password: "p", TenantName: "work"},
			`{"auth":{"passwordCredentials":{"username":"u","password":"p"},"tenantName":"work"}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []sentRequest
			c, err := New(Options{AuthURL: testAuthURL + "/", Credentials: test.creds,
				Transport: tokenCloud(&got, func() *http.Response { return respond(200, accessDoc("t", time.Now())) })})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Authenticate(context.Background()); err != nil {
				t.Fatal(err)
			}
			if got[0].Method != http.MethodPost || got[0].URL != testAuthURL+"/tokens" || got[0].Token != "" {
				t.Errorf("sent %s %s with token %q", got[0].Method, got[0].URL, got[0].Token)
			}
			if diff := cmp.Diff(canonical(t, test.want), canonical(t, got[0].Body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A recorded answer of the real service gives the session that it means.
func TestSignInRecorded(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 203} { // fact 40
		var got []sentRequest
		body := string(testdata(t, "auth-response-2014-03-04.json"))
		c, err := New(Options{AuthURL: testAuthURL, Credentials: identity.Credentials{Username: "u", APIKey: "k"},
			Transport: tokenCloud(&got, func() *http.Response { return respond(status, body) })})
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.Authenticate(context.Background())
		if err != nil {
			t.Fatalf("%d: %v", status, err)
		}
		s.Catalog = nil
		want := identity.Session{Token: "_ONE-TIME-TOKEN_", Expires: time.Date(2014, 3, 5, 6, 42, 51, 29e6, time.UTC), TenantID: "000000", TenantName: "000000",
			UserID: "296063", UserName: "_RAX_USERNAME_", DefaultRegion: "DFW", Region: "DFW",
			Endpoint: "https://dfw.servers.api.rackspacecloud.com/v2/000000",
			Identity: testAuthURL}
		if diff := cmp.Diff(want, s); diff != "" {
			t.Errorf("%d: %s", status, diff)
		}
	}
}

// A wrong password is told in the cloud's words, as not authenticated, and asked for once.
func TestSignInRefused(t *testing.T) {
	t.Parallel()
	var got []sentRequest
	c, err := New(Options{AuthURL: testAuthURL, Credentials: identity.Credentials{Username: "u", Password: testPassword},
		Transport: tokenCloud(&got, func() *http.Response {
			return respond(401, `{"unauthorized":{"code":401,"message":"Unable to authenticate user with credentials provided."}}`)
		})})
	if err != nil {
		t.Fatal(err)
	}
	_, err = getServers(c)
	want := "Unable to authenticate user with credentials provided. (HTTP 401)"
	if !transport.IsAuth(err) || err.Error() != want || len(got) != 1 {
		t.Errorf("%v after %d requests, want %s after 1", err, len(got), want)
	}
}

// What isn't an answer of Identity is said to be unreadable, without quoting it: it may hold a token.
func TestSignInUnreadable(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"cut off":  `{"access":{"token":{"id":"secret-token-value"`,
		"a page":   `<html><body>Welcome to the hotel, secret-token-value</body></html>`,
		"no token": `{"access":{"user":{"id":"secret-token-value"}}}`,
		"other":    `{"version":{"id":"secret-token-value"}}`,
		"empty":    ``,
	} {
		var got []sentRequest
		c, err := New(Options{AuthURL: testAuthURL, Credentials: identity.Credentials{Username: "u", Password: testPassword},
			Transport: tokenCloud(&got, func() *http.Response { return respond(200, body) })})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Authenticate(context.Background())
		var unreachable *transport.UnreachableError
		if !errors.As(err, &unreachable) || contains(err, "secret-token-value") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The auth URL is taken as people write it.
func TestAuthURLForms(t *testing.T) {
	t.Parallel()
	for form, want := range map[string]string{
		"/v2.0":            "/v2.0/tokens",
		"/v2.0/":           "/v2.0/tokens",
		"/v2.0/tokens":     "/v2.0/tokens",
		"/v3":              "/v3/auth/tokens",
		"/v3//":            "/v3/auth/tokens",
		"/v3/auth/tokens":  "/v3/auth/tokens",
		"/v3.14":           "/v3.14/auth/tokens",
		"/identity/v3":     "/identity/v3/auth/tokens",
		"/with%20blank/v3": "/with%20blank/v3/auth/tokens",
	} {
		f := &fakeKeystone{t: t}
		_, err := getServers(f.newClient(at(testKeystone + form)))
		if err == nil || f.signIns() != 1 || f.seen()[0] != "POST "+testKeystone+want {
			t.Errorf("%s: %v after %v, want %s", form, err, f.seen(), want)
		}
	}
}

// An API key goes where it can be used, without a question: only v2.0 takes one.
func TestAPIKeyUnversioned(t *testing.T) {
	t.Parallel()
	f := &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v2.0/tokens": tokenV2Route()}}
	c := f.newClient(func(o *Options) { o.Credentials = identity.Credentials{Username: "u", APIKey: "key"} })
	if _, err := c.Authenticate(context.Background()); err != nil || len(f.sent) != 1 {
		t.Errorf("%v after %v", err, f.seen())
	}
}

// canonical brings a JSON document into one form, to compare it.
func canonical(t *testing.T, s string) string {
	t.Helper()
	v := jsontext.Value(s)
	if err := v.Canonicalize(); err != nil {
		t.Fatalf("%v: %s", err, s)
	}
	return string(v)
}
