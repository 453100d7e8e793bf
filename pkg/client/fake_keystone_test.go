package client

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
)

const (
	testKeystone = "http://127.0.0.1:5000"      // as recorded
	testNova     = "http://127.0.0.1:8774/v2.1" // of the recorded catalog
)

// route is what a fake cloud answers at one place.
type route = func(sentRequest) (*http.Response, error)

// fakeKeystone answers by method and URL, elsewhere as Keystone does where there is nothing.
type fakeKeystone struct {
	t      *testing.T
	routes map[string]route // by "GET http://127.0.0.1:5000/v3"

	mu   sync.Mutex
	sent []sentRequest
}

func (f *fakeKeystone) RoundTrip(req *http.Request) (*http.Response, error) {
	return roundTrip(f.answer).RoundTrip(req)
}

func (f *fakeKeystone) answer(r sentRequest) (*http.Response, error) {
	f.mu.Lock()
	f.sent = append(f.sent, r)
	f.mu.Unlock()
	url, _, _ := strings.Cut(r.URL, "?")
	if answer := f.routes[r.Method+" "+strings.TrimSuffix(url, "/")]; answer != nil {
		return answer(r)
	}
	return absentPage(r)
}

// absentPage is the recorded page for what isn't there.
func absentPage(sentRequest) (*http.Response, error) {
	return respond(404, "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n", "Content-Type", "text/html; charset=utf-8"), nil
}

// seen are the requests so far, as "GET http://127.0.0.1:5000/v3".
func (f *fakeKeystone) seen() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, r := range f.sent {
		url, _, _ := strings.Cut(r.URL, "?")
		all = append(all, r.Method+" "+url)
	}
	return all
}

// signIns is how often credentials were sent so far.
func (f *fakeKeystone) signIns() (n int) {
	for _, r := range f.seen() {
		if strings.HasPrefix(r, "POST ") {
			n++
		}
	}
	return n
}

// newClient makes a client that signs in with a password at the root of the fake.
func (f *fakeKeystone) newClient(edit ...func(*Options)) *Client {
	f.t.Helper()
	o := Options{AuthURL: testKeystone, Credentials: identity.Credentials{Username: "demo", Password: testPassword, TenantName: "demo"}, Transport: f}
	for _, e := range edit {
		e(&o)
	}
	c, err := New(o)
	if err != nil {
		f.t.Fatalf("New: %v", err)
	}
	return c
}

func serviceOf(name, kind string, endpoints ...api.Endpoint) api.Service {
	return api.Service{Name: name, Type: kind, Endpoints: endpoints}
}

func at(authURL string) func(*Options) { return func(o *Options) { o.AuthURL = authURL } }

// tokenV3Route answers a sign-in as a recorded Keystone did, with an hour to live as there.
func tokenV3Route(t *testing.T, token string) route {
	t.Helper()
	recorded := fromNova(t, "identity-token")
	return func(r sentRequest) (*http.Response, error) {
		resp, err := recorded(r)
		if err != nil {
			return nil, err
		}
		body := readAll(t, resp)
		end := time.Now().Add(time.Hour).UTC().Format("2006-01-02T15:04:05.000000Z")
		body = strings.Replace(body, "2026-11-22T12:08:56.000000Z", end, 1)
		return respond(resp.StatusCode, body, "X-Subject-Token", token), nil
	}
}

// tokenV2Route answers a sign-in of v2.0.
func tokenV2Route() route {
	return func(sentRequest) (*http.Response, error) {
		return respond(200, accessDoc(testToken, time.Now().Add(time.Hour))), nil
	}
}

func readAll(t *testing.T, resp *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
