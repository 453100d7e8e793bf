package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// readPages are the bodies of all pages.
func readPages(c *Client, r Request) (bodies []string, err error) {
	for resp, err := range c.Pages(context.Background(), r) {
		if err != nil {
			return bodies, err
		}
		bodies = append(bodies, string(resp.Raw))
	}
	return bodies, nil
}

// Pages go on as their links say, under whatever name, on our own host, and ask for a limit where the user doesn't: without
// it real clouds cut a list and say nothing (fact 17).
func TestPagesFollowLinks(t *testing.T) {
	t.Parallel()
	const first = `{"things":[1],"things_links":[{"rel":"previous","href":"/x?marker=0"},{"rel":"next","href":"http://evil.example/v9/other?limit=1&marker=7"}]}`
	for path, want := range map[string]string{
		"/things":              "/things?limit=1000",
		"/things?limit=5&a=b":  "/things?a=b&limit=5",
		"things?all_tenants=1": "/things?all_tenants=1&limit=1000",
	} {
		f := &fakeCloud{handle: inTurn(always(200, first), always(200, `{"things":[2],"things_links":[]}`))}
		bodies, err := readPages(f.newClient(t), Request{Path: path})
		if err != nil || len(bodies) != 2 || bodies[0] != first {
			t.Errorf("%s: %v, %v", path, bodies, err)
		}
		if diff := cmp.Diff([]string{"GET " + want, "GET /things?limit=1&marker=7"}, f.seen()); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	f := &fakeCloud{handle: inTurn(always(200, guideExample(t, "1.20", api.XML)), always(200, guideExample(t, "1.22", api.XML)))}
	bodies, err := readPages(f.newClient(t, withXML), Request{Path: "/images", Query: url.Values{"limit": {"3"}}})
	if err != nil || len(bodies) != 2 {
		t.Errorf("XML: %d pages, %v", len(bodies), err)
	}
	if diff := cmp.Diff("GET /images?limit=1&marker=52415800-8b69-11e0-9b19-734f6f006e54", f.seen()[1]); diff != "" {
		t.Error(diff)
	}
}

// What has no pages is one answer, list or not; what changes something is sent once, whatever it links to.
func TestPagesOfOne(t *testing.T) {
	t.Parallel()
	const linked = `{"a":1,"a_links":[{"rel":"next","href":"?marker=1"}]}`
	for _, test := range []struct{ method, body string }{
		{"GET", `{"limits":{}}`},
		{"GET", `[1,2]`},
		{"GET", `{"a_links":"no list"}`},
		{"GET", `{"a_links":[{"rel":"self","href":"?marker=1"}]}`},
		{"GET", ``},
		{"POST", linked},
		{"DELETE", linked},
	} {
		f := &fakeCloud{handle: always(200, test.body, "Content-Type", "application/json")}
		bodies, err := readPages(f.newClient(t), Request{Method: test.method, Path: "/a"})
		if err != nil || len(bodies) != 1 || len(f.seen()) != 1 || bodies[0] != test.body {
			t.Errorf("%v: %v, %v", test, bodies, err)
		}
	}
}

// A page that fails is an error, never a shorter list; links that lead in a circle end as one.
func TestPagesEnd(t *testing.T) {
	t.Parallel()
	link := func(marker int) func(sentRequest) (*http.Response, error) {
		return always(200, fmt.Sprintf(`{"a":[],"a_links":[{"rel":"next","href":"?limit=1000&marker=%d"}]}`, marker))
	}
	f := &fakeCloud{handle: inTurn(link(1), always(404, ""))}
	if bodies, err := readPages(f.newClient(t), Request{Path: "/a"}); !transport.IsNotFound(err) || len(bodies) != 1 {
		t.Errorf("%v, %v", bodies, err)
	}
	f = &fakeCloud{handle: inTurn(link(1), link(2), link(1), always(404, ""))}
	if bodies, err := readPages(f.newClient(t), Request{Path: "/a"}); !contains(err, "never end") || len(bodies) != 3 || len(f.seen()) != 3 {
		t.Errorf("%v, %v", bodies, err)
	}
	f = &fakeCloud{handle: always(200, `{}`)}
	if _, err := readPages(f.newClient(t), Request{Path: "/a?%zz"}); err == nil || len(f.seen()) != 0 {
		t.Errorf("%v after %v", err, f.seen())
	}
}

// A list that clouds give in one piece is asked for without a limit, and isn't cut short where one does link on.
func TestItems(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: inTurn(
		always(200, `{"volumeAttachments":[{"id":"1"}],"volumeAttachments_links":[{"rel":"next","href":"?offset=1"}]}`),
		always(200, `{"volumeAttachments":[{"id":"2"}]}`))}
	list, err := all(f.newClient(t).ListVolumeAttachments(context.Background(), "ID"))
	if list != `{"id":"1"}{"id":"2"}` || err != nil {
		t.Errorf("%s, %v", list, err)
	}
	const path = "GET /servers/ID/os-volume_attachments"
	if diff := cmp.Diff([]string{path, path + "?offset=1"}, f.seen()); diff != "" {
		t.Error(diff)
	}
	list, err = all((&fakeCloud{handle: fromNova(t, "volume-attachments")}).newClient(t).ListVolumeAttachments(context.Background(), "ID"))
	if list != "" || err != nil {
		t.Errorf("Nova 26: %s, %v", list, err)
	}
	if _, err := all((&fakeCloud{handle: always(200, `{}`)}).newClient(t).ListExtensions(context.Background())); !contains(err, "no list of extensions") {
		t.Error(err)
	}
}
