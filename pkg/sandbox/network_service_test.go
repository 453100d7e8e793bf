package sandbox

import (
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Clients look networks up by name before they attach a server, and their subnets to tell which of its addresses is which: each address of a
// server is in a subnet of its network.
func TestNetworkService(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	endpoint := u.service("network") + "/v2.0"
	u.want(200, u.send("GET", "/DFW/network", "", "X-Auth-Token", ""))
	list := func(path, of string) (found []map[string]any) {
		for _, v := range at[[]any](t, u.json(u.want(200, u.send("GET", endpoint+path, ""))), of) {
			found = append(found, v.(map[string]any))
		}
		return found
	}
	for query, want := range map[string][]any{
		"": {"public", "private", "backend", "database", "cluster"}, "?name=backend": {"backend"}, "?shared=True": {"public", "private"},
		"?shared=0&name=public": nil, "?router:external=true": {"public"}, "?id=00000000-0000-0000-0000-000000000000": {"public"},
	} {
		var names []any
		for _, n := range list("/networks"+query, "networks") {
			names = append(names, n["name"])
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	server := u.active("web")
	addresses := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/servers/"+server+"/ips", ""))), "addresses")
	for _, n := range list("/networks?shared=1", "networks") {
		for _, a := range addresses[n["name"].(string)].([]any) {
			addr := netip.MustParseAddr(a.(map[string]any)["addr"].(string))
			in := 0
			for _, s := range list("/subnets?network_id="+n["id"].(string), "subnets") {
				if netip.MustParsePrefix(s["cidr"].(string)).Contains(addr) {
					in++
				}
			}
			if in != 1 {
				t.Errorf("%s of %s is in %d subnets", addr, n["name"], in)
			}
		}
		id := at[[]any](t, u.json(u.want(200, u.send("GET", endpoint+"/networks/"+n["id"].(string), ""))), "network", "subnets")[0].(string)
		if got := at[string](t, u.json(u.want(200, u.send("GET", endpoint+"/subnets/"+id, ""))), "subnet", "network_id"); got != n["id"] {
			t.Errorf("subnet %s is of network %s, want %s", id, got, n["id"])
		}
	}
	other := u.active("other")
	for query, want := range map[string]int{"": 4, "?device_id=" + server: 2, "?device_id=" + other + "&network_id=00000000-0000-0000-0000-000000000000": 1} {
		if ports := list("/ports"+query, "ports"); len(ports) != want {
			t.Errorf("%s: %d ports, want %d: %v", query, len(ports), want, ports)
		}
	}
	u.want(404, u.send("GET", endpoint+"/networks/nosuch", ""))
	u.want(404, u.send("GET", endpoint+"/subnets/nosuch", ""))
}
