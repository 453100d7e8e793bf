package client

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

const (
	testReceipt  = "gAAAA-receipt"
	testPasscode = "492039"
)

// receiptRoute answers a password as a Keystone does that wants more (fact 61): the methods that were shown, and the rules.
func receiptRoute(rules string) route {
	return always(401, `{"receipt":{"methods":["password"],"user":{"domain":{"id":"default","name":"Default"},"id":"u1","name":"demo"},
		"expires_at":"2026-11-28T11:05:00.000000Z","issued_at":"2026-11-28T11:00:00.000000Z"},"required_auth_methods":`+rules+`}`,
		transport.ReceiptHeader, testReceipt, "WWW-Authenticate", `Keystone uri="http://127.0.0.1:5000"`)
}

// factorKeystone answers the first request with a receipt, and the next ones with second.
func factorKeystone(t *testing.T, rules string, second route) *fakeKeystone {
	t.Helper()
	return &fakeKeystone{t: t, routes: map[string]route{"POST " + testKeystone + "/v3/auth/tokens": func(r sentRequest) (*http.Response, error) {
		if r.Header.Get(transport.ReceiptHeader) != "" {
			return second(r)
		}
		return receiptRoute(rules)(r)
	}}}
}

// The passcode is shown with the receipt, for the same project, and nothing of either is in a trace.
func TestSecondFactor(t *testing.T) {
	t.Parallel()
	var trace bytes.Buffer
	f := factorKeystone(t, `[["password","totp"]]`, tokenV3Route(t, "tok-3"))
	c := f.newClient(at(testKeystone+"/v3"), traceTo(&trace), func(o *Options) {
		o.Credentials.Passcode = func(context.Context) (string, error) { return testPasscode, nil }
	})
	s, err := c.Authenticate(context.Background())
	if err != nil || s.Token != "tok-3" || len(f.sent) != 2 {
		t.Fatalf("%+v, %v after %v", s, err, f.seen())
	}
	want := canonical(t, `{"auth":{"identity":{"methods":["totp"],"totp":{"user":{"id":"u1","passcode":"`+testPasscode+`"}}},
		"scope":{"project":{"name":"demo","domain":{"id":"default"}}}}}`)
	if got := f.sent[1]; canonical(t, got.Body) != want || got.Header.Get(transport.ReceiptHeader) != testReceipt {
		t.Errorf("sent %s with %v", got.Body, got.Header)
	}
	for _, secret := range []string{testReceipt, testPasscode, testPassword} {
		if strings.Contains(trace.String(), secret) {
			t.Errorf("%s is in the trace: %s", secret, trace.String())
		}
	}
}

// Who can't show the factor that is wanted reads which one that is, and nothing is said against the password.
func TestSecondFactorMissing(t *testing.T) {
	t.Parallel()
	refused := always(401, `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`)
	for name, test := range map[string]struct {
		rules, passcode string
		second          route
		says, hint      string
		sent            int
	}{
		"no passcode":         {`[["password","totp"]]`, "", nil, "a second factor: totp", "OS_PASSCODE", 1},
		"one of several":      {`[["password","hotp"],["totp","password"]]`, "", nil, "hotp, or totp", "OS_PASSCODE", 1},
		"an unknown one":      {`[["password","hotp"]]`, testPasscode, nil, "a second factor: hotp", "application credential", 1},
		"two more":            {`[["password","totp","hotp"]]`, testPasscode, nil, "totp and hotp", "application credential", 1},
		"none named":          {`[]`, testPasscode, nil, "doesn't name", "application credential", 1},
		"odd rules":           {`"totp"`, testPasscode, nil, "doesn't name", "application credential", 1},
		"a passcode too late": {`[["password","totp"]]`, testPasscode, refused, "not the passcode", "the next one", 2},
		"and yet another":     {`[["password","totp"]]`, testPasscode, receiptRoute(`[["password","totp","hotp"]]`), "totp and hotp", "application credential", 2},
	} {
		f := factorKeystone(t, test.rules, test.second)
		_, err := getServers(f.newClient(at(testKeystone+"/v3"), func(o *Options) {
			o.Credentials.Passcode = func(context.Context) (string, error) { return test.passcode, nil }
		}))
		var factor *identity.FactorError
		if !errors.As(err, &factor) || !contains(err, test.says) || !strings.Contains(factor.Hint(), test.hint) || len(f.sent) != test.sent {
			t.Errorf("%s: %v after %v", name, err, f.seen())
			continue
		}
		if factor.Kind() != "auth" || contains(err, testReceipt) || contains(err, "wrong") {
			t.Errorf("%s: %s: %v", name, factor.Kind(), err)
		}
	}
}

// Where there is another passcode a wrong one isn't the end: the receipt is good for both.
func TestNextPasscode(t *testing.T) {
	t.Parallel()
	right := tokenV3Route(t, "tok-3")
	for name, test := range map[string]struct {
		next []string
		sent int
		ok   bool
	}{
		"right at last":    {[]string{"2", testPasscode}, 4, true},
		"wrong to the end": {[]string{"2", "3"}, 4, false},
		"none":             {nil, 2, false},
	} {
		f := factorKeystone(t, `[["password","totp"]]`, func(r sentRequest) (*http.Response, error) {
			if strings.Contains(r.Body, testPasscode) {
				return right(r)
			}
			return respond(401, `{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}`), nil
		})
		_, err := f.newClient(at(testKeystone+"/v3"), func(o *Options) {
			o.Credentials.Passcode = func(context.Context) (string, error) { return "1", nil }
			o.Credentials.NextPasscode = func(context.Context) (string, error) {
				if len(test.next) == 0 {
					return "", nil
				}
				next := test.next[0]
				test.next = test.next[1:]
				return next, nil
			}
		}).Authenticate(context.Background())
		var factor *identity.FactorError
		if len(f.sent) != test.sent || (err == nil) != test.ok || !test.ok && !errors.As(err, &factor) {
			t.Errorf("%s: %v after %v", name, err, f.seen())
		}
	}
}

// 404 at a sign-in is about the address, in whatever words, but for a token that Keystone doesn't know.
func TestAbsentSignIn(t *testing.T) {
	t.Parallel()
	password, token := identity.Credentials{Username: "u", Password: testPassword}, identity.Credentials{Token: testToken}
	for message, about := range map[string]struct {
		of    identity.Credentials
		token bool
	}{
		"The resource could not be found.":                                         {token, false},
		"(http://127.0.0.1:5000/v3/auth/tokens): The resource could not be found.": {token, false},
		"The requested URL /v3/auth/tokens was not found on this server.":          {token, false},
		"Could not recognize Fernet token":                                         {token, true},
		"This is not a recognized Fernet token abc":                                {token, true},
		"Failed to validate token":                                                 {token, true},
		"There is no token service here":                                           {password, false},
	} {
		f := &fakeKeystone{t: t, routes: map[string]route{
			"POST " + testKeystone + "/v3/auth/tokens": always(404, `{"error":{"code":404,"message":"`+message+`","title":"Not Found"}}`),
		}}
		_, err := getServers(f.newClient(at(testKeystone+"/v3"), func(o *Options) { o.Credentials = about.of }))
		var option *transport.OptionError
		if errors.As(err, &option) == about.token || transport.RefusedToken(err) != about.token {
			t.Errorf("%s: %v", message, err)
		}
	}
}

// An auth URL of a version that the cloud has no more names the one that it has. Nothing secret goes there unasked.
func TestOtherVersion(t *testing.T) {
	t.Parallel()
	v3 := always(200, `{"version":{"id":"v3.14","status":"stable","links":[{"rel":"self","href":"http://inner/v3/"}]}}`)
	for name, test := range map[string]struct {
		at     string
		routes map[string]route
		want   string
	}{
		"the root tells":      {"/v2.0", map[string]route{"GET " + testKeystone: fromNova(t, "identity-root")}, testKeystone + "/v3, or to " + testKeystone + " without"},
		"the root is closed":  {"/v2.0", map[string]route{"GET " + testKeystone + "/v3": v3}, testKeystone + "/v3"},
		"below a path":        {"/identity/v2.0", map[string]route{"GET " + testKeystone + "/identity/v3": v3}, testKeystone + "/identity/v3"},
		"v2.0 in place of v3": {"/v3", map[string]route{"GET " + testKeystone: always(300, `{"versions":{"values":[{"id":"v2.0","status":"stable"}]}}`)}, testKeystone + "/v2.0"},
		"neither":             {"/v2.0", nil, ""},
		"at the top":          {"/identity/v3", map[string]route{"GET " + testKeystone: fromNova(t, "identity-root")}, testKeystone + "/v3, or to " + testKeystone + " without"},
		"under its name":      {"/v3", map[string]route{"GET " + testKeystone + "/identity": always(300, `{"versions":{"values":[{"id":"v3.14"}]}}`)}, testKeystone + "/identity/v3, or to " + testKeystone + "/identity without"},
		"another service's":   {"/v3", map[string]route{"GET " + testKeystone: always(200, `{"versions":[{"id":"v2.0","version":"","min_version":""}]}`)}, ""},
	} {
		f := &fakeKeystone{t: t, routes: test.routes}
		_, err := getServers(f.newClient(at(testKeystone + test.at)))
		if err == nil || contains(err, "set auth-url to") != (test.want != "") || !contains(err, test.want) || f.signIns() != 1 {
			t.Errorf("%s: %v after %v", name, err, f.seen())
		}
	}
}
