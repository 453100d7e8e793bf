package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// An image is made, gets its bytes, is changed, shared with another tenant, who boots of it once it has accepted it, and deleted.
func TestImageUpload(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	const images = "/image/v2/images"
	doc := u.do(201, "POST", images, `{"name":"mine","disk_format":"qcow2","container_format":"bare","min_disk":1,"os_type":"linux","tags":["a"]}`)
	id := at[string](t, doc, "id")
	one := images + "/" + id
	if got := at[string](t, doc, "status"); got != "queued" || at[string](t, doc, "os_type") != "linux" {
		t.Errorf("a new image: %v", doc)
	}
	u.want(204, u.send("PUT", one+"/file", "hello", "Content-Type", "application/octet-stream"))
	u.want(409, u.send("PUT", one+"/file", "again", "Content-Type", "application/octet-stream"))
	if r := u.want(200, u.send("GET", one+"/file", "")); r.body != "hello" {
		t.Errorf("the bytes are %q", r.body)
	}
	doc = u.do(200, "GET", one, "")
	if at[string](t, doc, "status") != "active" || at[float64](t, doc, "size") != 5 || at[string](t, doc, "checksum") != "5d41402abc4b2a76b9719d911017c592" {
		t.Errorf("an image with bytes: %v", doc)
	}
	patch := func(status int, body string) {
		t.Helper()
		u.want(status, u.send("PATCH", one, body, "Content-Type", "application/openstack-images-v2.1-json-patch"))
	}
	patch(200, `[{"op":"replace","path":"/name","value":"ours"},{"op":"add","path":"/release","value":"7"},{"op":"remove","path":"/os_type"}]`)
	patch(403, `[{"op":"replace","path":"/visibility","value":"public"}]`)
	patch(403, `[{"op":"replace","path":"/status","value":"queued"}]`)
	patch(409, `[{"op":"remove","path":"/nosuch"}]`)
	u.do(204, "PUT", one+"/tags/b", "")
	u.do(204, "DELETE", one+"/tags/a", "")
	doc = u.do(200, "GET", one, "")
	if diff := cmp.Diff([]any{"ours", "7", nil, []any{"b"}}, []any{doc["name"], doc["release"], doc["os_type"], doc["tags"]}); diff != "" {
		t.Error(diff)
	}
	for query, want := range map[string]int{"tag=b&release=7": 1, "tag=b&tag=a": 0, "disk_format=qcow2": 1, "os_hidden=true": 0} {
		if found := at[[]any](t, u.do(200, "GET", images+"?"+query, ""), "images"); len(found) != want {
			t.Errorf("%s finds %d images, want %d", query, len(found), want)
		}
	}

	theirs := []string{"X-Auth-Token", u.signIn("sandbox2", "sandbox2")}
	u.want(404, u.send("GET", one, "", theirs...))
	u.do(200, "POST", one+"/members", `{"member":"020202"}`)
	u.want(200, u.send("GET", one, "", theirs...))
	named := func() int {
		return len(at[[]any](t, u.json(u.want(200, u.send("GET", images+"?name=ours", "", theirs...))), "images"))
	}
	if n := named(); n != 0 {
		t.Errorf("%d images before they are accepted", n)
	}
	u.want(200, u.send("PUT", one+"/members/020202", `{"status":"accepted"}`, theirs...))
	if n := named(); n != 1 {
		t.Errorf("%d images after they are accepted", n)
	}
	u.want(403, u.send("DELETE", one, "", theirs...))
	u.want(202, u.send("POST", "/v2/020202/servers", `{"server":{"name":"web","imageRef":"`+id+`","flavorRef":"2"}}`, theirs...))

	u.do(204, "POST", one+"/actions/deactivate", "")
	u.want(403, u.send("GET", one+"/file", ""))
	u.want(400, u.post(map[string]string{"imageRef": `"` + id + `"`}))
	u.do(204, "POST", one+"/actions/reactivate", "")
	u.want(202, u.post(map[string]string{"imageRef": `"` + id + `"`}))
	u.clock.advance(time.Minute)
	u.do(204, "DELETE", one, "")
	u.do(404, "GET", one, "")
}

// An administrator may see what a project may have; a user what its own may.
func TestQuotaSets(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	u.active("web")
	doc := u.do(200, "GET", "/v2.1/os-quota-sets/010101/detail", "")
	if got := at[float64](t, doc, "quota_set", "instances", "in_use"); got != 1 {
		t.Errorf("%v servers in use", got)
	}
	u.do(403, "GET", "/v2.1/os-quota-sets/020202", "")
	u.do(403, "GET", "/volume/v3/010101/os-quota-sets/020202", "")
	u.do(403, "GET", "/network/v2.0/quotas/020202", "")
	for _, word := range []string{"tenant", "project"} {
		if got := at[string](t, u.do(200, "GET", "/network/v2.0/quotas/"+word, ""), word, word+"_id"); got != "010101" {
			t.Errorf("the token is one of %s, says quotas/%s", got, word)
		}
	}
	u.token = u.signIn("admin", "admin")
	u.do(200, "GET", "/v2.1/os-quota-sets/020202", "")
}
