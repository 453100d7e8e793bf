package cmd

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// numberedCloud has ids of its own making, and names that look like them. Each of its collections has one resource with the id 42, and one
// that is named 42.
type numberedCloud struct {
	denial   int           // what it answers for an id that it doesn't have
	uuids    bool          // its ids are UUIDs, as those of nearly all clouds
	latency  time.Duration // of each answer
	mu       sync.Mutex
	requests []string
}

const (
	numberedKeystone = "http://keystone.example.com/v3"
	numberedNova     = "http://nova.example.com/v2/t1"
	uuidNova         = "http://nova.example.com/v2.1/t1"
	numberedNeutron  = "http://neutron.example.com"
)

// resources are those of a collection.
func (f *numberedCloud) resources(collection string) []map[string]any {
	if f.uuids {
		return []map[string]any{{"id": "11111111-0000-4000-8000-000000000000", "name": "web"}, {"id": "22222222-0000-4000-8000-000000000000", "name": "42"}}
	}
	if collection == "servers" { // some write their ids as numbers
		return []map[string]any{{"id": 42, "name": "by-id"}, {"id": "n6", "name": "42"}, {"id": "urn:vm:7", "name": "web"}, {"id": "x1", "name": "a b"}}
	}
	return []map[string]any{{"id": "42", "name": "by-id"}, {"id": "n6", "name": "42"}, {"id": "plan-512", "name": "small"}, {"id": "M1", "name": "m1"}}
}

func (f *numberedCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	<-time.After(f.latency)
	f.mu.Lock()
	defer f.mu.Unlock()
	status, body := f.answer(req)
	doc, _ := json.Marshal(body)
	header := http.Header{"Content-Type": {"application/json"}, "X-Subject-Token": {"tok"}}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(string(doc))), Request: req}, nil
}

func (f *numberedCloud) answer(req *http.Request) (status int, body any) {
	if strings.HasPrefix(req.URL.String(), numberedKeystone) {
		at := func(kind, address string) any {
			return map[string]any{"type": kind, "endpoints": []any{map[string]any{"interface": "public", "region": "r", "url": address}}}
		}
		nova := numberedNova
		if f.uuids {
			nova = uuidNova
		}
		token := map[string]any{
			"project": map[string]any{"id": "t1", "name": "t1"}, "catalog": []any{at("compute", nova), at("network", numberedNeutron)},
		}
		return http.StatusCreated, map[string]any{"token": token}
	}
	path := req.URL.Path
	for _, prefix := range []string{"/v2/t1/", "/v2.1/t1/", "/v2.0/"} {
		path = strings.TrimPrefix(path, prefix)
	}
	f.requests = append(f.requests, req.Method+" "+path)
	collection, id, _ := strings.Cut(path, "/")
	one := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(collection, "os-"), "s"), "-", "_")
	switch {
	case req.Method == http.MethodPost && id == "":
		return http.StatusAccepted, map[string]any{one: map[string]any{"id": "new", "adminPass": "p"}}
	case req.Method == http.MethodDelete:
		return http.StatusNoContent, nil
	case req.Method == http.MethodPost:
		return http.StatusAccepted, map[string]any{one: map[string]any{"id": id, "adminPass": "p"}}
	case id == "new":
		return http.StatusOK, map[string]any{one: map[string]any{"id": id}}
	case id == "" || id == "detail":
		return http.StatusOK, map[string]any{one + "s": f.resources(collection)}
	}
	for _, r := range f.resources(collection) {
		if doc, _ := json.Marshal(r["id"]); strings.Trim(string(doc), `"`) == id || strings.EqualFold(id, "m1") && r["id"] == "M1" {
			return http.StatusOK, map[string]any{one: r}
		}
	}
	return f.denial, map[string]any{"fault": map[string]any{"message": "no such thing", "code": f.denial}}
}

// run runs a command line and returns its exit code.
func (f *numberedCloud) run(t *testing.T, line ...string) (code int, stdout, stderr string) {
	t.Helper()
	streams, out, errs := output.Buffers("")
	root := tree(&app.App{Streams: streams, Version: "test", Network: f, Environ: []string{
		"HOME=" + t.TempDir(), "NOVACTL_PARALLEL=1", "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
	}})
	root.SetArgs(line)
	err := root.ExecuteContext(t.Context())
	return fail.Report(streams, err, func(_ error, hint string) string { return hint }), out.String(), errs.String()
}

// What is an id is taken for one whatever it looks like, and costs one request. A name comes second, and costs that request more.
func TestIDBeforeName(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"server show 42 -o id":                {"GET servers/42"},
		"server show urn:vm:7 -o id":          {"GET servers/urn:vm:7"},
		"flavor show 42 -o id":                {"GET flavors/42"},
		"flavor show plan-512 -o id":          {"GET flavors/detail"},
		"image show 42 -o id":                 {"GET images/42"},
		"server group show 42 -o id":          {"GET os-server-groups/42"},
		"keypair show 42 -o id":               {"GET os-keypairs/42"},
		"server delete 42 --yes":              {"GET servers/42", "DELETE servers/42"},
		"server delete urn:vm:7 42 --yes":     {"GET servers/detail", "DELETE servers/urn:vm:7", "DELETE servers/42"},
		"server delete web 42 --yes":          {"GET servers/detail", "GET servers/web", "DELETE servers/urn:vm:7", "DELETE servers/42"},
		"image delete 42 --yes":               {"GET images/42", "DELETE images/42"},
		"server group delete 42 --yes":        {"GET os-server-groups/42", "DELETE os-server-groups/42"},
		"keypair delete 42 --yes":             {"DELETE os-keypairs/42"},
		"server reboot 42":                    {"GET servers/42", "POST servers/42/action", "GET servers/42"},
		"server reboot 42 -o id":              {"GET servers/42", "POST servers/42/action"},
		"server show web -o id":               {"GET servers/detail", "GET servers/web"},
		"server delete web --yes":             {"GET servers/detail", "GET servers/web", "DELETE servers/urn:vm:7"},
		"flavor show small -o id":             {"GET flavors/detail"},
		"server show detail":                  {"GET servers/detail", "GET servers"}, // no id: the API's own word
		"server show ..":                      {"GET servers/detail", "GET servers"}, // stays below servers
		"flavor show m1 -o id":                {"GET flavors/detail"},                // the name, not an id in other letters
		"server list --flavor 42 -o id":       {"GET flavors/42", "GET servers"},
		"server show 9999":                    {"GET servers/9999", "GET servers/detail", "GET servers"}, // the last for suggestions
		"server show 4fa1b2c3d4e5f60718293a4": {"GET servers/4fa1b2c3d4e5f60718293a4", "GET servers/detail", "GET servers"},
	} {
		f := &numberedCloud{denial: http.StatusNotFound}
		_, _, stderr := f.run(t, strings.Fields(line)...)
		if diff := cmp.Diff(want, f.requests); diff != "" {
			t.Errorf("%s: %s%s", line, diff, stderr)
		}
	}
}

// A name with a blank is no id, and isn't asked for as one.
func TestBlankIsName(t *testing.T) {
	t.Parallel()
	f := &numberedCloud{denial: http.StatusNotFound}
	if code, out, stderr := f.run(t, "server", "show", "a b", "-o", "id"); code != 0 || out != "x1\n" {
		t.Errorf("exit %d: %q%s", code, out, stderr)
	}
	if diff := cmp.Diff([]string{"GET servers/detail"}, f.requests); diff != "" {
		t.Error(diff)
	}
}

// What a new server is made of is named by the same rule.
func TestIDBeforeNameOfParts(t *testing.T) {
	t.Parallel()
	f := &numberedCloud{denial: http.StatusNotFound}
	code, _, stderr := f.run(t, "server", "create", "s", "--image", "42", "--flavor", "42", "--network", "42", "--hint", "group=42", "-o", "id")
	want := []string{"GET flavors/42", "GET images/42", "GET networks/42", "GET os-server-groups/42", "POST servers"}
	slices.Sort(f.requests) // the look-ups are under way at the same time
	if diff := cmp.Diff(want, slices.DeleteFunc(f.requests, func(r string) bool { return r == "GET servers/new" })); code != 0 || diff != "" {
		t.Errorf("exit %d: %s%s", code, diff, stderr)
	}
}

// Clouds say in several ways that nothing has an id: a name is looked for then. Where they don't say it, no other server is acted on.
func TestDeniedID(t *testing.T) {
	t.Parallel()
	for status, deletes := range map[int]bool{400: true, 403: true, 404: true, 405: true, 410: true, 413: false, 429: false, 500: false, 501: false} {
		f := &numberedCloud{denial: status}
		code, _, stderr := f.run(t, "server", "delete", "web", "--yes")
		if deleted := slices.Contains(f.requests, "DELETE servers/urn:vm:7"); deleted != deletes || deleted != (code == 0) {
			t.Errorf("%d: exit %d, deleted: %v\n%s%s", status, code, deleted, strings.Join(f.requests, "\n"), stderr)
		}
	}
}
