package sandbox

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// The status says where the store is and what is in it; reset empties it, tokens and all.
func TestStatusAndReset(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", filepath.Join(t.TempDir(), "sandbox.db")} {
		u := newCloud(t, Options{Path: path, Speed: 2})
		u.create("a")
		u.create("b")
		doc := u.json(u.want(200, u.send("GET", "/_sandbox/status", "", "Accept", "application/xml")))
		want := map[string]any{"status": map[string]any{
			"path": path, "layout": 1.0, "now": "2013-12-10T12:00:00Z", "speed": 2.0,
			"servers": []any{map[string]any{"region": "DFW", "tenant": "010101", "count": 2.0}},
		}}
		if diff := cmp.Diff(want, doc); diff != "" {
			t.Error(diff)
		}
		r := u.want(204, u.send("POST", "/_sandbox/reset", ""))
		if r.body != "" {
			t.Errorf("body %q", r.body)
		}
		u.want(401, u.compute("GET", "/servers", "")) // the token is dropped too
		u.token = u.signIn(tables.User, tables.Password)
		if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) > 0 {
			t.Errorf("after a reset: %v", got)
		}
		s, err := u.Status()
		if err != nil || len(s.Servers) > 0 {
			t.Errorf("status %+v (%v)", s, err)
		}
	}
}

// The controls are for this machine alone: not for another host, not for a web page that a browser here shows, and not under a
// name that somebody else's DNS leads here.
func TestControlsAreLocal(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	tests := []struct {
		from, host, origin string
		status             int
	}{
		{"127.0.0.1:4242", "127.0.0.1:8774", "", 204},
		{"[::1]:4242", "localhost:8774", "", 204},
		{"192.0.2.1:4242", "127.0.0.1:8774", "", 403},
		{"127.0.0.1:4242", "evil.example", "", 403},
		{"127.0.0.1:4242", "127.0.0.1:8774", "http://evil.example", 403},
		{"", "127.0.0.1:8774", "", 403},
	}
	for _, test := range tests {
		r := httptest.NewRequest(http.MethodPost, "/_sandbox/reset", nil)
		r.RemoteAddr, r.Host = test.from, test.host
		if test.origin != "" {
			r.Header.Set("Origin", test.origin)
		}
		w := httptest.NewRecorder()
		u.ServeHTTP(w, r)
		if w.Code != test.status {
			t.Errorf("from %q to %q by %q: %d, want %d", test.from, test.host, test.origin, w.Code, test.status)
		}
	}
}
