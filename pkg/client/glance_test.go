package client

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

const (
	testGlance = "http://127.0.0.1:9292/v2/images" // of the recorded catalog, which names it without a version
	testImages = testNova + "/images"
	snapshot   = "b29e337a-3756-4f19-a6ff-fc0a1188c35e" // the one that was recorded
)

// glanceClient is a client of a cloud whose catalog has Glance, and of what it is asked without the sign-in.
func glanceClient(t *testing.T, routes map[string]route, edit ...func(*Options)) (*Client, func() []string) {
	t.Helper()
	routes["POST "+testKeystone+"/v3/auth/tokens"] = tokenV3Route(t, "tok-3")
	f := &fakeKeystone{t: t, routes: routes}
	c := f.newClient(append([]func(*Options){at(testKeystone + "/v3")}, edit...)...)
	return c, func() []string {
		var all []string
		for _, r := range f.sent {
			if !strings.HasSuffix(r.URL, "/auth/tokens") {
				all = append(all, strings.TrimSpace(r.Method+" "+r.URL+" "+r.Body))
			}
		}
		f.sent = nil
		return all
	}
}

func version(v string) func(*Options) { return func(o *Options) { o.ComputeAPIVersion = v } }

func recordedGlance(t *testing.T, name string) route {
	t.Helper()
	return always(200, string(testdata(t, "glance25-"+name+".json")))
}

func ids(t *testing.T, items iter.Seq2[jsontext.Value, error]) (found []string, _ error) {
	t.Helper()
	for item, err := range items {
		if err != nil {
			return found, err
		}
		id, err := rest.ItemID(item)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, id)
	}
	return found, nil
}

// An image of Glance is the image that Nova's proxy made of the very same one, both as recorded; only links differ.
func TestGlanceImageIsNovas(t *testing.T) {
	t.Parallel()
	c, _ := glanceClient(t, map[string]route{"GET " + testGlance + "/" + snapshot: recordedGlance(t, "image")}, version("2.93"))
	doc, err := c.GetImage(context.Background(), snapshot)
	if err != nil {
		t.Fatal(err)
	}
	nova, err := api.Member(testdata(t, "nova26-image-of-glance.json"), "image")
	if err != nil {
		t.Fatal(err)
	}
	var got, want map[string]any
	if err := errors.Join(api.Unmarshal(doc.Raw, &got), api.Unmarshal(nova, &want)); err != nil {
		t.Fatal(err)
	}
	for _, image := range []map[string]any{got, want} {
		delete(image, "links")
		delete(image["server"].(map[string]any), "links")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The guide's filters reach Glance in its own words: what it doesn't know would match no image at all.
func TestGlanceFilters(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]ImageFilter{
		"limit=1000&name=web+1":                                  {Name: "web 1"},
		"limit=1000&status=active":                               {Status: "ACTIVE"},
		"limit=1000&status=in:queued,saving,uploading,importing": {Status: "SAVING"},
		"limit=1000&status=in:deleted,pending_delete":            {Status: "deleted"},
		"limit=1000&status=killed":                               {Status: "ERROR"},
		"image_type=snapshot&limit=1000":                         {Type: "SNAPSHOT"},
		"instance_uuid=ID&limit=1000":                            {Server: testNova + "/servers/ID"},
		"limit=1000&updated_at=gte:2013-12-10T17:17:25Z":         {ChangesSince: time.Date(2013, 12, 10, 17, 17, 25, 0, time.UTC)},
		"limit=2&marker=ID":                                      {Marker: "ID", Limit: 2},
	} {
		c, seen := glanceClient(t, map[string]route{"GET " + testGlance: always(200, `{"images":[]}`)}, version("2.93"))
		if _, err := ids(t, c.ListImages(context.Background(), f)); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		plain := strings.NewReplacer("%3A", ":", "%2C", ",").Replace(strings.Join(seen(), "\n"))
		if diff := cmp.Diff("GET "+testGlance+"?"+want, plain); diff != "" {
			t.Error(diff)
		}
	}
}

// Pages follow Glance's own link, with the filters that it repeats and never to another host; a brief list is brief.
func TestGlancePages(t *testing.T) {
	t.Parallel()
	pages := func(r sentRequest) (*http.Response, error) {
		if strings.Contains(r.URL, "marker=two") {
			return respond(200, `{"images":[{"id":"three","name":null,"status":"deactivated","size":null}]}`), nil
		}
		return respond(200, `{"images":[{"id":"one","status":"queued"},{"id":"two","tags":["a"],"x":"y"}],
			"next":"http://elsewhere.example.com/v2/images?status=in%3Aqueued%2Csaving&limit=2&marker=two"}`), nil
	}
	c, seen := glanceClient(t, map[string]route{"GET " + testGlance: pages}, version("2.93"), func(o *Options) { o.PageSize = 2 })
	got, err := ids(t, c.ListImages(context.Background(), ImageFilter{}))
	if diff := cmp.Diff([]string{"one", "two", "three"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := []string{"GET " + testGlance + "?limit=2", "GET " + testGlance + "?limit=2&marker=two&status=in%3Aqueued%2Csaving"}
	if diff := cmp.Diff(want, seen()); diff != "" {
		t.Error(diff)
	}
	for item, err := range c.ListImagesBrief(context.Background(), ImageFilter{Limit: 1}) {
		const want = `{"id":"one","links":[{"rel":"self","href":"` + testGlance + `/one"},{"rel":"alternate","href":"` + testGlance + `/one","type":"application/vnd.openstack.image"}]}`
		if string(item) != want || err != nil {
			t.Errorf("%s, %v", item, err)
		}
	}
}

// Metadata is the free properties: never a member that every image has, and never what Glance keeps for itself.
func TestGlanceMetadata(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const one = testGlance + "/ID"
	image := always(200, `{"id":"ID","status":"active","name":"web","tags":["t"],"locations":[],"stores":"local","a":"1","b/c":"2","os_glance_importing_to_stores":"","odd":null}`)
	c, seen := glanceClient(t, map[string]route{"GET " + one: image, "PATCH " + one: image}, version("2.93"))
	now := `{"a":"1","b/c":"2","os_glance_importing_to_stores":""}`
	for want, do := range map[string]func() (Document, error){
		"GET " + one: func() (Document, error) { return c.Metadata(ctx, "image", "ID") },
		`PATCH ` + one + ` [{"op":"add","path":"/n~01","value":""},{"op":"add","path":"/b~1c","value":"3"}]`: func() (Document, error) {
			return c.UpdateMetadata(ctx, "image", "ID", api.Metadata{{Key: "n~1"}, {Key: "b/c", Value: "3"}})
		},
		"GET " + one + "\n" + `PATCH ` + one + ` [{"op":"add","path":"/a","value":"9"},{"op":"remove","path":"/b~1c"}]`: func() (Document, error) {
			return c.ReplaceMetadata(ctx, "image", "ID", api.Metadata{{Key: "a", Value: "9"}})
		},
	} {
		doc, err := do()
		if string(doc.Raw) != now || err != nil {
			t.Errorf("%s: %s, %v", want, doc.Raw, err)
		}
		if diff := cmp.Diff(want, strings.Join(seen(), "\n")); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := c.UpdateMetadata(ctx, "image", "ID", api.Metadata{{Key: "name", Value: "x"}}); !contains(err, `"name"`) || len(seen()) != 0 {
		t.Error("a pair that would rename the image:", err)
	}
}

// One item is one request, and one that isn't there is not found, whatever Glance calls that.
func TestGlanceMetadataItem(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const one = testGlance + "/ID"
	absent := always(409, "<html><h1>409 Conflict</h1>Property x does not exist.</html>", "Content-Type", "text/html")
	c, seen := glanceClient(t, map[string]route{"GET " + one: always(200, `{"id":"ID","a":"1"}`), "PATCH " + one: always(200, `{"id":"ID"}`)}, version("2.93"))
	value, err := c.MetadataItem(ctx, "image", "ID", "a")
	if value != "1" || err != nil {
		t.Error(value, err)
	}
	if _, err := c.MetadataItem(ctx, "image", "ID", "x"); !transport.IsNotFound(err) {
		t.Error(err)
	}
	if err := errors.Join(c.SetMetadataItem(ctx, "image", "ID", "a", "2"), c.DeleteMetadataItem(ctx, "image", "ID", "a")); err != nil {
		t.Error(err)
	}
	want := []string{"GET " + one, "GET " + one, `PATCH ` + one + ` [{"op":"add","path":"/a","value":"2"}]`, `PATCH ` + one + ` [{"op":"remove","path":"/a"}]`}
	if diff := cmp.Diff(want, seen()); diff != "" {
		t.Error(diff)
	}
	c, _ = glanceClient(t, map[string]route{"PATCH " + one: absent}, version("2.93"))
	if err := c.DeleteMetadataItem(ctx, "image", "ID", "x"); !transport.IsNotFound(err) {
		t.Error(err)
	}
}

// Pairs that are only added are sent again where the connection is lost, as the guide's PUT is; a remove, of which the second would be
// refused, isn't.
func TestGlanceMetadataAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const one = testGlance + "/ID"
		patches := 0
		c, _ := glanceClient(t, map[string]route{"PATCH " + one: func(sentRequest) (*http.Response, error) {
			if patches++; patches == 1 {
				return nil, syscall.ECONNRESET
			}
			return respond(200, `{"id":"ID"}`), nil
		}}, version("2.93"))
		if err := c.SetMetadataItem(t.Context(), "image", "ID", "a", "2"); err != nil || patches != 2 {
			t.Errorf("set: %v after %d requests", err, patches)
		}
		patches = 0
		var lost *transport.UnreachableError
		if err := c.DeleteMetadataItem(t.Context(), "image", "ID", "a"); !errors.As(err, &lost) || !lost.Uncertain || patches != 1 {
			t.Errorf("delete: %v after %d requests", err, patches)
		}
	})
}

// An image of the id detail is none: the guide's path of the list in detail must not make a success of its deletion.
func TestGlanceDeletesNoList(t *testing.T) {
	t.Parallel()
	c, seen := glanceClient(t, map[string]route{"GET " + testGlance: always(200, `{"images":[]}`)}, version("2.93"))
	if err := c.DeleteImage(context.Background(), "detail"); !transport.IsNotFound(err) {
		t.Error(err, seen())
	}
}

// A snapshot is waited for, and a deleted image is gone, in Glance as in Nova.
func TestGlanceWait(t *testing.T) {
	t.Parallel()
	const one = testGlance + "/ID"
	deleted := false
	c, seen := glanceClient(t, map[string]route{
		"GET " + one: func(r sentRequest) (*http.Response, error) {
			if deleted {
				return absentPage(r)
			}
			return respond(200, `{"id":"ID","status":"active"}`), nil
		},
		"DELETE " + one: func(sentRequest) (*http.Response, error) { deleted = true; return respond(204, ""), nil },
	}, version("2.93"))
	for _, goal := range []wait.Goal{GoalActive(), GoalGone()} {
		if goal.Gone {
			if err := c.DeleteImage(context.Background(), "ID"); err != nil {
				t.Fatal(err)
			}
		}
		for _, o := range awaitAll(context.Background(), c, []wait.Target{{Kind: "image", ID: "ID", Goal: goal}}, wait.Options{}) {
			if o.Err != nil {
				t.Error(o.Err)
			}
		}
	}
	if diff := cmp.Diff([]string{"GET " + one, "DELETE " + one, "GET " + one}, seen()); diff != "" {
		t.Error(diff)
	}
}

// Glance speaks JSON only: asking for XML is the wire's fault, not the image's.
func TestGlanceSpeaksNoXML(t *testing.T) {
	t.Parallel()
	c, _ := glanceClient(t, map[string]route{}, func(o *Options) { o.Wire = api.XML })
	var wire *rest.WireError
	if _, err := ids(t, c.ListImages(context.Background(), ImageFilter{})); !errors.As(err, &wire) {
		t.Errorf("a list: %v", err)
	}
	if _, err := c.GetImage(context.Background(), snapshot); !transport.IsNotFound(err) {
		t.Errorf("an image that may just not be there: %v", err)
	}
}

// The token goes where the catalog says that images are, in the region in use, and never from https to http.
func TestImageEndpoint(t *testing.T) {
	t.Parallel()
	public := func(region, url string) api.Endpoint { return api.Endpoint{Region: region, PublicURL: url} }
	const nova = "https://nova.example.com/v2.1"
	for name, test := range map[string]struct {
		region, compute string
		endpoints       []api.Endpoint
		want            string
	}{
		"unversioned":         {"A", nova, []api.Endpoint{public("A", "https://glance.example.com:9292")}, "https://glance.example.com:9292/v2"},
		"with a slash":        {"A", nova, []api.Endpoint{public("A", "https://glance.example.com/v2/")}, "https://glance.example.com/v2"},
		"under a path":        {"A", nova, []api.Endpoint{public("A", "https://example.com/image")}, "https://example.com/image/v2"},
		"of a tenant":         {"A", nova, []api.Endpoint{public("A", "https://example.com/v2/010101")}, "https://example.com/v2/010101"},
		"v1":                  {"A", nova, []api.Endpoint{public("A", "https://example.com/v1")}, "https://example.com/v2"},
		"v2.1":                {"A", nova, []api.Endpoint{public("A", "https://example.com/v2.1")}, "https://example.com/v2.1"},
		"its region":          {"B", nova, []api.Endpoint{public("A", "https://a.example.com"), public("B", "https://b.example.com")}, "https://b.example.com/v2"},
		"another region only": {"C", nova, []api.Endpoint{public("A", "https://a.example.com")}, ""},
		"of no region":        {"A", nova, []api.Endpoint{public("", "https://a.example.com")}, "https://a.example.com/v2"},
		"no region, one":      {"", nova, []api.Endpoint{public("A", "https://a.example.com")}, "https://a.example.com/v2"},
		"no region, two":      {"", nova, []api.Endpoint{public("A", "https://a.example.com"), public("B", "https://b.example.com")}, ""},
		"another interface":   {"A", nova, []api.Endpoint{{Region: "A", AdminURL: "https://a.example.com"}}, ""},
		"http after https":    {"A", nova, []api.Endpoint{public("A", "http://a.example.com")}, ""},
		"http all along":      {"A", "http://nova.example.com/v2.1", []api.Endpoint{public("A", "http://a.example.com")}, "http://a.example.com/v2"},
		"no URL":              {"A", nova, []api.Endpoint{public("A", "glance")}, ""},
		"none":                {"A", nova, nil, ""},
	} {
		scheme, _, _ := strings.Cut(test.compute, ":")
		c := (&fakeKeystone{t: t}).newClient(at(scheme + "://keystone.example.com"))
		s := identity.Session{Region: test.region, Endpoint: test.compute, Catalog: []api.Service{serviceOf("nova", "compute"), serviceOf("glance", "image", test.endpoints...)}}
		if got := c.sessions.ServiceEndpoint(s, "image", "v2"); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// The links of images, Nova's alternate ones too, name the image, not a foreign place.
func TestGlanceReference(t *testing.T) {
	t.Parallel()
	c, _ := glanceClient(t, map[string]route{})
	for _, url := range []string{testGlance + "/ID", "http://127.0.0.1:9292//images/ID", testImages + "/ID"} {
		if ref, _, err := c.ParseRef(context.Background(), "image", url); ref != (Ref{ID: "ID"}) || err != nil {
			t.Errorf("%s: %+v, %v", url, ref, err)
		}
	}
	if ref, _, err := c.ParseRef(context.Background(), "server", testGlance+"/ID"); !ref.Foreign || err != nil {
		t.Errorf("%+v, %v", ref, err)
	}
}
