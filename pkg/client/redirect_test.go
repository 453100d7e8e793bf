package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/transport"
)

// A token never goes where a redirect points, only to the origin that it was meant for.
func TestTokenStaysOnItsOrigin(t *testing.T) {
	t.Parallel()
	var strangers atomic.Int32
	stranger := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		strangers.Add(1)
		io.WriteString(w, `{"servers":[]}`)
	}))
	t.Cleanup(stranger.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{"GET", "POST", "DELETE"} {
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, stranger.URL+"/v2/010101/servers", status)
			})
			_, err := c.Do(context.Background(), Request{Method: method, Path: "/servers"})
			var refused *transport.Error
			if !errors.As(err, &refused) || refused.Status != status || !contains(err, "not followed") {
				t.Errorf("%d %s: %v", status, method, err)
			}
		}
	}
	if strangers.Load() != 0 {
		t.Errorf("the other host got %d requests", strangers.Load())
	}
}

// From https to http, to another port or to a look-alike is elsewhere; what is decided is told in one line.
func TestRedirectElsewhere(t *testing.T) {
	t.Parallel()
	for _, location := range []string{
		"http://dfw.servers.example.com/v2/010101/servers/",
		"https://dfw.servers.example.com:8774/v2/010101/servers/",
		"https://dfw.servers.example.com.evil.example/",
		"https://dfw.servers.example.com@evil.example/",
		"//evil.example/v2/010101/servers/",
	} {
		f := &fakeCloud{handle: always(302, "", "Location", location)}
		_, err := getServers(f.newClient(t))
		if err == nil || len(f.seen()) != 1 || !strings.HasPrefix(err.Error(), "redirected to http") {
			t.Errorf("%s: %v after %v", location, err, f.seen())
		}
	}
}

// The guide's version URLs without their last slash redirect (guide 1.9.2): within the origin a GET goes on, with its token.
func TestRedirectWithin(t *testing.T) {
	t.Parallel()
	for _, location := range []string{testEndpoint + "/there/", "/v2/010101/there/", "https://DFW.servers.example.com:443/v2/010101/there/"} {
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if strings.HasSuffix(r.URL, "/there/") {
				return respond(200, `{}`), nil
			}
			return respond(302, "", "Location", location), nil
		}}
		if _, err := getServers(f.newClient(t)); err != nil {
			t.Errorf("%s: %v", location, err)
			continue
		}
		if f.requests[1].Token != testToken {
			t.Errorf("%s: without the token", location)
		}
	}
}

// A redirected create isn't sent again, nor does a circle of redirects go on for ever.
func TestRedirectEnds(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(307, "", "Location", "/v2/010101/servers/")}
	_, err := f.newClient(t).Do(context.Background(), Request{Method: "POST", Path: "/servers", Raw: []byte(`{}`)})
	if diff := cmp.Diff([]string{"POST /servers"}, f.seen()); diff != "" || !contains(err, "not followed for a POST") {
		t.Errorf("%v: %s", err, diff)
	}
	f = &fakeCloud{handle: always(302, "", "Location", "/v2/010101/servers")}
	if _, err = getServers(f.newClient(t)); !contains(err, "redirects more than 5 times") || len(f.seen()) != 5 {
		t.Errorf("%v after %d requests", err, len(f.seen()))
	}
	f = &fakeCloud{handle: always(300, `{"choices":[{"id":"v2.0"}]}`)}
	if _, err = getServers(f.newClient(t)); !contains(err, "several versions") {
		t.Errorf("a choice: %v", err)
	}
}
