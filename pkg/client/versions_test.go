package client

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// urls are the URLs that were asked for, and none of them without the token.
func (f *fakeCloud) urls(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, r := range f.requests {
		all = append(all, r.URL)
		if r.Token == "" {
			t.Errorf("%s without the token", r.URL)
		}
	}
	return all
}

func atEndpoint(url string) func(*Options) {
	return func(o *Options) { o.Endpoint, o.Credentials = url, identity.Credentials{Token: testToken} }
}

// The versions are looked for where the endpoint has its version, on its own host and nowhere else (guide 1.9).
func TestVersionURLs(t *testing.T) {
	t.Parallel()
	for endpoint, root := range map[string]string{
		"https://dfw.servers.example.com/v2/010101": "https://dfw.servers.example.com/",
		"http://127.0.0.1:8774/v2.1":                "http://127.0.0.1:8774/",
		"https://cloud.example/compute/v2.1/p":      "https://cloud.example/compute/",
		"http://sandbox.invalid/ORD/v2/010101":      "http://sandbox.invalid/ORD/",
		"https://cloud.example/compute":             "https://cloud.example/compute/",
		"https://cloud.example":                     "https://cloud.example/",
	} {
		f := &fakeCloud{handle: always(200, `{"versions":[],"version":{"id":"v2"}}`)}
		c := f.newClient(t, atEndpoint(endpoint))
		_, list := all(c.ListVersions(context.Background()))
		if _, get := c.GetVersion(context.Background(), "v2"); list != nil || get != nil {
			t.Errorf("%s: %v, %v", endpoint, list, get)
		}
		if diff := cmp.Diff([]string{root, root + "v2/"}, f.urls(t)); diff != "" {
			t.Errorf("%s: %s", endpoint, diff)
		}
	}
}

// The guide's examples, and in XML its suffix (guide 1.9.2).
func TestVersionsOfTheGuide(t *testing.T) {
	t.Parallel()
	const root = "https://dfw.servers.example.com/"
	for f, want := range map[api.Format]struct{ list, get, listURL, getURL string }{
		api.JSON: {"1.27", "1.32", root, root + "v2/"},
		api.XML:  {"1.29", "1.34", root + ".xml", root + "v2/.xml"},
	} {
		cloud := &fakeCloud{handle: inTurn(always(200, guideExample(t, want.list, f)), always(200, guideExample(t, want.get, f)))}
		c := cloud.newClient(t, withWire(f))
		list, err := all(c.ListVersions(context.Background()))
		if err != nil || !holds(list, `"id":"v2"`) {
			t.Errorf("%v: %s, %v", f, list, err)
		}
		d, err := c.GetVersion(context.Background(), "v2")
		if err != nil || !holds(string(d.Raw), `"status":"CURRENT"`) {
			t.Errorf("%v: %s, %v", f, d.Raw, err)
		}
		if diff := cmp.Diff([]string{want.listURL, want.getURL}, cloud.urls(t)); diff != "" {
			t.Errorf("%v: %s", f, diff)
		}
	}
}

// A list that comes as Multiple Choices is a list, in either of the forms that clouds give it.
func TestVersionsAsChoices(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(sentRequest) (*http.Response, error){
		"Nova 26":           fromNova(t, "versions"),
		"Nova 26's choices": fromNova(t, "choices"),
		"300":               always(300, `{"versions":[{"id":"v2.0"},{"id":"v2.1"}]}`),
	} {
		list, err := all((&fakeCloud{handle: answer}).newClient(t).ListVersions(context.Background()))
		if err != nil || !holds(list, `"id":"v2.0"`) || !holds(list, `"id":"v2.1"`) {
			t.Errorf("%s: %s, %v", name, list, err)
		}
	}
	for _, answer := range []func(sentRequest) (*http.Response, error){always(300, ""), always(200, `{"choices":[]}`), always(200, `{}`)} {
		if list, err := all((&fakeCloud{handle: answer}).newClient(t).ListVersions(context.Background())); err == nil {
			t.Errorf("%q passed for a list", list)
		}
	}
}

// Nova 26 calls v2.0 what is below /v2/: the list tells where, and only its path counts, not the host of its links.
func TestVersionUnderAnotherName(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{}
	f.handle = func(r sentRequest) (*http.Response, error) {
		switch strings.TrimPrefix(r.URL, "https://dfw.servers.example.com") {
		case "/":
			return fromNova(t, "versions")(r)
		case "/v2/", "/v2.1/":
			return fromNova(t, "version-slash")(r)
		}
		return fromNova(t, "choices")(r)
	}
	c := f.newClient(t)
	if _, err := c.GetVersion(context.Background(), "v2.1"); err != nil || len(f.requests) != 1 {
		t.Errorf("%v after %v", err, f.urls(t))
	}
	f.requests = nil
	if _, err := c.GetVersion(context.Background(), "v2.0"); err != nil {
		t.Error(err)
	}
	const root = "https://dfw.servers.example.com/"
	if diff := cmp.Diff([]string{root + "v2.0/", root, root + "v2/"}, f.urls(t)); diff != "" {
		t.Error(diff)
	}
	if _, err := c.GetVersion(context.Background(), "v9"); !transport.IsNotFound(err) || !contains(err, "there is no version v9") {
		t.Error(err)
	}
}

// A cloud that offers a choice where a resource was asked for hasn't answered.
func TestChoicesElsewhere(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "choices")}
	if _, err := f.newClient(t).GetServer(context.Background(), "ID"); !contains(err, "several versions") {
		t.Error(err)
	}
}
