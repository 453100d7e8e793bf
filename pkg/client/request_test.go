package client

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// An id goes to the cloud as that id, whatever it holds: it can't turn into another path, query or host.
func TestIDsAreEscaped(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"a/../../b":       "/servers/a%2F..%2F..%2Fb",
		"x?all_tenants=1": "/servers/x%3Fall_tenants=1",
		"x#y":             "/servers/x%23y",
		"%2e%2e":          "/servers/%252e%252e",
		"a b\n":           "/servers/a%20b%0A",
		"@evil.example":   "/servers/@evil.example",
	} {
		f := &fakeCloud{handle: always(200, `{"server":{"id":"1"}}`)}
		if _, err := f.newClient(t).GetServer(context.Background(), id); err != nil {
			t.Errorf("%q: %v", id, err)
			continue
		}
		if got := f.requests[0].URL; got != testEndpoint+want {
			t.Errorf("%q: asked for %s, want %s", id, got, testEndpoint+want)
		}
	}
}

// What would name the collection, or something above it, is no id: a delete of "" must not reach the cloud.
func TestNoIDs(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(204, "")}
	c := f.newClient(t)
	for _, id := range []string{"", ".", ".."} {
		_, get := c.GetServer(context.Background(), id)
		if del := c.DeleteServer(context.Background(), id); !transport.IsNotFound(get) || !transport.IsNotFound(del) {
			t.Errorf("%q: %v, %v", id, get, del)
		}
	}
	if len(f.seen()) != 0 {
		t.Error(f.seen())
	}
}

// A path given by hand stays below the endpoint.
func TestPathsStayBelow(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"servers":                 "/servers",
		"//evil.example/x":        "//evil.example/x",
		"/servers?limit=2":        "/servers?limit=2&x=1",
		"https://evil.example/v2": "/https://evil.example/v2",
		"@evil.example":           "/@evil.example",
	} {
		f := &fakeCloud{handle: always(200, `{}`)}
		r := Request{Path: path}
		if strings.Contains(path, "?") {
			r.Query = url.Values{"x": {"1"}}
		}
		if _, err := f.newClient(t).Do(context.Background(), r); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got := strings.TrimPrefix(f.requests[0].URL, testEndpoint); got != want {
			t.Errorf("%s: asked for %s, want %s", path, got, want)
		}
	}
}

// Any 2xx is a success, with or without a document (facts 14, 28 and 40).
func TestSuccesses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status int
		body   string
		media  string
		any    bool
		json   string
	}{
		{200, `{"a":1}`, "application/json", false, `{"a":1}`},
		{203, `{"a":1}`, "application/json; charset=UTF-8", false, `{"a":1}`},
		{200, `{"a":1}`, "application/vnd.openstack.compute+json", false, `{"a":1}`},
		{204, "", "", false, ""},
		{202, "", "text/html; charset=UTF-8", false, ""},
		{202, " \n", "", false, ""},
		{200, "plain", "text/plain", true, ""},
	} {
		f := &fakeCloud{handle: always(test.status, test.body, "Content-Type", test.media)}
		resp, err := f.newClient(t).Do(context.Background(), Request{Path: "/x", AnyAnswer: test.any})
		if err != nil || resp.Status != test.status || string(resp.JSON) != test.json || string(resp.Raw) != test.body {
			t.Errorf("%d %q: %+v, %v", test.status, test.body, resp, err)
		}
	}
}

// What isn't a document is said to be none, and what it says instead isn't repeated.
func TestGarbled(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, "<html>secret hotel</html>", "Content-Type", "text/html")}
	_, err := getServers(f.newClient(t))
	if !transport.IsUnavailable(err) || contains(err, "hotel") || !contains(err, "the answer cannot be read (25 bytes of text/html)") || len(f.seen()) != 1 {
		t.Error(err)
	}
	f = &fakeCloud{handle: always(202, `{"other":{}}`)}
	_, err = f.newClient(t).CreateServer(context.Background(), api.ServerCreate{Name: "x"})
	var lost *transport.UnreachableError
	if !errors.As(err, &lost) || !lost.Uncertain || !contains(err, "it holds no server") {
		t.Error(err)
	}
}

// A cloud that dropped XML is named as such, whether it refuses or answers in JSON (fact 25).
func TestCloudWithoutXML(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{"servers":[]}`)}
	_, err := getServers(f.newClient(t, withXML))
	var wire *rest.WireError
	if !errors.As(err, &wire) || err.Error() != "this cloud does not speak XML: it answered with application/json" {
		t.Error(err)
	}
	f = &fakeCloud{handle: always(415, `{"badMediaType":{"code":415,"message":"Unsupported Content-Type"}}`)}
	_, err = f.newClient(t, withXML).CreateServer(context.Background(), api.ServerCreate{Name: "x"})
	if !errors.As(err, &wire) || transport.Status(err) != 415 || err.Error() != "this cloud does not speak XML: Unsupported Content-Type (HTTP 415)" {
		t.Error(err)
	}
	// The server is there and its password is told once: an answer in JSON is better than none.
	f = &fakeCloud{handle: fromNova(t, "server-create")}
	doc, err := f.newClient(t, withXML).CreateServer(context.Background(), api.ServerCreate{Name: "x"})
	if err != nil || !strings.Contains(string(doc.Raw), generatedPass) || doc.XML != nil {
		t.Errorf("%s, %v", doc.Raw, err)
	}
	// Faults may come in JSON all the same.
	f = &fakeCloud{handle: fromNova(t, "server-missing")}
	if _, err = f.newClient(t, withXML).GetServer(context.Background(), "x"); !transport.IsNotFound(err) || errors.As(err, &wire) {
		t.Error(err)
	}
}

// Over XML a create sends the guide's document and a get keeps the cloud's.
func TestXML(t *testing.T) {
	t.Parallel()
	body := string(testdata(t, "server.xml"))
	f := &fakeCloud{handle: always(200, body)}
	c := f.newClient(t, withXML)
	doc, err := c.GetServer(context.Background(), "0f828bfb-609c-4042-be41-6dcc1b76228f")
	if err != nil {
		t.Fatal(err)
	}
	var s api.Server
	if err := api.Unmarshal(doc.Raw, &s); err != nil || s.Status != "BUILD" || s.TenantID != "010101" || string(doc.XML) != body {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := c.CreateServer(context.Background(), api.ServerCreate{Name: "web", ImageRef: "i", FlavorRef: "2"}); err != nil {
		t.Fatal(err)
	}
	post := f.requests[1]
	if post.Header.Get("Content-Type") != "application/xml" || !strings.Contains(post.Body, "<server ") || !strings.Contains(post.Body, `imageRef="i"`) {
		t.Errorf("%v\n%s", post.Header, post.Body)
	}
}

// A create sends what was asked for and hands on the answer whole, adminPass and all (guide 2.1.2).
func TestCreateServer(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "server-create")}
	doc, err := f.newClient(t).CreateServer(context.Background(), api.ServerCreate{Name: "rec-v2", ImageRef: "ebe8", FlavorRef: "1",
		Metadata: api.Metadata{{Key: "role", Value: "web"}}, Personality: []api.File{{Path: "/etc/motd", Contents: "aGVsbG8="}}})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"server":{"name":"rec-v2","imageRef":"ebe8","flavorRef":"1","metadata":{"role":"web"},"personality":[{"path":"/etc/motd","contents":"aGVsbG8="}]}}`
	if diff := cmp.Diff(canonical(t, want), canonical(t, f.requests[0].Body)); diff != "" || f.seen()[0] != "POST /servers" {
		t.Errorf("%v %s", f.seen(), diff)
	}
	var s api.Server
	if err := api.Unmarshal(doc.Raw, &s); err != nil || s.ID != "1b413068-d41b-4ff3-8344-8794e5e6171f" || s.AdminPass != generatedPass {
		t.Errorf("%+v, %v", s, err)
	}
}

// Filters reach the cloud under the guide's names (guide 2.1.1, 2.5.1, 2.6.1); a name is quoted where it is a pattern
// (fact 16) and not where it isn't.
func TestFilters(t *testing.T) {
	t.Parallel()
	since := time.Date(2011, 1, 24, 18, 8, 0, 5e8, time.FixedZone("", 3600))
	f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
		path, _, _ := strings.Cut(strings.TrimPrefix(r.URL, testEndpoint+"/"), "?")
		root, _, _ := strings.Cut(path, "/")
		return respond(200, `{"`+root+`":[]}`), nil
	}}
	c := f.newClient(t)
	ctx := context.Background()
	for _, list := range []iter.Seq2[jsontext.Value, error]{
		c.ListServers(ctx, ServerFilter{
			Image: "i", Flavor: "f", Name: ExactName("a.b (c)"), Status: "ACTIVE", IP: "10.", IP6: "fe80",
			ChangesSince: since, Marker: "m", Limit: 5, AllTenants: true, Extra: url.Values{"sort_key": {"name"}},
		}),
		c.ListServersBrief(ctx, ServerFilter{}),
		c.ListImages(ctx, ImageFilter{Server: "s", Name: "a.b (c)", Status: "ACTIVE", Type: "SNAPSHOT", ChangesSince: since}),
		c.ListImagesBrief(ctx, ImageFilter{Extra: url.Values{"x": {"1"}}}),
		c.ListFlavors(ctx, FlavorFilter{MinDisk: 20, MinRAM: 512, Marker: "2"}),
		c.ListFlavorsBrief(ctx, FlavorFilter{}),
	} {
		for _, err := range list {
			t.Error(err)
		}
	}
	want := []string{
		`GET /servers/detail?all_tenants=1&changes-since=2011-01-24T17:08:00Z&flavor=f&image=i&ip=10.&ip6=fe80&limit=5&marker=m&name=^a\.b \(c\)$&sort_key=name&status=ACTIVE`,
		`GET /servers?limit=1000`,
		`GET /images/detail?changes-since=2011-01-24T17:08:00Z&limit=1000&name=a.b (c)&server=s&status=ACTIVE&type=SNAPSHOT`,
		`GET /images?limit=1000&x=1`,
		`GET /flavors/detail?limit=1000&marker=2&minDisk=20&minRam=512`,
		`GET /flavors?limit=1000`,
	}
	var got []string
	for _, r := range f.seen() {
		plain, err := url.QueryUnescape(r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, plain)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A single image or flavor is asked for by its path.
func TestGets(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: inTurn(always(200, `{"image":{"id":"i"}}`), always(200, `{"flavor":{"id":"f"}}`), always(204, ""))}
	c := f.newClient(t)
	image, err := c.GetImage(context.Background(), "i")
	if err != nil || string(image.Raw) != `{"id":"i"}` {
		t.Errorf("%s, %v", image.Raw, err)
	}
	flavor, err := c.GetFlavor(context.Background(), "f")
	if err != nil || string(flavor.Raw) != `{"id":"f"}` {
		t.Errorf("%s, %v", flavor.Raw, err)
	}
	if err := c.DeleteServer(context.Background(), "s"); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"GET /images/i", "GET /flavors/f", "DELETE /servers/s"}, f.seen()); diff != "" {
		t.Error(diff)
	}
}
