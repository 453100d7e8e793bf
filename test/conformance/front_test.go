package conformance

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

// front stands before `sandbox serve` and writes down what comes through.
type front struct {
	home *novactl.Home

	mu     sync.Mutex
	seen   []string
	refuse func(*http.Request) bool // answers 401 in the sandbox's place; nil: none
}

// newFront starts a sandbox and a front before it, and a home in which novactl knows only the front.
func newFront(t *testing.T) *front {
	t.Helper()
	home := novactl.NewHome(t)
	env := home.Serve(t)
	sandbox, err := url.Parse(env["OS_AUTH_URL"])
	if err != nil {
		t.Fatal(err)
	}
	f := &front{home: home}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host = sandbox.Scheme, sandbox.Host
		r.Out.Host = r.In.Host // the catalog names the host that was asked, and so the front
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.refuses(r) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	for name, value := range env {
		home.Env = append(home.Env, name+"="+value)
	}
	home.Env = append(home.Env, "OS_AUTH_URL="+server.URL+sandbox.Path)
	return f
}

// ids differ from run to run.
var ids = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func (f *front) refuses(r *http.Request) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := strings.TrimPrefix(ids.ReplaceAllString(r.URL.Path, "ID"), "/DFW/v2/010101")
	f.seen = append(f.seen, r.Method+" "+path)
	return f.refuse != nil && f.refuse(r)
}

// requests runs a command and gives what it sent.
func (f *front) requests(t *testing.T, args ...string) []string {
	t.Helper()
	f.mu.Lock()
	f.seen = nil
	f.mu.Unlock()
	(&cloud{home: f.home}).novactl(t, args...).ok(t)
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.seen)
}
