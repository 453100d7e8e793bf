package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// An image of a server is queued, saved and active, says where it comes from, and inherits (guide 2.3.9, 3.2, fact 21).
func TestSnapshot(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	u.want(200, u.compute("PUT", "/servers/"+server, `{"server":{"OS-DCF:diskConfig":"MANUAL"}}`))
	r := u.want(202, u.act(server, `{"createImage":{"name":"gold","metadata":{"ImageType":"Gold","ImageVersion":"2.0"}}}`))
	location := r.header.Get("Location")
	id := document.LastSegment(location)
	if location != "http://cloud.test/DFW/v2/010101/images/"+id || r.body != "" {
		t.Errorf("Location %s, body %q", location, r.body)
	}
	for _, look := range []struct {
		after    time.Duration
		status   string
		progress float64
	}{{0, "SAVING", 25}, {time.Second, "SAVING", 50}, {3 * time.Second, "ACTIVE", 100}} {
		u.clock.advance(look.after)
		if i := u.imageDoc(id); i["status"] != look.status || i["progress"] != look.progress {
			t.Errorf("after %v more: %v %v", look.after, i["status"], i["progress"])
		}
	}
	i := u.imageDoc(id)
	want := map[string]any{
		"name": "gold", "minDisk": 20.0, "minRam": 512.0, "OS-DCF:diskConfig": "MANUAL",
		"created": "2013-12-10T12:01:00Z", "updated": "2013-12-10T12:01:04Z",
		"server": map[string]any{"id": server, "links": []any{
			map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2/010101/servers/" + server},
			map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/servers/" + server},
		}},
	}
	for member, value := range want {
		if diff := cmp.Diff(value, i[member]); diff != "" {
			t.Errorf("%s: %s", member, diff)
		}
	}
	metadata, base := at[map[string]any](t, i, "metadata"), at[map[string]any](t, u.imageDoc(precise), "metadata")
	for key, value := range map[string]string{
		"image_type": "snapshot", "instance_uuid": server, "base_image_ref": precise, "ImageType": "Gold", "ImageVersion": "2.0",
		"os_type": base["os_type"].(string), "org.openstack__1__os_distro": base["org.openstack__1__os_distro"].(string),
	} {
		if metadata[key] != value {
			t.Errorf("metadata %s is %v, want %s", key, metadata[key], value)
		}
	}
	if _, inherited := metadata["cache_in_nova"]; inherited || base["cache_in_nova"] == nil {
		t.Error("cache_in_nova is inherited")
	}
	// A server of it inherits the disk configuration, and an image of that server names the first image as its origin.
	second := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", `{"server":{"name":"b","imageRef":"`+id+`","flavorRef":"2"}}`))), "server", "id")
	u.clock.advance(time.Minute)
	if got := u.server(second)["OS-DCF:diskConfig"]; got != "MANUAL" {
		t.Errorf("diskConfig %v", got)
	}
	if got := at[string](t, u.imageDoc(u.imaged(second, "again")), "metadata", "base_image_ref"); got != precise {
		t.Errorf("base_image_ref %s", got)
	}
}

// An image that isn't active can't be used, nor can one that is deleted; nor does a smaller flavor do.
func TestSnapshotInUse(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	id := document.LastSegment(u.want(202, u.act(server, `{"createImage":{"name":"gold"}}`)).header.Get("Location"))
	create := func(flavor string) string {
		r := u.compute("POST", "/servers", `{"server":{"name":"b","imageRef":"`+id+`","flavorRef":"`+flavor+`"}}`)
		if r.status == 202 {
			return "made"
		}
		_, message := u.fault(r)
		return message
	}
	if got, want := create("2"), "Image "+id+" is not active."; got != want {
		t.Errorf("while it is saved: %q", got)
	}
	u.clock.advance(time.Minute)
	if got := create("2"); got != "made" {
		t.Errorf("active: %q", got)
	}
	u.want(204, u.compute("DELETE", "/images/"+id, ""))
	if got := create("2"); got != "Can not find requested image" {
		t.Errorf("deleted: %q", got)
	}
	kind, message := u.fault(u.want(400, u.act(server, `{"rebuild":{"imageRef":"`+id+`"}}`)))
	if kind != "badRequest" || message != "Cannot find image for rebuild" {
		t.Errorf("rebuild: %s %s", kind, message)
	}
}

// Images of servers stand among the provider's, latest first; filters and pages see both (guide 2.6.1).
func TestImageListsWithSnapshots(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server, other := u.active("web"), u.active("db")
	first := u.imaged(server, "one")
	u.imaged(server, "two")
	u.imaged(other, "three")
	all := u.names("images", u.compute("GET", "/images", ""))
	if len(all) != 39 || !slices.Equal(all[:3], []string{"three", "two", "one"}) {
		t.Errorf("%d images: %v", len(all), all)
	}
	for query, want := range map[string]string{
		"type=snapshot": "three two one", "type=SNAPSHOT&limit=2": "three two", "server=" + server: "two one", "name=two": "two",
		"server=http://cloud.test/DFW/v2/010101/servers/" + other: "three", "type=base&server=" + server: "",
		"status=SAVING": "", "type=snapshot&changes-since=2013-12-10T12:01:30Z": "three two one", "marker=" + first + "&type=snapshot": "",
	} {
		if got := strings.Join(u.names("images", u.compute("GET", "/images/detail?"+query, "")), " "); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	var paged []string
	for path := "/images?limit=4"; path != ""; {
		doc := u.json(u.want(200, u.compute("GET", path, "")))
		for _, i := range at[[]any](t, doc, "images") {
			paged = append(paged, at[string](t, i.(map[string]any), "name"))
		}
		path = ""
		if links, more := doc["images_links"].([]any); more {
			path = strings.TrimPrefix(at[string](t, links[0].(map[string]any), "href"), "http://cloud.test/DFW/v2/010101")
		}
	}
	if diff := cmp.Diff(all, paged); diff != "" {
		t.Error(diff)
	}
	sandbox2 := *u
	sandbox2.token = u.signIn("sandbox2", "sandbox2")
	if r := sandbox2.send("GET", "/DFW/v2/020202/images/"+first, ""); r.status != 404 {
		t.Errorf("another tenant sees it: %s", r.body)
	}
	if got := len(u.names("images", u.send("GET", "/ORD/v2/010101/images", ""))); got != 36 {
		t.Errorf("another region lists %d", got)
	}
}

// A deleted image is gone at once, and seen by changes-since for 30 days (guide 1.7, 2.6.3). The provider's can't be deleted.
func TestDeleteImage(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	id := u.imaged(server, "gold")
	u.want(204, u.compute("DELETE", "/images/"+id, ""))
	for _, method := range []string{"GET", "DELETE"} {
		if kind, message := u.fault(u.want(404, u.compute(method, "/images/"+id, ""))); kind != "itemNotFound" || message != "Image not found." {
			t.Errorf("%s: %s %s", method, kind, message)
		}
	}
	if got := u.names("images", u.compute("GET", "/images?type=snapshot", "")); len(got) > 0 {
		t.Errorf("listed: %v", got)
	}
	since := "/images/detail?type=snapshot&changes-since=" + u.clock.Now().Format(time.RFC3339)
	r := u.compute("GET", since, "")
	if got := u.names("images", r); len(got) != 1 || !strings.Contains(r.body, `"DELETED"`) {
		t.Errorf("changes: %s", r.body)
	}
	u.clock.advance(31 * 24 * time.Hour)
	u.token = u.signIn(tables.User, tables.Password)
	u.create("later") // a write purges
	if got := u.names("images", u.compute("GET", since, "")); len(got) != 0 {
		t.Errorf("still kept: %v", got)
	}
	kind, message := u.fault(u.want(403, u.compute("DELETE", "/images/"+precise, "")))
	if kind != "forbidden" || message != "You are not allowed to delete the image." {
		t.Errorf("%s %s", kind, message)
	}
}
