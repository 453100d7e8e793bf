package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// listed is an item of a list.
type listed struct{ id, name string }

// list reads a page of a collection in a format, and the path of the next one; "" if there is none.
func (u *cloudUnderTest) list(root, path, format string) (items []listed, next string) {
	u.t.Helper()
	r := u.want(200, u.send("GET", path, "", "Accept", "application/"+format))
	if format == "xml" {
		for _, e := range u.xml(r).children {
			if e.name == "c:"+strings.TrimSuffix(root, "s") {
				items = append(items, listed{e.attrs["id"], e.attrs["name"]})
			} else if e.name == "atom:link" && e.attrs["rel"] == "next" {
				next = e.attrs["href"]
			}
		}
	} else {
		doc := u.json(r)
		for _, item := range at[[]any](u.t, doc, root) {
			items = append(items, listed{at[string](u.t, item.(map[string]any), "id"), at[string](u.t, item.(map[string]any), "name")})
		}
		if links, more := doc[root+"_links"].([]any); more {
			next = at[string](u.t, links[0].(map[string]any), "href")
		}
	}
	return items, strings.TrimPrefix(next, "http://cloud.test")
}

// everyWay runs a test for each way to ask for a collection: in brief and in detail, in both formats.
func everyWay(t *testing.T, root string, test func(t *testing.T, path, format string)) {
	for _, view := range []string{"", "/detail"} {
		for _, format := range []string{"json", "xml"} {
			t.Run(root+view+" "+format, func(t *testing.T) {
				t.Parallel()
				test(t, "/DFW/v2/010101/"+root+view, format)
			})
		}
	}
}

// Following the links to the end gives everything once that was there all the time, though between any two pages what was seen, what was
// not, and the marker itself are deleted, and others are made (guide 1.6).
func TestPagesWhileThingsChange(t *testing.T) {
	t.Parallel()
	everyWay(t, "servers", func(t *testing.T, path, format string) {
		u := newCloud(t, Options{})
		ids := u.fleet(20)
		slices.Reverse(ids) // as lists have them
		u.followWhile("servers", path, format, ids, func(id string) {
			u.want(204, u.compute("DELETE", "/servers/"+id, ""))
			u.clock.advance(time.Minute)
			u.create("new")
		})
	})
	everyWay(t, "images", func(t *testing.T, path, format string) {
		u := newCloud(t, Options{})
		server := u.active("web")
		var ids []string
		for range 20 {
			ids = append(ids, u.imaged(server, "gold"))
		}
		slices.Reverse(ids)
		for _, i := range tables.BaseImages() {
			ids = append(ids, i.ID)
		}
		u.followWhile("images", path, format, ids, func(id string) {
			u.want(204, u.compute("DELETE", "/images/"+id, ""))
			u.imaged(server, "new")
		})
	})
}

// followWhile follows a list of ids, three a page. After the first page the first one goes, the third, which is its marker, and the fifth;
// after the third page its marker and the seventeenth.
func (u *cloudUnderTest) followWhile(root, path, format string, ids []string, change func(id string)) {
	u.t.Helper()
	gone := map[int][]int{1: {0, 2, 4}, 3: {9, 16}}
	var got []string
	pages := 0
	for next := path + "?limit=3"; next != ""; pages++ {
		for _, i := range gone[pages] {
			change(ids[i])
		}
		var items []listed
		items, next = u.list(root, next, format)
		for _, i := range items {
			got = append(got, i.id)
		}
	}
	want := slices.Clone(ids)
	for _, missed := range []int{16, 4} { // gone before they were seen
		want = slices.Delete(want, missed, missed+1)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		u.t.Error(diff)
	}
}

// Every filter of the guide has its effect, by id and by URL, alone and with others, on any page of any form of the list, and the next
// link has it too (guide 2.1.1, 2.5.1, 2.6.1; fact 16).
func TestEveryFilter(t *testing.T) {
	t.Parallel()
	const old = "857d7d36-34f3-409f-8435-693e8797be8b"
	everyWay(t, "servers", func(t *testing.T, path, format string) {
		u := newCloud(t, Options{})
		u.want(202, u.post(map[string]string{"name": `"a"`, "imageRef": `"` + old + `"`}))
		u.clock.advance(time.Second)
		u.want(202, u.post(map[string]string{"name": `"ab"`, "flavorRef": `"3"`}))
		u.clock.advance(time.Minute)
		u.want(202, u.post(map[string]string{"name": `"abc"`}))
		now := u.clock.Now().Format(time.RFC3339)
		b := u.named("servers", "ab")
		u.checkFilters("servers", path, format, map[string]string{
			"image=" + old: "a", "image=http://cloud.test/DFW/v2/010101/images/" + old: "a", "image=http://cloud.test/DFW/010101/images/" + precise: "abc ab",
			"flavor=3": "ab", "flavor=http://cloud.test/DFW/v2/010101/flavors/2": "abc a", "flavor=99": "",
			"name=b": "abc ab", "name=^ab$": "ab", "status=BUILD": "abc", "status=ACTIVE": "ab a", "status=ERROR": "", "status=nonsense": "",
			"changes-since=" + now: "abc", "changes-since=2013-12-10": "abc ab a", "limit=2": "abc ab", "marker=" + b: "a",
			"marker=" + b + "&limit=5": "a", "limit=0": "", "limit=1&name=a&status=ACTIVE": "ab", "unknown=1": "abc ab a",
		})
	})
	everyWay(t, "images", func(t *testing.T, path, format string) {
		u := newCloud(t, Options{})
		server := u.active("web")
		one := u.imaged(server, "one")
		now := u.clock.Now().Format(time.RFC3339)
		two := document.LastSegment(u.want(202, u.act(server, `{"createImage":{"name":"two"}}`)).header.Get("Location"))
		u.checkFilters("images", path, format, map[string]string{
			"server=" + server: "two one", "server=http://cloud.test/DFW/v2/010101/servers/" + server: "two one", "server=" + precise: "",
			"name=one": "one", "name=on": "", "status=SAVING": "two", "status=ACTIVE&type=snapshot": "one", "type=SNAPSHOT": "two one",
			"changes-since=" + now + "&type=snapshot": "two", "changes-since=2014-01-01": "", "limit=1": "two", "limit=1&marker=" + two: "one",
			"marker=" + one + "&type=SNAPSHOT": "", "status=nonsense": "", "limit=0": "", "minDisk=20&type=snapshot": "two one",
			"minRam=513&type=snapshot": "",
		})
	})
	everyWay(t, "flavors", func(t *testing.T, path, format string) {
		u := newCloud(t, Options{})
		u.checkFilters("flavors", path, format, map[string]string{
			"minDisk=1200": "30GB Standard Instance", "minRam=16384&minDisk=600": "30GB Standard Instance", "limit=1": "512MB Standard Instance",
			"limit=1&marker=2": "1GB Standard Instance", "minRam=600000": "",
		})
	})
}

// named is the id of the one that has a name.
func (u *cloudUnderTest) named(root, name string) string {
	u.t.Helper()
	items, _ := u.list(root, "/DFW/v2/010101/"+root, "json")
	i := slices.IndexFunc(items, func(l listed) bool { return l.name == name })
	if i < 0 {
		u.t.Fatalf("no %s in %v", name, items)
	}
	return items[i].id
}

// checkFilters compares the names that each query lists, and looks at the next link: it is there only for a page as long as its limit
// (fact 17), and repeats the query.
func (u *cloudUnderTest) checkFilters(root, path, format string, queries map[string]string) {
	u.t.Helper()
	for query, want := range queries {
		values, err := url.ParseQuery(query)
		if err != nil {
			u.t.Fatal(err)
		}
		items, next := u.list(root, path+"?"+values.Encode(), format)
		var names []string
		for _, i := range items {
			names = append(names, i.name)
		}
		if got := strings.Join(names, " "); got != want {
			u.t.Errorf("%s: %q, want %q", query, got, want)
		}
		full := len(items) > 0 && values.Get("limit") == fmt.Sprint(len(items))
		if full != (next != "") {
			u.t.Errorf("%s: next %q after %d items", query, next, len(items))
		}
		if next == "" {
			continue
		}
		to, err := url.Parse(next)
		values.Set("marker", items[len(items)-1].id)
		if diff := cmp.Diff(values, to.Query()); err != nil || diff != "" || to.Path != path {
			u.t.Errorf("%s: next %s: %s", query, next, diff)
		}
	}
}
