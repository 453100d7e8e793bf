package conformance

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// debian is an image of the sandbox, by its id: that needs no look-up.
const debian = "857d7d36-34f3-409f-8435-693e8797be8b"

// TestRequestCounts counts what the binary sends: each request is time that a user waits, and signing in is the longest
// (fact 30).
func TestRequestCounts(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	created := (&cloud{home: f.home}).novactl(t, "server", "create", "web-1", "--image", debian, "--flavor", "2", "--wait", "-o", "id")
	id := strings.TrimSpace(created.ok(t).stdout)
	const (
		signIn = "POST /v2.0/tokens"
		list   = "GET /servers/detail"
		brief  = "GET /servers"
		get    = "GET /servers/ID"
	)
	for _, test := range []struct {
		run  string
		want []string
	}{
		{"server list", []string{list}},
		{"server list -o json", []string{list}},
		{"server list -o id", []string{brief}},
		{"server show " + id, []string{get}},
		{"server show web-1", []string{list}}, // it shows that the cloud has UUIDs, and all of the server
		{"server addresses " + id, []string{"GET /servers/ID/ips"}},
		{"server update " + id + " --name web-2", []string{"PUT /servers/ID", get}},
		{"flavor show 2", []string{"GET /flavors/2"}},
		{"auth logout", []string{"DELETE /v2.0/tokens/ID"}},
		{"server list", []string{signIn, list}},
		{"server list", []string{list}},
	} {
		got := f.requests(t, strings.Fields(test.run)...)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("novactl %s sent (-want +got)\n%s", test.run, diff)
		}
	}
}

// TestTokenDiesInAWait refuses the token at the first look of a wait: novactl signs in again, and the wait goes on.
func TestTokenDiesInAWait(t *testing.T) {
	t.Parallel()
	f := newFront(t)
	f.requests(t, "flavor", "list")
	dead := false
	f.refuse = func(r *http.Request) bool {
		switch {
		case r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/servers"):
			dead = true
		case strings.HasSuffix(r.URL.Path, "/tokens"):
			dead = false
		default:
			return dead
		}
		return false
	}
	got := f.requests(t, "server", "create", "web-1", "--image", debian, "--flavor", "2", "--wait")
	want := []string{"GET /flavors/2", "POST /servers", "GET /servers/ID", "POST /v2.0/tokens", "GET /servers/ID"}
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Errorf("the wait sent (-want +got)\n%s", diff)
	}
	if n := len(slices.DeleteFunc(got, func(s string) bool { return s != "POST /servers" })); n != 1 {
		t.Errorf("the create was sent %d times", n)
	}
}
