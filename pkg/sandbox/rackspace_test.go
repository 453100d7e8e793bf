package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the list of extensions names is there for a client that read it: networks and how servers are on them, schedules of images, and
// diagnostics, which are the administrator's.
func TestListedExtensionsAreServed(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for alias, path := range map[string]string{
		"os-networksv2": "/os-networksv2", "os-virtual-interfacesv2": "/servers/{id}/os-virtual-interfacesv2",
		"rax-si-image-schedule": "/servers/{id}/rax-si-image-schedule", "os-server-diagnostics": "/servers/{id}/diagnostics",
	} {
		u.want(200, u.compute("GET", "/extensions/"+alias, ""))
		r := u.compute("GET", strings.Replace(path, "{id}", u.active(alias), 1), "")
		if strings.Contains(r.body, "The resource could not be found.") || r.status == 405 {
			t.Errorf("%s: %d %s", alias, r.status, r.body)
		}
	}
	// None of them is Compute v2.1's.
	u.want(404, u.send("GET", "/DFW/v2.1/os-networksv2", ""))
}

// Networks have the documents of the later guide's examples: only those of the account tell their range.
func TestNetworksOfGuide(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const backend = "4ebd35cf-bfe7-4d93-b0d8-eb468ce2245a"
	all := at[[]any](t, u.json(u.want(200, u.compute("GET", "/os-networksv2", ""))), "networks")
	want := []any{
		map[string]any{"id": "00000000-0000-0000-0000-000000000000", "label": "public"},
		map[string]any{"id": "11111111-1111-1111-1111-111111111111", "label": "private"},
		map[string]any{"id": backend, "label": "backend", "cidr": "192.168.0.0/16"},
	}
	if diff := cmp.Diff(want, all[:3]); diff != "" {
		t.Error(diff)
	}
	one := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/os-networksv2/"+backend, ""))), "network")
	if diff := cmp.Diff(want[2], any(one)); diff != "" {
		t.Error(diff)
	}
	if root := u.xml(u.want(200, u.compute("GET", "/os-networksv2.xml", ""))); len(root.children) != len(all) {
		t.Errorf("%+v", root)
	}
	u.want(404, u.compute("GET", "/os-networksv2/"+precise, ""))
	u.want(403, u.compute("POST", "/os-networksv2", `{"network":{"cidr":"192.168.9.0/24","label":"x"}}`))
	u.want(403, u.compute("DELETE", "/os-networksv2/"+backend, ""))
}

// A server is put on an isolated network, has an address there, and is taken off it.
func TestVirtualInterfaces(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const backend = "4ebd35cf-bfe7-4d93-b0d8-eb468ce2245a"
	server := u.active("web")
	path := "/servers/" + server + "/os-virtual-interfacesv2"
	list := func() []any {
		return at[[]any](t, u.json(u.want(200, u.compute("GET", path, ""))), "virtual_interfaces")
	}
	before := len(list())
	made := at[[]any](t, u.json(u.want(200, u.compute("POST", path, `{"virtual_interface":{"network_id":"`+backend+`"}}`))), "virtual_interfaces")[0].(map[string]any)
	address := at[[]any](t, made, "ip_addresses")[0].(map[string]any)
	if address["network_id"] != backend || address["network_label"] != "backend" || made["mac_address"] == "" || len(list()) != before+1 {
		t.Errorf("%v", made)
	}
	addresses := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/servers/"+server+"/ips", ""))), "addresses")
	if got := at[[]any](t, addresses, "backend")[0].(map[string]any)["addr"]; got != address["address"] {
		t.Errorf("%v and %v", got, address)
	}
	u.want(200, u.compute("DELETE", path+"/"+made["id"].(string), ""))
	u.want(404, u.compute("DELETE", path+"/"+made["id"].(string), ""))
	if len(list()) != before {
		t.Errorf("%v", list())
	}
	u.want(400, u.compute("POST", path, `{"virtual_interface":{}}`))
	u.want(404, u.compute("GET", "/servers/"+precise+"/os-virtual-interfacesv2", ""))
}

// A schedule of images is kept, shown with its server on both wires, and deleted.
func TestImageSchedule(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	path := "/servers/" + server + "/rax-si-image-schedule"
	r := u.want(404, u.compute("GET", path, ""))
	if !strings.Contains(r.body, "Image schedule does not exist for server "+server) {
		t.Error(r.body)
	}
	want := map[string]any{"retention": 5.0, "day_of_week": "SATURDAY"}
	for _, r := range []reply{u.compute("POST", path, `{"image_schedule":{"retention":5,"day_of_week":"SATURDAY"}}`), u.compute("GET", path, "")} {
		if diff := cmp.Diff(want, at[map[string]any](t, u.json(u.want(200, r)), "image_schedule")); diff != "" {
			t.Error(diff)
		}
	}
	shown := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/servers/"+server, ""))), "server", "RAX-SI:image_schedule")
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Error(diff)
	}
	if root := u.xml(u.want(200, u.compute("GET", path+".xml", ""))); !strings.HasSuffix(root.name, "image_schedule") || len(root.children) != 2 {
		t.Errorf("%+v", root)
	}
	for _, body := range []string{`{}`, `{"image_schedule":{}}`, `{"image_schedule":{"retention":0}}`, `{"image_schedule":{"retention":1,"day_of_week":"NEVER"}}`} {
		u.want(400, u.compute("POST", path, body))
	}
	u.want(202, u.compute("DELETE", path, ""))
	u.want(404, u.compute("DELETE", path, ""))
}
