package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// pagedCloud is a cloud of n servers with the ids 1 to n.
type pagedCloud struct {
	n       int
	pageMax int  // items a page at most
	links   bool // links to the next page, also when nothing follows (fact 17)
	tooBig  int  // a limit above it is refused with 413
	refusal []string
	next    func(marker string) string // the link
}

func (p pagedCloud) answer(r sentRequest) (*http.Response, error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return nil, err
	}
	limit, err := strconv.Atoi(u.Query().Get("limit"))
	if err != nil {
		return respond(400, `{"badRequest":{"code":400,"message":"a list without a limit is cut"}}`), nil
	}
	if p.tooBig > 0 && limit > p.tooBig {
		return respond(413, `{"overLimit":{"code":413,"message":"limit too big"}}`, p.refusal...), nil
	}
	if p.pageMax > 0 {
		limit = min(limit, p.pageMax)
	}
	start, _ := strconv.Atoi(u.Query().Get("marker"))
	var items []string
	for i := start + 1; i <= min(start+limit, p.n); i++ {
		items = append(items, fmt.Sprintf(`{"id":"%d","name":"s%d"}`, i, i))
	}
	doc := `{"servers":[` + strings.Join(items, ",") + `]`
	if p.links && len(items) == limit {
		next := func(marker string) string {
			return testEndpoint + "/servers?limit=" + strconv.Itoa(limit) + "&marker=" + marker
		}
		if p.next != nil {
			next = p.next
		}
		doc += fmt.Sprintf(`,"servers_links":[{"rel":"next","href":%q}]`, next(strconv.Itoa(start+len(items))))
	}
	return respond(200, doc+"}"), nil
}

// collect reads a list to its end.
func collect(list func(func(jsontext.Value, error) bool)) (ids []string, err error) {
	for item, err := range list {
		if err != nil {
			return ids, err
		}
		id, err := rest.ItemID(item)
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func upTo(n int) []string {
	var ids []string
	for i := 1; i <= n; i++ {
		ids = append(ids, strconv.Itoa(i))
	}
	return ids
}

func withPageSize(n int) func(*Options) { return func(o *Options) { o.PageSize = n } }

// Every server is listed once, whatever way a cloud cuts its pages, and with no request more than it takes.
func TestListIsWhole(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		cloud pagedCloud
		size  int
		limit int
		want  int
		pages []string
	}{
		{"one page", pagedCloud{n: 2, links: true}, 1000, 0, 2, []string{"limit=1000"}},
		{"nothing", pagedCloud{links: true}, 1000, 0, 0, []string{"limit=1000"}},
		{"links, the last to nothing", pagedCloud{n: 4, links: true}, 2, 0, 4, []string{"limit=2", "limit=2&marker=2", "limit=2&marker=4"}},
		{"a short last page", pagedCloud{n: 3, links: true}, 2, 0, 3, []string{"limit=2", "limit=2&marker=2"}},
		{"no links", pagedCloud{n: 4}, 2, 0, 4, []string{"limit=2", "limit=2&marker=2", "limit=2&marker=4"}},
		{"a cloud with smaller pages", pagedCloud{n: 5, pageMax: 2, links: true}, 4, 0, 5, []string{"limit=4", "limit=4&marker=2", "limit=4&marker=4"}},
		{"too big a page", pagedCloud{n: 5, tooBig: 3, links: true}, 8, 0, 5, []string{"limit=8", "limit=4", "limit=2", "limit=2&marker=2", "limit=2&marker=4"}},
		{"some of one page", pagedCloud{n: 9, links: true}, 1000, 3, 3, []string{"limit=3"}},
		{"some of several pages", pagedCloud{n: 9, links: true}, 2, 3, 3, []string{"limit=2", "limit=1&marker=2"}},
		{"more than there are", pagedCloud{n: 2, links: true}, 1000, 5, 2, []string{"limit=5"}},
	}
	for _, test := range tests {
		f := &fakeCloud{handle: test.cloud.answer}
		ids, err := collect(f.newClient(t, withPageSize(test.size)).ListServers(context.Background(), ServerFilter{Limit: test.limit}))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(upTo(test.want), ids); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		var pages []string
		for _, r := range f.seen() {
			pages = append(pages, strings.TrimPrefix(r, "GET /servers/detail?"))
		}
		if diff := cmp.Diff(test.pages, pages); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// Whatever host, scheme and path a link names, the next page is asked for where the first was.
func TestLinkNamesAnotherPlace(t *testing.T) {
	t.Parallel()
	for _, link := range []string{"http://dfw.servers.example.com/v2/010101/servers/detail", "https://evil.example/steal", "//evil.example", "", "ftp://x:y@evil.example:1/../.."} {
		f := &fakeCloud{handle: pagedCloud{n: 3, links: true, next: func(marker string) string { return link + "?limit=2&marker=" + marker }}.answer}
		ids, err := collect(f.newClient(t, withPageSize(2)).ListServers(context.Background(), ServerFilter{}))
		if diff := cmp.Diff(upTo(3), ids); diff != "" || err != nil {
			t.Errorf("%s: %v %s", link, err, diff)
		}
		if diff := cmp.Diff([]string{"GET /servers/detail?limit=2", "GET /servers/detail?limit=2&marker=2"}, f.seen()); diff != "" {
			t.Errorf("%s: %s", link, diff)
		}
	}
}

// A list that would never end is an error, not an endless command.
func TestListThatGoesRound(t *testing.T) {
	t.Parallel()
	page := func(first, last int, link string) func(sentRequest) (*http.Response, error) {
		return always(200, fmt.Sprintf(`{"servers":[{"id":"%d"},{"id":"%d"}]%s}`, first, last, link))
	}
	link := `,"servers_links":[{"rel":"next","href":"https://x/?marker=%s"}]`
	for name, answers := range map[string][]func(sentRequest) (*http.Response, error){
		"the marker is ignored":    {page(1, 2, "")},
		"the link doesn't move on": {page(1, 2, fmt.Sprintf(link, "2"))},
		"two pages in a circle":    {page(1, 2, fmt.Sprintf(link, "2")), page(3, 4, fmt.Sprintf(link, "4")), page(1, 2, fmt.Sprintf(link, "2"))},
	} {
		f := &fakeCloud{handle: inTurn(answers...)}
		ids, err := collect(f.newClient(t, withPageSize(2)).ListServers(context.Background(), ServerFilter{}))
		if !transport.IsUnavailable(err) || !contains(err, "would never end") || len(f.seen()) > 3 {
			t.Errorf("%s: %v after %d requests and %v", name, err, len(f.seen()), ids)
		}
		if once := slices.Compact(slices.Sorted(slices.Values(ids))); len(once) != len(ids) {
			t.Errorf("%s: items came twice: %v", name, ids)
		}
	}
}

// A cloud that knows no pages sends the whole list at once; that isn't asked for again.
func TestListWithoutPages(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{"flavors":[{"id":"1"},{"id":"2"},{"id":"3"}]}`)}
	ids, err := collect(f.newClient(t, withPageSize(2)).ListFlavors(context.Background(), FlavorFilter{}))
	if diff := cmp.Diff(upTo(3), ids); diff != "" || err != nil || len(f.seen()) != 1 {
		t.Errorf("%v %v %s", err, f.seen(), diff)
	}
}

// When a page fails the reader gets the error after the items so far: never a shorter list that looks whole.
func TestListFailsLoudly(t *testing.T) {
	t.Parallel()
	first := always(200, `{"servers":[{"id":"1"},{"id":"2"}]}`)
	for name, second := range map[string]func(sentRequest) (*http.Response, error){
		"refused":       always(500, `{"computeFault":{"code":500,"message":"broken"}}`),
		"a quota":       always(413, "", "Retry-After", "0"),
		"cut off":       always(200, `{"servers":[{"id":"3"}`),
		"another thing": always(200, `{"images":[]}`),
		"empty":         always(200, ``),
		"not a list":    always(200, `{"servers":7}`),
		"no ids":        always(200, `{"servers":[{"a":1},{"a":2}]}`),
	} {
		f := &fakeCloud{handle: inTurn(first, second)}
		ids, err := collect(f.newClient(t, withPageSize(2)).ListServers(context.Background(), ServerFilter{}))
		if err == nil || len(ids) != 2 {
			t.Errorf("%s: %v after %v", name, err, ids)
		}
	}
}

// Pages shrink where the cloud says that they are too big, not where it says that there were too many requests.
func TestRateIsNoPageSize(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: pagedCloud{n: 3, tooBig: 1, refusal: []string{"Retry-After", "0"}}.answer}
	_, err := collect(f.newClient(t).ListServers(context.Background(), ServerFilter{}))
	if !transport.IsOverLimit(err) || len(f.seen()) != 1 {
		t.Errorf("%v after %v", err, f.seen())
	}
}

// Whoever stops reading stops the requests.
func TestListStopped(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: pagedCloud{n: 100, links: true}.answer}
	for _, err := range f.newClient(t, withPageSize(2)).ListServers(context.Background(), ServerFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
	if len(f.seen()) != 1 {
		t.Error(f.seen())
	}
}

// The same list comes over XML, links and all.
func TestListXML(t *testing.T) {
	t.Parallel()
	page := func(id, link string) func(sentRequest) (*http.Response, error) {
		return always(200, `<images xmlns="http://docs.openstack.org/compute/api/v1.1" xmlns:atom="http://www.w3.org/2005/Atom"><image id="`+id+`" name="x"/>`+link+`</images>`)
	}
	next := `<atom:link rel="next" href="http://dfw.servers.example.com/v2/010101/images?limit=1&amp;marker=1"/>`
	f := &fakeCloud{handle: inTurn(page("1", next), page("2", ""), always(200, `<images xmlns="http://docs.openstack.org/compute/api/v1.1"/>`))}
	ids, err := collect(f.newClient(t, withPageSize(1), withXML).ListImagesBrief(context.Background(), ImageFilter{}))
	if diff := cmp.Diff(upTo(2), ids); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if diff := cmp.Diff([]string{"GET /images?limit=1", "GET /images?limit=1&marker=1", "GET /images?limit=1&marker=2"}, f.seen()); diff != "" {
		t.Error(diff)
	}
	if accept := f.requests[0].Header.Get("Accept"); accept != "application/xml" {
		t.Error(accept)
	}

	f = &fakeCloud{handle: always(200, string(testdata(t, "servers-list.xml")))}
	ids, err = collect(f.newClient(t, withXML).ListServersBrief(context.Background(), ServerFilter{}))
	want := []string{"8f64d643-f48a-459c-a7af-717dfc7580ee", "5bccf43e-35fa-4d65-9390-2b2d6b23ec89", "d40dcb7f-2268-4fff-a592-b1944413f983"}
	if diff := cmp.Diff(want, ids); diff != "" || err != nil {
		t.Errorf("the later guide's list: %v %s", err, diff)
	}
}

func withXML(o *Options) { o.Wire = api.XML }
