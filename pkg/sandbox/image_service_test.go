package sandbox

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// service finds the endpoint of a type of service in the default region, as a client does.
func (u *cloudUnderTest) service(kind string) string {
	u.t.Helper()
	r := u.send("POST", "/v2.0/tokens", `{"auth":{"token":{"id":"`+u.token+`"}}}`)
	for _, s := range at[[]any](u.t, u.json(r), "access", "serviceCatalog") {
		service := s.(map[string]any)
		for _, e := range at[[]any](u.t, service, "endpoints") {
			if endpoint := e.(map[string]any); service["type"] == kind && endpoint["region"] == tables.Region {
				return u.path(at[string](u.t, endpoint, "publicURL"))
			}
		}
	}
	u.t.Fatalf("the catalog has no %s in %s", kind, tables.Region)
	return ""
}

// path is that of a URL of the cloud's.
func (u *cloudUnderTest) path(address string) string {
	u.t.Helper()
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host != "cloud.test" {
		u.t.Fatalf("%q leads elsewhere (%v)", address, err)
	}
	return parsed.Path
}

// Today's nova and openstack commands look images up in the image service: they find it in the catalog, its version 2 without a token,
// and in it the images that Compute has.
func TestImageService(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	endpoint := u.service("image")
	versions := at[[]any](t, u.json(u.want(200, u.send("GET", endpoint, "", "X-Auth-Token", ""))), "versions")
	version := versions[0].(map[string]any)
	if len(versions) != 1 || version["id"] != "v2.2" {
		t.Fatalf("versions %v", versions)
	}
	root := u.path(at[[]any](t, version, "links")[0].(map[string]any)["href"].(string)) + "images"

	if diff := cmp.Diff(u.names("images", u.compute("GET", "/images", "")), u.names("images", u.send("GET", root, ""))); diff != "" {
		t.Errorf("the service's images aren't Compute's: %s", diff)
	}
	doc := u.json(u.want(200, u.send("GET", root+"/"+precise, "")))
	for member, want := range map[string]any{
		"id": precise, "name": "Ubuntu 12.04 LTS (Precise Pangolin)", "status": "active", "visibility": "public", "min_disk": 0.0, "min_ram": 512.0,
		"os_distro": "ubuntu", // a custom property
	} {
		if diff := cmp.Diff(want, doc[member]); diff != "" {
			t.Errorf("%s: %s", member, diff)
		}
	}
	u.commandLine(endpoint, doc)
	u.want(404, u.send("GET", root+"/Ubuntu", ""))
	u.want(401, u.send("GET", root, "", "X-Auth-Token", "nonsense"))
}

// commandLine looks at what the glance command reads before anything else: it believes a schema that knows each member of an image but its
// own properties, which are text.
func (u *cloudUnderTest) commandLine(endpoint string, image map[string]any) {
	u.t.Helper()
	u.want(200, u.send("GET", endpoint+"/versions", "", "X-Auth-Token", ""))
	schema := u.json(u.want(200, u.send("GET", endpoint+at[string](u.t, image, "schema"), "")))
	properties := at[map[string]any](u.t, schema, "properties")
	for member, value := range image {
		if _, text := value.(string); properties[member] == nil && !text {
			u.t.Errorf("the schema of an image has no %s, which is %v", member, value)
		}
	}
	if schema["name"] != "image" || at[bool](u.t, properties, "checksum", "readOnly") != true {
		u.t.Errorf("a schema of %v", schema)
	}
	list := u.json(u.want(200, u.send("GET", endpoint+"/v2/schemas/members", "")))
	at[map[string]any](u.t, list, "properties", "members", "items", "properties", "member_id")
	u.want(404, u.send("GET", endpoint+"/v2/schemas/imagess", ""))
	u.want(404, u.send("GET", endpoint+"/v2/schemas/nonsense", ""))
}

// Filters are those that the commands send; pages go on to the end.
func TestImageServiceList(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	root := u.service("image") + "/v2/images"
	name := url.QueryEscape("Windows Server 2012")
	for query, want := range map[string][]string{
		"name=" + name:                            {"Windows Server 2012"},
		"id=in:" + windows + ",no-such-image":     {"Windows Server 2012"},
		"name=" + name + "&status=queued":         {},
		"name=" + name + "&visibility=private":    {},
		"name=Windows":                            {},
		"name=" + name + "&owner=010101":          {},
		"limit=1&name=" + name + "&sort=name:asc": {"Windows Server 2012"},
		"os_distro=gentoo":                        {"Gentoo 13.3"},
		"os_distro=gentoo&protected=True":         {"Gentoo 13.3"},
		"os_distro=gentoo&protected=false":        {},
		"os_distro=gentoo&os_hidden=False":        {"Gentoo 13.3"},
		"os_distro=gentoo&visibility=all":         {"Gentoo 13.3"},
		"os_distro=gentoo&min_ram=512":            {"Gentoo 13.3"},
		"os_distro=gentoo&min_ram=5":              {},
		"nobody-has-it=1":                         {},
		"tag=a":                                   {},
	} {
		if diff := cmp.Diff(want, u.names("images", u.send("GET", root+"?"+query, ""))); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	all := u.names("images", u.send("GET", root, ""))
	var paged []string
	for next := "/v2/images?limit=7"; next != ""; {
		r := u.send("GET", u.service("image")+next, "")
		paged = append(paged, u.names("images", r)...)
		next, _ = u.json(r)["next"].(string)
	}
	if !slices.Equal(paged, all) {
		t.Errorf("paged %q, want %q", paged, all)
	}
}

// An image of a server is in the service too: it is queued, saving, active, and private, and can be deleted there; the provider's can't.
func TestImageServiceSnapshot(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	root := u.service("image") + "/v2/images/"
	server := u.active("web")
	r := u.want(202, u.compute("POST", "/servers/"+server+"/action", `{"createImage":{"name":"mine","metadata":{"made-by":"me","status":"odd"}}}`))
	id := document.LastSegment(r.header.Get("Location"))
	var statuses []string
	for range 3 {
		doc := u.json(u.want(200, u.send("GET", root+id, "")))
		statuses = append(statuses, at[string](t, doc, "status"))
		if doc["visibility"] != "private" || doc["owner"] != tables.Tenant || doc["made-by"] != "me" || doc["instance_uuid"] != server {
			t.Errorf("%v", doc)
		}
		u.clock.advance(3 * time.Second)
	}
	if diff := cmp.Diff([]string{"queued", "saving", "active"}, statuses); diff != "" {
		t.Error(diff)
	}
	u.want(403, u.send("DELETE", root+precise, ""))
	other := u.in(t)
	other.token = u.signIn("sandbox2", "sandbox2")
	other.want(404, other.send("DELETE", root+id, ""))
	u.want(204, u.send("DELETE", root+id, ""))
	u.want(404, u.compute("GET", "/images/"+id, ""))
}

// A list is sorted as Glance does it, and what it can't be sorted by is refused in Glance's words (fact 95).
func TestImagesSorted(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	images := u.service("image") + "/v2/images"
	for _, name := range []string{"b", "a", "C", "a"} {
		u.want(201, u.send("POST", images, `{"name":"`+name+`","container_format":"bare","disk_format":"raw","visibility":"private"}`))
	}
	for query, want := range map[string][]string{
		"sort=name:asc":                               {"a", "a", "b", "C"},
		"sort=name":                                   {"C", "b", "a", "a"},
		"sort=disk_format,name:asc":                   {"a", "a", "b", "C"},
		"sort_key=name&sort_dir=asc":                  {"a", "a", "b", "C"},
		"sort_key=status&sort_key=name&sort_dir=desc": {"C", "b", "a", "a"},
		"sort_key=name&sort_key=id&sort_dir=asc&sort_dir=desc&limit=3": {"a", "a", "b"},
	} {
		var names []string
		for _, i := range at[[]any](t, u.json(u.want(200, u.send("GET", images+"?visibility=private&disk_format=raw&"+query, ""))), "images") {
			names = append(names, at[string](t, i.(map[string]any), "name"))
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	var all []string
	next := "/v2/images?visibility=private&disk_format=raw&sort=name:desc&limit=2"
	for next != "" && len(all) < 9 {
		page := u.json(u.want(200, u.send("GET", u.service("image")+next, "")))
		for _, i := range at[[]any](t, page, "images") {
			all = append(all, at[string](t, i.(map[string]any), "name"))
		}
		next, _ = page["next"].(string)
	}
	if diff := cmp.Diff([]string{"C", "b", "a", "a"}, all); diff != "" {
		t.Error(diff)
	}
	for query, says := range map[string]string{
		"sort=owner":                            "Invalid sort key: owner. It must be one of the following: name, status, container_format, disk_format, size, id, created_at, updated_at.",
		"sort=name,":                            "Invalid sort key: . It must be",
		"sort_key=min_ram":                      "Invalid sort key: min_ram. It must be",
		"sort=name:up":                          "Invalid sort direction: up",
		"sort_key=name&sort_dir=up":             "Invalid sort direction: up",
		"sort=name&sort_dir=asc":                "Old and new sorting syntax cannot be combined",
		"sort_key=name&sort_dir=asc&sort_dir=a": "Number of sort dirs does not match the number of sort keys",
	} {
		if r := u.want(400, u.send("GET", images+"?"+query, "")); !strings.Contains(r.body, says) {
			t.Errorf("%s: %s", query, r.body)
		}
	}
}
