package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The bookmark of a resource leads to it (guide 1.5), for its tenant alone; what changes something there is 300, unless the request names the version
// (guide 2.1.4).
func TestBookmarks(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	for _, path := range []string{"/servers/" + id, "/flavors/2", "/images/" + precise} {
		want := u.want(200, u.compute("GET", path, ""))
		for _, bookmark := range []string{"/DFW/010101" + path, "/010101" + path} {
			if got := u.want(200, u.send("GET", bookmark, "")); got.body != want.body {
				t.Errorf("%s: %s", bookmark, cmp.Diff(want.body, got.body))
			}
			if xml, asked := u.want(200, u.compute("GET", path+".xml", "")), u.want(200, u.send("GET", bookmark, "", "Accept", "application/xml")); xml.body != asked.body {
				t.Errorf("%s: %s", bookmark, cmp.Diff(xml.body, asked.body))
			}
			u.want(401, u.send("GET", bookmark, "", "X-Auth-Token", "none"))
			u.want(400, u.send("GET", bookmark, "", "X-Auth-Token", u.signIn("sandbox2", "sandbox2")))
			u.want(200, u.send("HEAD", bookmark, ""))
		}
	}
	u.want(404, u.send("GET", "/DFW/010101/servers/none", ""))
	u.want(404, u.send("GET", "/DFW/010101/nothing/none", ""))

	const body = `{"server":{"name":"other"}}`
	bookmark := "/DFW/010101/servers/" + id
	for _, r := range []reply{
		u.send("PUT", bookmark, body), u.send("DELETE", bookmark, ""), u.send("PUT", bookmark, body, "X-Auth-Token", "none"), u.send("GET", "/DFW/010101/servers", ""),
		u.send("POST", bookmark+"/action", `{"os-stop":null}`),
	} {
		choices := at[[]any](t, u.json(u.want(300, r)), "choices")
		if len(choices) != 2 {
			t.Errorf("%s", r.body)
		}
	}
	want := map[string]any{"choices": []any{
		map[string]any{
			"id": "v2", "status": "CURRENT", "links": []any{map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2/010101/servers/" + id}},
			"media-types": []any{
				map[string]any{"base": "application/xml", "type": "application/vnd.openstack.compute+xml;version=2"},
				map[string]any{"base": "application/json", "type": "application/vnd.openstack.compute+json;version=2"},
			},
		},
		map[string]any{
			"id": "v2.1", "status": "CURRENT", "links": []any{map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2.1/010101/servers/" + id}},
			"media-types": []any{map[string]any{"base": "application/json", "type": "application/vnd.openstack.compute+json;version=2.1"}},
		},
	}}
	if diff := cmp.Diff(want, u.json(u.want(300, u.send("PUT", bookmark, body)))); diff != "" {
		t.Error(diff)
	}
	x := u.xml(u.want(300, u.send("PUT", bookmark, body, "Accept", "application/xml")))
	if x.name != "common:choices" || len(x.children) != 2 || x.children[0].attrs["id"] != "v2" || x.children[0].child(t, "atom:link").attrs["rel"] != "self" {
		t.Errorf("%+v", x)
	}
	if u.server(id)["name"] != "web" || u.server(id)["status"] != "ACTIVE" {
		t.Error("a request that was to choose did something")
	}
	u.want(200, u.send("PUT", bookmark, body, "Accept", "application/json;version=1.1"))
	if u.server(id)["name"] != "other" {
		t.Error("the update of version 1.1 did nothing")
	}
	u.want(204, u.send("DELETE", bookmark, "", "Accept", "application/vnd.openstack.compute+json;version=2"))
}

// The bookmarks of v2.1 are without a tenant. There is nothing at them but the choice, as with Nova (fact 82).
func TestBookmarksOfToday(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, method := range []string{"GET", "PUT", "DELETE", "POST"} {
		choices := at[[]any](t, u.json(u.want(300, u.send(method, "/DFW/flavors/2", "", "X-Auth-Token", ""))), "choices")
		if len(choices) != 1 || memberOf(u.send(method, "/DFW/flavors/2", "").body, "choices") == nil {
			t.Errorf("%v", choices)
		}
	}
}
