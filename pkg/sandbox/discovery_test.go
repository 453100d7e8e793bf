package sandbox

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// replaceVariables makes a path that a route fits.
func replaceVariables(path string) string {
	return regexp.MustCompile(`\{\w+\}`).ReplaceAllStringFunc(path, func(variable string) string {
		if variable == "{tenant}" {
			return tables.Tenant
		}
		return "11111111-2222-3333-4444-555555555555"
	})
}

// Discovery needs no token and works where clients look for it, with and without a region and a last slash (fact 31).
func TestDiscovery(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.token = ""
	for path, self := range map[string]string{
		"/": "http://cloud.test/DFW/v2/", "/DFW/": "http://cloud.test/DFW/v2/", "/ORD": "http://cloud.test/ORD/v2/",
	} {
		want := map[string]any{"versions": []any{map[string]any{
			"id": "v2", "status": "CURRENT", "links": []any{map[string]any{"rel": "self", "href": self}},
		}}}
		if diff := cmp.Diff(want, u.json(u.want(200, u.send("GET", path, "")))); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	for _, path := range []string{"/v2", "/v2/", "/DFW/v2", "/ORD/v2/", "//ORD//v2/.json"} {
		doc := u.json(u.want(200, u.send("GET", path, "")))
		if id := at[string](t, doc, "version", "id"); id != "v2" {
			t.Errorf("%s: %v", path, doc)
		}
	}
	if id := at[string](t, u.json(u.want(200, u.send("GET", "/v2.0", ""))), "version", "id"); id != "v2.0" {
		t.Errorf("identity is %q", id)
	}
}

// Double slashes are one, never a redirect (fact 32); an escaped slash stays part of an id; what is nowhere is 404 in JSON.
func TestPaths(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	for path, status := range map[string]int{
		"/DFW/v2/010101//servers/" + id:        200,
		"//DFW/v2/010101/servers//" + id + "/": 200,
		"/DFW/v2/010101/servers/x%2F" + id:     404,
		"/DFW/v2/010101/servers/..":            404,
		"/DFW/v2/010101/servers/%2e%2e":        404,
		"/dfw/v2/010101/servers":               404, // region names are upper case (fact 6)
		"/v1.0/010101":                         404,
		"/DFW/v2/010101":                       404, // fact 31
		"/DFW/v2/010101/nothing":               404,
		"/nothing":                             404,
		"/_sandbox":                            404,
	} {
		r := u.want(status, u.send("GET", path, ""))
		if status == 404 {
			if at[float64](t, u.json(r), "itemNotFound", "code") != 404 {
				t.Errorf("%s: %s", path, r.body)
			}
		}
	}
}

// A path that exists for other methods is 405 BadMethod with those methods; HEAD goes wherever GET does, without a body.
func TestMethods(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.want(405, u.compute("PATCH", "/servers", ""))
	want := map[string]any{"badMethod": map[string]any{"code": 405.0, "message": "The method PATCH is not allowed for this resource."}}
	if diff := cmp.Diff(want, u.json(r)); diff != "" || r.header.Get("Allow") != "GET, POST" {
		t.Errorf("%s Allow: %s", diff, r.header.Get("Allow"))
	}
	get := u.want(200, u.compute("GET", "/flavors/2", ""))
	head := u.want(200, u.compute("HEAD", "/flavors/2", ""))
	if head.body != "" || head.header.Get("Content-Length") != get.header.Get("Content-Length") {
		t.Errorf("HEAD: %v %q", head.header, head.body)
	}
}

// Every answer has a request id of its own (fact 24), also one that refuses, and one without a body.
func TestRequestIDs(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	form := regexp.MustCompile(`^req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for _, r := range []reply{
		u.compute("GET", "/servers", ""), u.compute("GET", "/servers/none", ""), u.send("GET", "/none", ""),
		u.compute("DELETE", "/servers/"+u.create("x"), ""),
	} {
		id := r.header.Get("X-Compute-Request-Id")
		if !form.MatchString(id) || seen[id] {
			t.Errorf("request id %q", id)
		}
		seen[id] = true
	}
}

// The answer's format is the path's suffix, else Accept, else JSON (guide 1.4, fact 22).
func TestResponseFormat(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	tests := []struct{ path, accept, want string }{
		{"/flavors", "", "json"},
		{"/flavors", "*/*", "json"},
		{"/flavors", "application/xml", "xml"},
		{"/flavors", "application/vnd.openstack.compute+xml", "xml"},
		{"/flavors", "application/vnd.openstack.compute+json", "json"},
		{"/flavors", "text/html, application/xml;q=0.9, application/json;q=0.5", "xml"},
		{"/flavors", "application/json, application/xml", "json"},
		{"/flavors", "application/xml;q=0.1, application/json", "json"},
		{"/flavors", "text/plain", "json"},
		{"/flavors", "nonsense;;;", "json"},
		{"/flavors.json", "application/xml", "json"},
		{"/flavors.xml", "application/json", "xml"},
		{"/flavors/.xml", "", "xml"},
		{"/flavors/2.xml", "", "xml"},
		{"/flavors/unknown.xml", "", "xml"},
	}
	for _, test := range tests {
		r := u.compute("GET", test.path, "", "Accept", test.accept)
		if got := r.header.Get("Content-Type"); got != "application/"+test.want {
			t.Errorf("%s Accept %q: %s", test.path, test.accept, got)
		}
		if isXML := strings.HasPrefix(r.body, "<?xml"); isXML != (test.want == "xml") {
			t.Errorf("%s Accept %q: %.60s", test.path, test.accept, r.body)
		}
	}
}

// The table of routes names each operation once, and each is reached.
func TestRoutes(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range allRoutes() {
		name := r.Method + " " + r.Path
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
		found, _, err := service.NewTable(allRoutes()).Find(r.Method, strings.FieldsFunc(replaceVariables(r.Path), func(c rune) bool { return c == '/' }))
		if err != nil || found.Path != r.Path {
			t.Errorf("%s leads to %q (%v)", name, found.Path, err)
		}
		if r.Method == http.MethodGet && r.Writes {
			t.Errorf("%s reads, and must not write", name)
		}
	}
}
