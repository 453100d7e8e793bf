package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// fleet makes n servers, a second apart: s1 is the oldest.
func (u *cloudUnderTest) fleet(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = u.create(fmt.Sprintf("s%d", i+1))
		u.clock.advance(time.Second)
	}
	return ids
}

// Lists show the latest first (guide 1.6); a brief one has id, name and links, a detailed one the documents that a GET gives.
func TestListOrderAndShape(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	ids := u.fleet(3)
	if diff := cmp.Diff([]string{"s3", "s2", "s1"}, u.names("servers", u.compute("GET", "/servers", ""))); diff != "" {
		t.Error(diff)
	}
	brief := u.json(u.compute("GET", "/servers", ""))
	want := map[string]any{"id": ids[2], "name": "s3", "links": u.server(ids[2])["links"]}
	if diff := cmp.Diff(want, at[[]any](t, brief, "servers")[0]); diff != "" {
		t.Error(diff)
	}
	detail := at[[]any](t, u.json(u.compute("GET", "/servers/detail", "")), "servers")
	for i, id := range []string{ids[2], ids[1], ids[0]} {
		if diff := cmp.Diff(u.server(id), detail[i]); diff != "" {
			t.Error(diff)
		}
	}
	empty := u.json(u.send("GET", "/ORD/v2/010101/servers/detail", ""))
	if diff := cmp.Diff(map[string]any{"servers": []any{}}, empty); diff != "" {
		t.Error(diff)
	}
}

// Following the next links shows every server once. A page as long as its limit has a link, also where nothing follows, and
// a request without a limit has none (fact 17). The link keeps the filters.
func TestPaging(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.fleet(4)
	var pages [][]string
	next := "/DFW/v2/010101/servers/detail?limit=2&name=s"
	for next != "" {
		r := u.send("GET", next, "")
		doc := u.json(u.want(200, r))
		pages = append(pages, u.names("servers", r))
		next = ""
		if _, has := doc["servers_links"]; has {
			link := at[[]any](t, doc, "servers_links")[0].(map[string]any)
			to, err := url.Parse(at[string](t, link, "href"))
			if err != nil || link["rel"] != "next" || to.Host != "cloud.test" || to.Query().Get("name") != "s" {
				t.Fatalf("link %v", link)
			}
			next = to.RequestURI()
		}
	}
	if diff := cmp.Diff([][]string{{"s4", "s3"}, {"s2", "s1"}, {}}, pages); diff != "" {
		t.Error(diff)
	}
	for query, want := range map[string]map[string]any{
		"?limit=0": {"servers": []any{}},
	} {
		if diff := cmp.Diff(want, u.json(u.compute("GET", "/servers"+query, ""))); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	for _, query := range []string{"", "?limit=5", "?limit=10000"} {
		if _, has := u.json(u.compute("GET", "/servers"+query, ""))["servers_links"]; has {
			t.Errorf("%q has a link", query)
		}
	}
}

// A list goes on where it was although servers come and go meanwhile.
func TestPagingWhileThingsChange(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	ids := u.fleet(4)
	u.names("servers", u.compute("GET", "/servers?limit=2", "")) // s4, s3
	u.want(204, u.compute("DELETE", "/servers/"+ids[2], ""))
	u.clock.advance(time.Minute)
	u.create("new")
	got := u.names("servers", u.compute("GET", "/servers?limit=2&marker="+ids[2], ""))
	if diff := cmp.Diff([]string{"s2", "s1"}, got); diff != "" {
		t.Error(diff)
	}
}

// What a list can't do it refuses in Nova's words (errors.tsv, fact 16).
func TestListRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for query, message := range map[string]string{
		"limit=x":                      "limit param must be an integer",
		"limit=":                       "limit param must be an integer",
		"limit=-1":                     "limit param must be positive",
		"marker=" + precise:            "marker [" + precise + "] not found",
		"changes-since=yesterday":      "Invalid changes-since value",
		"status=DELETED":               "Only administrators may list deleted instances",
		"name=" + url.QueryEscape("["): "Invalid name filter: error parsing regexp: missing closing ]: `[`",
	} {
		for _, path := range []string{"/servers?", "/servers/detail?"} {
			r := u.want(400, u.compute("GET", path+query, ""))
			if got := at[string](t, u.json(r), "badRequest", "message"); got != message {
				t.Errorf("%s: %q, want %q", query, got, message)
			}
		}
	}
	r := u.want(403, u.compute("GET", "/servers?all_tenants=1", ""))
	if got := at[string](t, u.json(r), "forbidden", "message"); got != "Policy doesn't allow compute:get_all_tenants to be performed." {
		t.Errorf("%q", got)
	}
}

// Filters narrow a list as real clouds do: names by regular expression, ids also as URLs, an unknown status to nothing; what the
// cloud doesn't know is ignored (fact 16).
func TestListFilters(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.want(202, u.post(map[string]string{"name": `"web-1"`}))
	u.want(202, u.post(map[string]string{"name": `"db.web"`, "flavorRef": `"3"`}))
	u.clock.advance(time.Minute)
	u.want(202, u.post(map[string]string{"name": `"new"`, "imageRef": `"857d7d36-34f3-409f-8435-693e8797be8b"`}))
	for query, want := range map[string][]string{
		"name=web":  {"db.web", "web-1"},
		"name=^web": {"web-1"},
		"name=b.w":  {"db.web"},
		"name=none": {},
		"flavor=3":  {"db.web"},
		"flavor=" + url.QueryEscape("http://elsewhere/v2/1/flavors/3"):                              {"db.web"},
		"image=857d7d36-34f3-409f-8435-693e8797be8b":                                                {"new"},
		"image=" + url.QueryEscape("http://elsewhere/images/857d7d36-34f3-409f-8435-693e8797be8b/"): {"new"},
		"status=ACTIVE":                            {"db.web", "web-1"},
		"status=build":                             {"new"},
		"status=FOO":                               {},
		"foo=bar&tenant_id=x":                      {"new", "db.web", "web-1"},
		"status=ACTIVE&flavor=2":                   {"web-1"},
		"limit=1&name=web&flavor=2":                {"web-1"},
		"ip=" + url.QueryEscape(`^198\.18\.0\.3$`): {"db.web"},
	} {
		got := u.names("servers", u.compute("GET", "/servers/detail?"+query, ""))
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

// deletedAt is when a server was deleted, to the nanosecond.
func (u *cloudUnderTest) deletedAt(id string) (deleted time.Time) {
	u.t.Helper()
	err := u.db.Store.View(u.t.Context(), func(tx store.Tx) error {
		for key, data := range tx.Scan(model.ServerBucket, "", "") {
			s := &compute.Server{}
			if err := json.Unmarshal(data, s); err != nil {
				return err
			}
			if s.AdvanceTo(u.clock.Now()); strings.HasSuffix(key, id) {
				deleted = s.Deleted
			}
		}
		return nil
	})
	if err != nil || deleted.IsZero() {
		u.t.Fatal(err, "not deleted")
	}
	return deleted
}

// changes-since shows what changed, and what was deleted with status DELETED, for thirty days (guide 1.7, fact 16).
func TestChangesSince(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	ids := u.fleet(2)
	u.clock.advance(time.Minute)
	since := u.clock.Now().Format("2006-01-02T15:04:05Z")
	changed := func(query string) map[string]string {
		t.Helper()
		got := map[string]string{}
		for _, item := range at[[]any](t, u.json(u.want(200, u.compute("GET", "/servers/detail?changes-since="+query, ""))), "servers") {
			s := item.(map[string]any)
			got[at[string](t, s, "name")] = at[string](t, s, "status")
		}
		return got
	}
	check := func(query string, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, changed(query)); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	check(since, map[string]string{})
	u.want(204, u.compute("DELETE", "/servers/"+ids[0], ""))
	u.clock.advance(time.Second)
	u.create("s3")
	check(since, map[string]string{"s1": "DELETED", "s3": "BUILD"})
	check("2013-12-10T12:01", map[string]string{"s1": "DELETED", "s3": "BUILD"})
	check("2000-01-01", map[string]string{"s1": "DELETED", "s2": "ACTIVE", "s3": "BUILD"})
	check("1960-01-01", map[string]string{"s1": "DELETED", "s2": "ACTIVE", "s3": "BUILD"})
	check(url.QueryEscape("2013-12-10T14:30:00+02:00"), map[string]string{})
	u.clock.advance(time.Hour)
	gone := u.deletedAt(ids[0])
	check(url.QueryEscape(gone.Format(time.RFC3339Nano)), map[string]string{"s1": "DELETED", "s3": "ACTIVE"})
	check(url.QueryEscape(gone.Add(time.Nanosecond).Format(time.RFC3339Nano)), map[string]string{"s3": "ACTIVE"})
	u.clock.advance(31 * 24 * time.Hour)
	u.token = u.signIn(tables.User, tables.Password)
	u.create("s4")
	check("2000-01-01", map[string]string{"s2": "ACTIVE", "s3": "ACTIVE", "s4": "BUILD"})
	err := u.db.Store.View(t.Context(), func(tx store.Tx) error {
		for _, b := range []store.Bucket{model.ServerIndexBucket, model.ServerTombstoneBucket, model.ServerBucket} {
			n := 0
			for range tx.Scan(b, "", "") {
				n++
			}
			if want := map[store.Bucket]int{model.ServerIndexBucket: 3, model.ServerTombstoneBucket: 0, model.ServerBucket: 3}[b]; n != want {
				t.Errorf("%s keeps %d records, want %d", b, n, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
