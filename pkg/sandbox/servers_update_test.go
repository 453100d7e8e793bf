package sandbox

import (
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// An update changes what it names, says when, and answers with the server as it is then (guide 2.1.4).
func TestUpdateServer(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	was := u.server(id)
	u.clock.advance(time.Minute)
	for _, test := range []struct {
		body    string
		changes map[string]any
	}{
		{`{"server":{}}`, nil},
		{`{"server":{"name":" new-server-test "}}`, map[string]any{"name": "new-server-test"}},
		{`{"server":{"accessIPv4":"67.23.10.132","accessIPv6":"::babe:67.23.10.132"}}`,
			map[string]any{"accessIPv4": "67.23.10.132", "accessIPv6": "::babe:67.23.10.132"}},
		{`{"server":{"accessIPv4":"","accessIPv6":null}}`, map[string]any{"accessIPv4": "", "accessIPv6": ""}},
		{`{"server":{"OS-DCF:diskConfig":"MANUAL"}}`, map[string]any{"OS-DCF:diskConfig": "MANUAL"}},
		{`<server` + ns + ` name="xml" accessIPv4="67.23.10.133"/>`, map[string]any{"name": "xml", "accessIPv4": "67.23.10.133"}},
	} {
		kind := "application/json"
		if test.body[0] == '<' {
			kind = "application/xml"
		}
		was["updated"] = u.clock.Now().Format(time.RFC3339)
		for member, value := range test.changes {
			was[member] = value
		}
		got := at[map[string]any](t, u.json(u.want(200, u.compute("PUT", "/servers/"+id, test.body, "Content-Type", kind))), "server")
		if diff := cmp.Diff(withoutExtensions(was), got); diff != "" {
			t.Errorf("%s: %s", test.body, diff)
		}
		if diff := cmp.Diff(was, u.server(id)); diff != "" {
			t.Errorf("%s, then: %s", test.body, diff)
		}
		u.clock.advance(time.Minute)
	}
}

// withoutExtensions is a server's document less what extensions add to it where it is shown (examples 2.14 and 2.17).
func withoutExtensions(server map[string]any) map[string]any {
	itself := maps.Clone(server)
	for _, member := range []string{
		"OS-EXT-STS:power_state", "OS-EXT-STS:task_state", "OS-EXT-STS:vm_state", "rax-bandwidth:bandwidth", "key_name", "security_groups",
		"OS-EXT-AZ:availability_zone",
	} {
		delete(itself, member)
	}
	return itself
}

// A server in ERROR says why, without the details that only a 500 would have, can be deleted, and has its task say so (fact 20).
func TestServerInError(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	u.force(id, compute.ServerState{VM: "error", Power: 1})
	s := u.server(id)
	if _, shown := s["progress"]; s["status"] != "ERROR" || shown {
		t.Errorf("%v", s)
	}
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	if s := u.server(id); s["status"] != "ERROR" || s["OS-EXT-STS:task_state"] != "deleting" {
		t.Errorf("%v %v", s["status"], s["OS-EXT-STS:task_state"])
	}
	u.clock.advance(time.Minute)
	u.want(404, u.compute("GET", "/servers/"+id, ""))
}

// A server on an isolated network has an address there, besides those of the provider's networks (guide 1.6, 2.7, 1.2).
func TestIsolatedNetworks(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	body := `{"server":{"name":"api-test-server-1","imageRef":"3afe97b2-26dc-49c5-a2cc-a2fc8d80c001","flavorRef":"2","OS-DCF:diskConfig":"AUTO",
		"metadata":{"My Server Name":"API Test Server 1"},"networks":[{"uuid":"4ebd35cf-bfe7-4d93-b0d8-eb468ce2245a"},
		{"uuid":"00000000-0000-0000-0000-000000000000"},{"uuid":"11111111-1111-1111-1111-111111111111"}]}}`
	id := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", body))), "server", "id")
	u.clock.advance(time.Minute)
	addresses := at[map[string]any](t, u.server(id), "addresses")
	if len(addresses) != 3 || len(at[[]any](t, addresses, "backend")) != 1 {
		t.Errorf("%v", addresses)
	}
	doc := u.json(u.want(200, u.compute("GET", "/servers/"+id+"/ips/backend", "")))
	if diff := cmp.Diff(map[string]any{"backend": addresses["backend"]}, doc); diff != "" {
		t.Error(diff)
	}
	network := u.xml(u.want(200, u.compute("GET", "/servers/"+id+"/ips/backend.xml", "")))
	if network.name != "c:network" || network.attrs["id"] != "backend" || len(network.children) != 1 {
		t.Errorf("%+v", network)
	}
}

// The images that the guide's examples name are there by id, and in no list.
func TestRetiredImages(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, i := range tables.RetiredImages() {
		if got := u.imageDoc(i.ID); got["status"] != "ACTIVE" || got["name"] == "" {
			t.Errorf("%v", got)
		}
		u.want(202, u.compute("POST", "/servers", `{"server":{"name":"web","imageRef":"`+i.ID+`","flavorRef":"2"}}`))
	}
	if got := len(u.names("images", u.compute("GET", "/images", ""))); got != 36 {
		t.Errorf("%d are listed", got)
	}
}
