package sandbox

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The image of the README is there, whole, as it was recorded (example 2.66, data/README.md).
func TestImageDocument(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	image := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/images/"+precise, ""))), "image")
	metadata := at[map[string]any](t, image, "metadata")
	want := map[string]any{
		"id": precise, "name": "Ubuntu 12.04 LTS (Precise Pangolin)", "status": "ACTIVE", "progress": 100.0,
		"created": "2013-11-07T18:34:17Z", "updated": "2013-11-21T19:12:55Z", "minDisk": 0.0, "minRam": 512.0,
		"OS-EXT-IMG-SIZE:size": 257203336.0, "OS-DCF:diskConfig": "AUTO", "metadata": metadata,
		"links": []any{
			map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2/010101/images/" + precise},
			map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/images/" + precise},
			map[string]any{
				"rel": "alternate", "href": "http://cloud.test/DFW/010101/images/" + precise, "type": "application/vnd.openstack.image",
			},
		},
	}
	if diff := cmp.Diff(want, image); diff != "" {
		t.Error(diff)
	}
	if len(metadata) != 20 || metadata["org.openstack__1__os_distro"] != "com.ubuntu" || metadata["image_type"] != "base" {
		t.Errorf("metadata %v", metadata)
	}
	r := u.want(404, u.compute("GET", "/images/11111111-2222-3333-4444-555555555555", ""))
	if got := at[string](t, u.json(r), "itemNotFound", "message"); got != "Image not found." {
		t.Errorf("%q", got)
	}
}

// The flavor of the README is there, whole, with the numbers as the service writes them (example 2.62).
func TestFlavorDocument(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.want(200, u.compute("GET", "/flavors/2", ""))
	want := map[string]any{
		"id": "2", "name": "512MB Standard Instance", "ram": 512.0, "disk": 20.0, "vcpus": 1.0, "swap": 512.0, "rxtx_factor": 80.0,
		"OS-FLV-EXT-DATA:ephemeral": 0.0,
		"OS-FLV-WITH-EXT-SPECS:extra_specs": map[string]any{
			"class": "standard1", "disk_io_index": "2", "number_of_data_disks": "0", "policy_class": "standard_flavor",
		},
		"links": []any{
			map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2/010101/flavors/2"},
			map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/flavors/2"},
		},
	}
	if diff := cmp.Diff(want, at[map[string]any](t, u.json(r), "flavor")); diff != "" {
		t.Error(diff)
	}
	onlyBig := at[map[string]any](t, u.json(u.compute("GET", "/flavors/performance1-1", "")), "flavor")
	if onlyBig["swap"] != "" {
		t.Errorf("no swap is %v", onlyBig["swap"])
	}
	r = u.want(404, u.compute("GET", "/flavors/99", ""))
	if got := at[string](t, u.json(r), "itemNotFound", "message"); got != "The resource could not be found." {
		t.Errorf("%q", got)
	}
}

// All 36 images and 38 flavors are listed, in order, each with all that a GET of it gives, or in brief.
func TestImageAndFlavorLists(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for collection, one := range map[string]string{"images": "image", "flavors": "flavor"} {
		detail := at[[]any](t, u.json(u.want(200, u.compute("GET", "/"+collection+"/detail", ""))), collection)
		brief := at[[]any](t, u.json(u.want(200, u.compute("GET", "/"+collection, ""))), collection)
		if want := map[string]int{"images": 36, "flavors": 38}[collection]; len(detail) != want || len(brief) != want {
			t.Fatalf("%d and %d %s, want %d", len(detail), len(brief), collection, want)
		}
		var keys []string
		for i := range detail {
			item := detail[i].(map[string]any)
			id := at[string](t, item, "id")
			if diff := cmp.Diff(at[map[string]any](t, u.json(u.compute("GET", "/"+collection+"/"+id, "")), one), item); diff != "" {
				t.Errorf("%s %s: %s", one, id, diff)
			}
			if diff := cmp.Diff(map[string]any{"id": id, "name": item["name"], "links": item["links"]}, brief[i]); diff != "" {
				t.Error(diff)
			}
			key := id
			if collection == "images" {
				key = at[string](t, item, "created")
			}
			keys = append(keys, key)
		}
		if collection == "images" {
			slices.Reverse(keys)
		}
		if !slices.IsSorted(keys) {
			t.Errorf("%s are not in order: %v", collection, keys)
		}
	}
}

// Filters and pages of images and flavors (guide 2.5.1, 2.6.1; fact 35).
func TestImageAndFlavorFilters(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for query, want := range map[string]int{
		"images?name=Ubuntu+12.04+LTS+(Precise+Pangolin)": 1,
		"images?name=Ubuntu":                              0,
		"images?type=BASE":                                36,
		"images?type=base&limit=5":                        5,
		"images?type=SNAPSHOT":                            0,
		"images?status=active":                            36,
		"images?status=SAVING":                            0,
		"images?status=nonsense":                          0,
		"images?server=" + precise:                        0,
		"images?minDisk=40":                               13,
		"images/detail?minRam=4096":                       3,
		"images?changes-since=2013-12-10T00:00:00Z":       7,
		"images?changes-since=2014-01-01":                 0,
		"images?limit=0":                                  0,
		"images?marker=" + precise:                        17,
		"flavors?minRam=122880":                           6,
		"flavors/detail?minDisk=600":                      2,
		"flavors?minDisk=bogus&is_public=None":            38,
		"flavors?limit=3&marker=2":                        3,
		"flavors?marker=performance2-90":                  0,
	} {
		collection := strings.FieldsFunc(query, func(c rune) bool { return c == '?' || c == '/' })[0]
		got := u.names(collection, u.compute("GET", "/"+query, ""))
		if len(got) != want {
			t.Errorf("%s: %d, want %d: %v", query, len(got), want, got)
		}
	}
	for query, message := range map[string]string{
		"images?marker=x":        "marker [x] not found",
		"flavors?marker=x":       "marker [x] not found",
		"images?limit=-2":        "limit param must be positive",
		"flavors?limit=two":      "limit param must be an integer",
		"images?changes-since=x": "Invalid changes-since value",
	} {
		if got := at[string](t, u.json(u.want(400, u.compute("GET", "/"+query, ""))), "badRequest", "message"); got != message {
			t.Errorf("%s: %q", query, got)
		}
	}
	doc := u.json(u.compute("GET", "/flavors/detail?limit=1&minRam=1024", ""))
	link := at[[]any](t, doc, "flavors_links")[0].(map[string]any)["href"]
	if want := "http://cloud.test/DFW/v2/010101/flavors/detail?limit=1&marker=3&minRam=1024"; link != want {
		t.Errorf("next %v, want %s", link, want)
	}
}

// A flavor's extra specs are there by themselves, as other clients ask for them (fact 35).
func TestExtraSpecs(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	want := map[string]any{"extra_specs": map[string]any{
		"class": "standard1", "disk_io_index": "2", "number_of_data_disks": "0", "policy_class": "standard_flavor",
	}}
	if diff := cmp.Diff(want, u.json(u.want(200, u.compute("GET", "/flavors/2/os-extra_specs", "")))); diff != "" {
		t.Error(diff)
	}
	specs := u.xml(u.want(200, u.compute("GET", "/flavors/2/os-extra_specs.xml", "")))
	if specs.name != "c:extra_specs" || specs.child(t, "c:class").text != "standard1" {
		t.Errorf("%+v", specs)
	}
}
