package sandbox

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// The answer to a create is 202 with the id, links, a password, the disk configuration, and where the server is, no more
// (guide 2.1.2, example 2.6, fact 14).
func TestCreateAnswer(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.want(202, u.post(nil))
	server := at[map[string]any](t, u.json(r), "server")
	id := at[string](t, server, "id")
	password := at[string](t, server, "adminPass")
	self := "http://cloud.test/DFW/v2/010101/servers/" + id
	want := map[string]any{
		"id": id, "adminPass": password, "OS-DCF:diskConfig": "AUTO",
		"links": []any{
			map[string]any{"rel": "self", "href": self},
			map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/servers/" + id},
		},
	}
	if diff := cmp.Diff(want, server); diff != "" {
		t.Error(diff)
	}
	if !random.IsUUID(id) || r.header.Get("Location") != self {
		t.Errorf("id %q, Location %q", id, r.header.Get("Location"))
	}
	for _, class := range []string{"^.{12}$", "[0-9]", "[A-Z]", "[a-z]"} {
		if !regexp.MustCompile(class).MatchString(password) {
			t.Errorf("the generated password %q doesn't fit %s", password, class)
		}
	}
	if _, has := u.server(id)["adminPass"]; has {
		t.Error("a GET shows the password (guide 2.1.2.1)")
	}
}

// What the request says is what the server has.
func TestCreateWithEverything(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Speed: 1000})
	r := u.want(202, u.post(map[string]string{
		"name": `"  Bücher \u001b[31m  "`, "adminPass": `"GFf1j9aP"`, "OS-DCF:diskConfig": `"MANUAL"`, "accessIPv4": `"67.23.10.132"`,
		"accessIPv6": `"::babe:67.23.10.132"`, "metadata": `{"My Server Name":"API Test Server 1","b":""}`,
		"personality": `[{"path":"/etc/banner.txt","contents":"ICAgICAg\nDQoi"}]`, "flavorRef": `3`,
		"imageRef": `"https://dfw.servers.api.rackspacecloud.com/v2/010101/images/` + precise + `"`,
		"networks": `[{"uuid":"11111111-1111-1111-1111-111111111111"}]`, "unknown": `{"a":[1]}`, "key_name": `null`,
	}))
	if got := at[string](t, u.json(r), "server", "adminPass"); got != "GFf1j9aP" {
		t.Errorf("adminPass %q", got)
	}
	u.clock.advance(time.Second)
	server := u.server(at[string](t, u.json(r), "server", "id"))
	want := map[string]any{
		"name": "Bücher \u001b[31m", "OS-DCF:diskConfig": "MANUAL", "accessIPv4": "67.23.10.132", "accessIPv6": "::babe:67.23.10.132",
		"metadata": map[string]any{"My Server Name": "API Test Server 1", "b": ""}, "status": "ACTIVE",
		"addresses": map[string]any{"private": []any{map[string]any{"version": 4.0, "addr": "10.180.0.2"}}},
	}
	for name, value := range want {
		if diff := cmp.Diff(value, server[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if image, flavor := at[string](t, server, "image", "id"), at[string](t, server, "flavor", "id"); image != precise || flavor != "3" {
		t.Errorf("image %s, flavor %s", image, flavor)
	}
}

// A refusal is the real service's, to the letter, and nothing is made (errors.tsv).
func TestCreateRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	file := func(path, contents string) string { return `{"path":"` + path + `","contents":"` + contents + `"}` }
	var pairs []string
	for i := range 41 {
		pairs = append(pairs, fmt.Sprintf(`"k%d":"v"`, i))
	}
	tests := []struct {
		member, value string
		status        int
		kind, message string
	}{
		{"name", `-`, 400, "badRequest", "Server name is not defined"},
		{"name", `null`, 400, "badRequest", "Server name is not defined"},
		{"name", `""`, 400, "badRequest", "Server name has less than 1 characters."},
		{"name", `"  "`, 400, "badRequest", "Server name has less than 1 characters."},
		{"name", `7`, 400, "badRequest", "Server name is not a string or unicode"},
		{"name", `"` + strings.Repeat("x", 256) + `"`, 400, "badRequest", "Server name has more than 255 characters."},
		{"imageRef", `-`, 400, "badRequest", "Missing imageRef attribute"},
		{"imageRef", `"Ubuntu"`, 400, "badRequest", "Invalid imageRef provided."},
		{"imageRef", `"11111111-2222-3333-4444-555555555555"`, 400, "badRequest", "Can not find requested image"},
		{"flavorRef", `-`, 400, "badRequest", "Missing flavorRef attribute"},
		{"flavorRef", `"99"`, 400, "badRequest", "Invalid flavorRef provided."},
		{"flavorRef", `{}`, 400, "badRequest", "Missing flavorRef attribute"},
		{"imageRef", `"` + windows + `"`, 400, "badRequest", "Instance type's memory is too small for requested image."},
		{"adminPass", `1`, 400, "badRequest", "Invalid adminPass"},
		{"accessIPv4", `"67.23.10"`, 400, "badRequest", "accessIPv4 is not proper IPv4 format"},
		{"accessIPv4", `"::1"`, 400, "badRequest", "accessIPv4 is not proper IPv4 format"},
		{"accessIPv6", `"67.23.10.132"`, 400, "badRequest", "accessIPv6 is not proper IPv6 format"},
		{"accessIPv6", `"fe80::1%eth0"`, 400, "badRequest", "accessIPv6 is not proper IPv6 format"},
		{"OS-DCF:diskConfig", `"auto"`, 400, "badRequest", "OS-DCF:diskConfig must be either 'MANUAL' or 'AUTO'."},
		{"key_name", `"mine"`, 400, "badRequest", "Invalid key_name provided."},
		{"personality", `[` + file("/etc/motd", "%%%") + `]`, 400, "badRequest", "Personality content for /etc/motd cannot be decoded"},
		{"personality", `[{"contents":""}]`, 400, "badRequest", "Bad personality format: missing 'path'"},
		{"personality", `[{"path":"/x"}]`, 400, "badRequest", "Bad personality format: missing 'contents'"},
		{"personality", `[` + strings.Repeat(file("/x", "")+",", 5) + file("/x", "") + `]`, 413, "overLimit", "Personality file limit exceeded"},
		{"personality", `[` + file("/"+strings.Repeat("x", 255), "") + `]`, 413, "overLimit", "Personality file path too long"},
		{"personality", `[` + file("/x", strings.Repeat("QUJD", 334)) + `]`, 413, "overLimit", "Personality file content too long"},
		{"metadata", `{"":"v"}`, 400, "badRequest", "Invalid metadata: Metadata property key blank"},
		{"metadata", `{"k":1}`, 400, "badRequest", "Invalid metadata: The input is not a string or unicode"},
		{"metadata", `[]`, 400, "badRequest", "Malformed request body"},
		{"metadata", `{"` + strings.Repeat("k", 256) + `":"v"}`, 413, "overLimit",
			"Invalid metadata size: Metadata property key greater than 255 characters"},
		{"metadata", `{"k":"` + strings.Repeat("v", 256) + `"}`, 413, "overLimit",
			"Invalid metadata size: Metadata property value greater than 255 characters"},
		{"metadata", `{` + strings.Join(pairs, ",") + `}`, 413, "overLimit", "Maximum number of metadata items exceeds 40"},
		{"networks", `[{"uuid":"00000000-0000-0000-0000-000000000000"},{"uuid":"11111111-2222-3333-4444-555555555555"}]`, 400, "badRequest",
			"Network 11111111-2222-3333-4444-555555555555 could not be found."},
		{"networks", `[{"uuid":"public"}]`, 400, "badRequest", "Bad networks format: network uuid is not in proper format (public)"},
		{"min_count", `0`, 400, "badRequest", "min_count must be > 0"},
		{"max_count", `"many"`, 400, "badRequest", "max_count must be an integer"},
		{"flavorRef", `"compute1-4"`, 403, "forbidden", "Policy doesn't allow compute_flavor:create:image_backed to be performed."},
		{"flavorRef", `"memory1-15"`, 403, "forbidden", "Policy doesn't allow memory_flavor:create:image_backed to be performed."},
	}
	for _, test := range tests {
		r := u.post(map[string]string{test.member: test.value})
		if r.status != test.status {
			t.Errorf("%s %.60s: status %d, want %d: %s", test.member, test.value, r.status, test.status, r.body)
			continue
		}
		fault := at[map[string]any](t, u.json(r), test.kind)
		if fault["message"] != test.message || fault["code"] != float64(test.status) {
			t.Errorf("%s %.60s: %v, want %q", test.member, test.value, fault, test.message)
		}
		if again := r.header.Get("Retry-After"); test.status == 413 && (again != "0" || fault["retryAfter"] != "0") {
			t.Errorf("%s %.60s: Retry-After %q, %v", test.member, test.value, again, fault)
		}
	}
	if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) > 0 {
		t.Errorf("refused, and made: %v", got)
	}
}

// A body that is no create at all is refused as Nova refuses it (fact 10, fact 22, errors.tsv).
func TestCreateBadBody(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const noBody = "The server could not comply with the request since it is either malformed or otherwise incorrect."
	tests := []struct {
		body, contentType string
		status            int
		kind, message     string
	}{
		{`{"servers":{}}`, "application/json", 422, "computeFault", "Unable to process the contained instructions"},
		{`{"server":null}`, "application/json", 422, "computeFault", "Unable to process the contained instructions"},
		{`{"server":"web"}`, "application/json", 422, "computeFault", "Unable to process the contained instructions"},
		{`{"server":{`, "application/json", 400, "badRequest", "Malformed request body"},
		{`<server`, "application/xml", 400, "badRequest", "Malformed request body"},
		{``, "application/json", 400, "badRequest", noBody},
		{`{"server":{"name":"web"}}`, "application/x-www-form-urlencoded", 400, "badRequest", noBody},
		{`{"server":{"name":"web"}}`, "", 400, "badRequest", noBody},
		{strings.Repeat(" ", web.MaxBody+1), "application/json", 413, "overLimit", "Request is too large."},
	}
	for _, test := range tests {
		r := u.want(test.status, u.compute("POST", "/servers", test.body, "Content-Type", test.contentType))
		if got := at[string](t, u.json(r), test.kind, "message"); got != test.message {
			t.Errorf("%.30q as %q: %q, want %q", test.body, test.contentType, got, test.message)
		}
	}
}

// Networks that leave out both of the provider's are refused in plain text, as the real service does (errors.tsv).
func TestCreateNetworksMissing(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.want(403, u.post(map[string]string{"networks": `[{"uuid":"11111111-2222-3333-4444-555555555555"}]`}))
	want := "403 Forbidden\n\nAccess was denied to this resource.\n\n Networks (00000000-0000-0000-0000-000000000000," +
		"11111111-1111-1111-1111-111111111111) required but missing"
	if r.body != want || !strings.HasPrefix(r.header.Get("Content-Type"), "text/plain") {
		t.Errorf("%s %q", r.header.Get("Content-Type"), r.body)
	}
}

// Several servers are made at once, with numbered names (fact 34); an empty personality and networks are none.
func TestCreateSeveral(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.want(202, u.post(map[string]string{"min_count": `2`, "max_count": `"3"`, "personality": `[]`, "networks": `[]`}))
	u.want(202, u.post(map[string]string{"minCount": `1`, "maxCount": `1`, "name": `"one"`}))
	got := map[string]bool{}
	for _, name := range u.names("servers", u.compute("GET", "/servers", "")) {
		got[name] = true
	}
	if diff := cmp.Diff(map[string]bool{"web-1": true, "web-2": true, "web-3": true, "one": true}, got); diff != "" {
		t.Error(diff)
	}
	r := u.want(400, u.post(map[string]string{"min_count": `3`, "max_count": `2`}))
	if message := at[string](t, u.json(r), "badRequest", "message"); message != "min_count must be <= max_count" {
		t.Error(message)
	}
}

// A quota's refusal says so in Nova's words and that waiting is no use; what is deleted gives its room back.
func TestQuota(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: compute.Quota{Instances: 3, RAM: 2048}})
	id := u.create("a")
	refused := func(members map[string]string, message string) {
		t.Helper()
		r := u.want(413, u.post(members))
		want := map[string]any{"overLimit": map[string]any{"code": 413.0, "message": message, "retryAfter": "0"}}
		if diff := cmp.Diff(want, u.json(r)); diff != "" || r.header.Get("Retry-After") != "0" {
			t.Error(diff, r.header)
		}
	}
	refused(map[string]string{"flavorRef": `"4"`}, "Quota exceeded for ram: Requested 2048, but already used 512 of 2048 ram")
	refused(map[string]string{"min_count": `3`}, "Quota exceeded for instances: Requested 3, but already used 1 of 3 instances")
	u.want(202, u.post(map[string]string{"max_count": `10`})) // as many as there is room for
	if n := len(u.names("servers", u.compute("GET", "/servers", ""))); n != 3 {
		t.Errorf("%d servers, want 3", n)
	}
	refused(nil, "Quota exceeded for instances: Requested 1, but already used 3 of 3 instances")
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	u.want(204, u.compute("DELETE", "/servers/"+id, "")) // twice is once
	u.create("b")
	refused(nil, "Quota exceeded for instances: Requested 1, but already used 3 of 3 instances")
	theirs := u.signIn("sandbox2", "sandbox2")
	u.want(202, u.send("POST", "/ORD/v2/020202/servers",
		`{"server":{"name":"theirs","imageRef":"`+precise+`","flavorRef":"2"}}`, "X-Auth-Token", theirs))
}
