package client

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Listing servers takes one request with a kept token, and at most two more without: signing in and, where the auth URL
// doesn't tell the version, asking for it. What was found out is kept with the token.
func TestRequestCount(t *testing.T) {
	t.Parallel()
	const (
		root   = "GET " + testKeystone
		signIn = "POST " + testKeystone + "/v3/auth/tokens"
		list   = "GET " + testNova + "/servers/detail"
	)
	for authURL, first := range map[string][]string{
		testKeystone + "/v3": {signIn, list},
		testKeystone:         {root, signIn, list},
		testKeystone + "/":   {root, signIn, list},
	} {
		store := newMemoryTokens()
		f := &fakeKeystone{t: t, routes: map[string]route{
			root: fromNova(t, "identity-root"), signIn: tokenV3Route(t, "tok-3"), list: always(200, `{"servers":[]}`),
		}}
		for run, want := range [][]string{first, {list}, {list}} {
			f.sent = nil
			for _, err := range f.newClient(at(authURL), withTokens(store)).ListServers(context.Background(), ServerFilter{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(want, f.seen()); diff != "" {
				t.Errorf("%s, run %d: %s", authURL, run+1, diff)
			}
		}
	}
}

// A kept token that has died costs two more requests: signing in, and the list again.
func TestRequestCountDeadToken(t *testing.T) {
	t.Parallel()
	store := newMemoryTokens()
	n := 0
	f := &fakeKeystone{t: t}
	f.routes = map[string]route{
		"GET " + testNova + "/servers": refusing(always(200, `{"servers":[]}`), "tok-1"),
		"POST " + testKeystone + "/v3/auth/tokens": func(r sentRequest) (*http.Response, error) {
			n++
			return tokenV3Route(t, fmt.Sprintf("tok-%d", n))(r)
		},
	}
	if _, err := f.newClient(at(testKeystone+"/v3"), withTokens(store)).Session(context.Background()); err != nil {
		t.Fatal(err)
	}
	f.sent = nil
	if _, err := getServers(f.newClient(at(testKeystone+"/v3"), withTokens(store))); err != nil || len(f.sent) != 3 {
		t.Errorf("%v after %v, want 3 requests", err, f.seen())
	}
}
