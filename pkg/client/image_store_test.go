package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Where Nova has microversions an image to be shown, and those of a name, come from Glance, with what the proxy leaves out; where it has none, from Nova.
func TestShowImage(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	whole := always(200, `{"id":"i","name":"a","status":"active","visibility":"shared","tags":["lts"],"owner":"me","protected":true,"os_hash_algo":"sha512","os_hash_value":"ff",
		"checksum":"aa","virtual_size":7,"os_hidden":true}`)
	routes := map[string]route{
		"GET " + testGlance + "/i": whole,
		"GET " + testGlance:        always(200, `{"images":[{"id":"i","name":"a","status":"active","visibility":"shared"}]}`),
	}
	c, seen := glanceClient(t, routes)
	doc, err := c.ShowImage(ctx, "i")
	var got api.Image
	if err := errors.Join(err, api.Unmarshal(doc.Raw, &got)); err != nil {
		t.Fatal(err)
	}
	if got.Visibility != "shared" || len(got.Tags) != 1 || got.Owner != "me" || got.Hash != "ff" || got.Checksum != "aa" || *got.VirtualSize != 7 || !*got.Hidden || got.Protected == nil || got.Status != "ACTIVE" {
		t.Errorf("%s", doc.Raw)
	}
	for item, err := range c.ShowImagesNamed(ctx, "a") {
		if err != nil || !strings.Contains(string(item), `"visibility":"shared"`) {
			t.Errorf("%s, %v", item, err)
		}
	}
	if diff := cmp.Diff([]string{"GET " + testGlance + "/i", "GET " + testGlance + "?limit=1000&name=a"}, seen()); diff != "" {
		t.Error(diff)
	}

	const guide = "https://nova.example.com/v2/010101"
	routes = map[string]route{"GET " + guide + "/images/i": always(200, `{"image":{"id":"i","name":"a","status":"ACTIVE"}}`)}
	c, seen = glanceClient(t, routes, func(o *Options) { o.Endpoint = guide })
	if doc, err = c.ShowImage(ctx, "i"); err != nil || strings.Contains(string(doc.Raw), "visibility") {
		t.Errorf("%s, %v", doc.Raw, err)
	}
	if diff := cmp.Diff([]string{"GET " + guide + "/images/i"}, seen()); diff != "" {
		t.Error(diff)
	}
}

// What is no UUID is no id of Glance's: it is not asked for as one while a word is looked up, and is where a program names it.
func TestImageIDsAreUUIDs(t *testing.T) {
	t.Parallel()
	const id = "21e31881-b0b1-49a3-acfe-d72e8f854e58"
	found := always(200, `{"id":"i","name":"a","status":"active"}`)
	c, seen := glanceClient(t, map[string]route{"GET " + testGlance + "/i": found, "GET " + testGlance + "/" + id: found})
	if _, err := c.ShowImage(transport.LookUp(context.Background()), "cirros-0.6.2"); !transport.IsNotFound(err) {
		t.Error(err)
	}
	_, first := c.ShowImage(transport.LookUp(context.Background()), id)
	_, second := c.ShowImage(context.Background(), "i")
	if diff := cmp.Diff([]string{"GET " + testGlance + "/" + id, "GET " + testGlance + "/i"}, seen()); diff != "" || first != nil || second != nil {
		t.Error(diff, first, second)
	}
}

// Where Nova has microversions, Glance is asked alone, be the proxy there or gone; Nova is, where the version that has a proxy is asked for, where it
// has no versions, and where no Glance is that speaks this API. Finding out takes one request, once.
func TestWhereImagesAre(t *testing.T) {
	t.Parallel()
	const guide, one, query = "http://127.0.0.1:8774/v2/010101/images", "/" + snapshot, "?limit=1000"
	old := func(o *Options) { o.Endpoint = strings.TrimSuffix(guide, "/images") }
	nova := []string{testImages + one, testImages + "/detail" + query, testImages + one}
	glance := []string{testGlance + one, testGlance + query, testGlance + one}
	versions := always(300, `{"versions":[{"id":"v1.1","status":"SUPPORTED"}]}`)
	for name, test := range map[string]struct {
		proxy, glance route
		edit          func(*Options)
		want          []string // of an image, a list and another image
	}{
		"today":            {proxy: always(500, "{}"), edit: version(""), want: glance},
		"internal":         {proxy: always(500, "{}"), edit: func(o *Options) { o.Interface = "internal" }, want: glance},
		"2.36":             {proxy: always(500, "{}"), edit: version("2.36"), want: glance},
		"latest":           {proxy: always(500, "{}"), edit: version("latest"), want: glance},
		"2.1":              {edit: version("2.1"), want: nova},
		"2.35":             {edit: version("2.35"), want: nova},
		"2.35, no proxy":   {proxy: always(404, "{}"), edit: version("2.35"), want: append([]string{testImages + one}, glance...)},
		"no versions":      {edit: old, want: []string{guide + one, guide + "/detail" + query, guide + one}},
		"and no proxy":     {proxy: always(404, "{}"), edit: old, want: append([]string{guide + one}, glance...)},
		"an older Glance":  {glance: versions, edit: version(""), want: append([]string{testGlance + one}, nova...)},
		"an older, latest": {glance: versions, edit: version("latest"), want: glance},
	} {
		routes := map[string]route{
			"GET " + testGlance + one: recordedGlance(t, "image"), "GET " + testGlance: always(200, `{"images":[]}`),
			"GET " + testImages + one: always(200, string(testdata(t, "nova26-image-of-glance.json"))), "GET " + testImages + "/detail": always(200, `{"images":[]}`),
		}
		routes["GET "+guide+one], routes["GET "+guide+"/detail"] = routes["GET "+testImages+one], routes["GET "+testImages+"/detail"]
		for url := range routes {
			switch {
			case test.glance != nil && strings.Contains(url, testGlance):
				routes[url] = test.glance
			case test.proxy != nil && !strings.Contains(url, testGlance):
				routes[url] = test.proxy
			}
		}
		c, seen := glanceClient(t, routes, test.edit)
		_, first := c.GetImage(context.Background(), snapshot)
		_, second := ids(t, c.ListImages(context.Background(), ImageFilter{}))
		_, third := c.GetImage(context.Background(), snapshot)
		if err := errors.Join(first, second, third); (err != nil) != (name == "an older, latest") {
			t.Errorf("%s: %v", name, err)
		}
		var want []string
		for _, url := range test.want {
			want = append(want, "GET "+url)
		}
		if diff := cmp.Diff(want, seen()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A Glance that can't be reached from here leaves the images to Nova's proxy, for good; a change is not sent twice for it, and where there is no proxy
// either, it is Glance that the error is about.
func TestGlanceOutOfReach(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		away := func(sentRequest) (*http.Response, error) { return nil, syscall.ECONNREFUSED }
		nova := always(200, string(testdata(t, "nova26-image-of-glance.json")))
		c, seen := glanceClient(t, map[string]route{"GET " + testGlance + "/" + snapshot: away, "GET " + testImages + "/" + snapshot: nova})
		_, err := c.GetImage(ctx, snapshot)
		if tried := seen(); err != nil || tried[0] != "GET "+testGlance+"/"+snapshot || tried[len(tried)-1] != "GET "+testImages+"/"+snapshot {
			t.Error(tried, err)
		}
		if _, err := c.GetImage(ctx, snapshot); err != nil || len(seen()) != 1 {
			t.Error("again:", err)
		}
		c, seen = glanceClient(t, map[string]route{"DELETE " + testGlance + "/" + snapshot: away, "GET " + testGlance: away})
		if err := c.DeleteImage(ctx, snapshot); !transport.IsUnavailable(err) || strings.Contains(strings.Join(seen(), " "), testImages) {
			t.Error("a change:", err)
		}
		if _, err := ids(t, c.ListImages(ctx, ImageFilter{})); !contains(err, "9292") {
			t.Error("no proxy:", err)
		}
	})
}

// What is nowhere is not found, and a cloud without Glance in its catalog says so by itself, as do those that refuse.
func TestImageThatIsNowhere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c, seen := glanceClient(t, map[string]route{})
	if _, err := c.GetImage(ctx, snapshot); !transport.IsNotFound(err) {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"GET " + testGlance + "/" + snapshot}, seen()); diff != "" {
		t.Error(diff)
	}
	c, seen = glanceClient(t, map[string]route{}, func(o *Options) { o.Endpoint, o.Credentials = testNova, identity.Credentials{Token: "mine"} })
	if _, err := c.GetImage(ctx, snapshot); !transport.IsNotFound(err) || len(seen()) != 1 {
		t.Error("without a catalog:", err)
	}
	c, seen = glanceClient(t, map[string]route{"GET " + testGlance + "/" + snapshot: always(403, `{"forbidden":{"code":403,"message":"no"}}`)})
	if _, err := c.GetImage(ctx, snapshot); !transport.IsAuth(err) || len(seen()) != 1 {
		t.Error("forbidden:", err)
	}
}
