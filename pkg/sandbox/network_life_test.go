package sandbox

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// today is a client of the services of today, with the sandbox's own token.
type today struct{ *cloudUnderTest }

func (u today) do(status int, method, path, body string) map[string]any {
	u.t.Helper()
	r := u.want(status, u.send(method, path, body, "OpenStack-API-Version", "compute latest"))
	if r.body == "" {
		return nil
	}
	return u.json(r)
}

// first is the first item of a list of objects.
func first(t *testing.T, doc map[string]any, path ...string) map[string]any {
	t.Helper()
	return at[[]any](t, doc, path...)[0].(map[string]any)
}

// addresses are those of a server, with how it has them.
func (u today) addresses(server string) (all []string) {
	for _, on := range at[map[string]any](u.t, u.do(200, "GET", "/v2.1/servers/"+server, ""), "server", "addresses") {
		for _, a := range on.([]any) {
			a := a.(map[string]any)
			all = append(all, fmt.Sprint(a["OS-EXT-IPS:type"], " ", a["addr"]))
		}
	}
	return all
}

// A server lives on a network that its project made, at a port of its own choice; a floating IP leads to it through a router, and each part can
// only be taken away when nothing needs it any more.
func TestServerOnItsOwnNetwork(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	const net = "/network/v2.0"
	text := func(doc map[string]any, path ...string) string { t.Helper(); return at[string](t, doc, path...) }
	network := text(u.do(201, "POST", net+"/networks", `{"network":{"name":"inner"}}`), "network", "id")
	subnet := text(u.do(201, "POST", net+"/subnets", `{"subnet":{"network_id":"`+network+`","cidr":"10.9.0.0/24","ip_version":4}}`), "subnet", "id")
	port := u.do(201, "POST", net+"/ports", `{"port":{"network_id":"`+network+`"}}`)
	portID, addr := text(port, "port", "id"), text(first(t, port, "port", "fixed_ips"), "ip_address")
	router := text(u.do(201, "POST", net+"/routers", `{"router":{"external_gateway_info":{"network_id":"00000000-0000-0000-0000-000000000000"}}}`), "router", "id")
	u.do(200, "PUT", net+"/routers/"+router+"/add_router_interface", `{"subnet_id":"`+subnet+`"}`)
	u.do(400, "PUT", net+"/routers/"+router+"/add_router_interface", `{"subnet_id":"`+subnet+`"}`)

	create := func(networks string) string {
		t.Helper()
		doc := u.do(202, "POST", "/v2.1/servers", `{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2","networks":`+networks+`}}`)
		u.clock.advance(time.Minute)
		return text(doc, "server", "id")
	}
	server := create(`[{"port":"` + portID + `"}]`)
	floating := text(u.do(201, "POST", net+"/floatingips", `{"floatingip":{"floating_network_id":"00000000-0000-0000-0000-000000000000","port_id":"`+portID+`"}}`), "floatingip", "id")
	if diff := cmp.Diff([]string{"fixed " + addr, "floating 203.0.113.1"}, u.addresses(server)); diff != "" {
		t.Error(diff)
	}
	u.do(409, "POST", "/v2.1/servers", `{"server":{"name":"other","imageRef":"`+precise+`","flavorRef":"2","networks":[{"port":"`+portID+`"}]}}`)
	u.do(409, "DELETE", net+"/networks/"+network, "")
	u.do(409, "DELETE", net+"/routers/"+router, "")

	other := create(`[{"uuid":"` + network + `"}]`)
	ports := at[[]any](t, u.do(200, "GET", net+"/ports?device_id="+other, ""), "ports")
	if len(ports) != 1 || len(u.addresses(other)) != 1 {
		t.Errorf("ports %v, addresses %v", ports, u.addresses(other))
	}
	u.do(200, "PUT", net+"/floatingips/"+floating, `{"floatingip":{"port_id":"`+text(ports[0].(map[string]any), "id")+`"}}`)
	if diff := cmp.Diff([]string{"fixed " + addr}, u.addresses(server)); diff != "" {
		t.Error(diff)
	}
	u.do(202, "DELETE", "/v2.1/servers/"+server+"/os-interface/"+portID, "")
	if got := text(u.do(200, "GET", net+"/ports/"+portID, ""), "port", "status"); got != "DOWN" {
		t.Errorf("a detached port is %s", got)
	}
	u.do(200, "POST", "/v2.1/servers/"+server+"/os-interface", `{"interfaceAttachment":{"port_id":"`+portID+`"}}`)
	for _, id := range []string{server, other} {
		u.do(204, "DELETE", "/v2.1/servers/"+id, "")
	}
	u.clock.advance(time.Minute)
	if got := at[map[string]any](t, u.do(200, "GET", net+"/floatingips/"+floating, ""), "floatingip")["port_id"]; got != nil {
		t.Errorf("a floating IP still leads to %v", got)
	}
	u.do(200, "PUT", net+"/routers/"+router+"/remove_router_interface", `{"subnet_id":"`+subnet+`"}`)
	for _, path := range []string{"/floatingips/" + floating, "/routers/" + router, "/ports/" + portID, "/networks/" + network} {
		u.do(204, "DELETE", net+path, "")
	}
	u.do(404, "GET", net+"/subnets/"+subnet, "")
}

// A port or an address that somebody has is a conflict, and an address of no subnet a bad request, in Nova's words: whoever goes on as if the
// port weren't there makes a second one.
func TestInterfacesThatCannotBeHad(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	const net, public = "/network/v2.0", "00000000-0000-0000-0000-000000000000"
	text := func(doc map[string]any, path ...string) string { t.Helper(); return at[string](t, doc, path...) }
	network := text(u.do(201, "POST", net+"/networks", `{"network":{"name":"inner"}}`), "network", "id")
	u.do(201, "POST", net+"/subnets", `{"subnet":{"network_id":"`+network+`","cidr":"10.9.0.0/24","ip_version":4}}`)
	free := u.do(201, "POST", net+"/ports", `{"port":{"network_id":"`+network+`","fixed_ips":[{"ip_address":"10.9.0.50"}]}}`)
	create := func(status int, networks string) map[string]any {
		t.Helper()
		return u.do(status, "POST", "/v2.1/servers", `{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2","networks":`+networks+`}}`)
	}
	id := text(create(202, `[{"uuid":"`+network+`","fixed_ip":"10.9.0.20"}]`), "server", "id")
	holder := text(create(202, `[{"uuid":"`+public+`"},{"uuid":"`+network+`","fixed_ip":"10.9.0.30"}]`), "server", "id")
	u.clock.advance(time.Minute)
	own := first(t, u.do(200, "GET", "/v2.1/servers/"+id+"/os-interface", ""), "interfaceAttachments")["port_id"].(string)
	on := func(network, addr string) string {
		return `{"net_id":"` + network + `","fixed_ips":[{"ip_address":"` + addr + `"}]}`
	}
	refused := func(status int, fault, message, body string) {
		t.Helper()
		if got := text(u.do(status, "POST", "/v2.1/servers/"+id+"/os-interface", `{"interfaceAttachment":`+body+`}`), fault, "message"); got != message {
			t.Errorf("%s: %q, want %q", body, got, message)
		}
	}
	for _, item := range at[[]any](t, u.do(200, "GET", "/v2.1/servers/"+holder+"/os-interface", ""), "interfaceAttachments") {
		other := item.(map[string]any)
		port := other["port_id"].(string)
		refused(409, "conflictingRequest", "Port "+port+" is still in use.", `{"port_id":"`+port+`"}`)
		addr := first(t, other, "fixed_ips")["ip_address"].(string)
		refused(409, "conflictingRequest", "Fixed IP "+addr+" is already in use.", on(other["net_id"].(string), addr))
	}
	refused(409, "conflictingRequest", "Port "+own+" is still in use.", `{"port_id":"`+own+`"}`)
	refused(409, "conflictingRequest", "Fixed IP 10.9.0.20 is already in use.", on(network, "10.9.0.20"))
	refused(409, "conflictingRequest", "Fixed IP 10.9.0.50 is already in use.", on(network, "10.9.0.50"))
	refused(400, "badRequest", "Fixed IP 192.168.250.9 is not a valid ip address for network "+network+".", on(network, "192.168.250.9"))
	refused(400, "badRequest", "Fixed IP fd00::9 is not a valid ip address for network "+network+".", on(network, "fd00::9"))
	const none = "11111111-1111-4111-8111-111111111111"
	refused(404, "itemNotFound", "Port id "+none+" could not be found.", `{"port_id":"`+none+`"}`)

	// A create says the same of a port, and of an address who has it.
	if got := text(create(409, `[{"port":"`+own+`"}]`), "conflictingRequest", "message"); got != "Port "+own+" is still in use." {
		t.Error(got)
	}
	for addr, who := range map[string]string{"10.9.0.30": holder, "10.9.0.50": ""} {
		got := text(create(400, `[{"uuid":"`+network+`","fixed_ip":"`+addr+`"}]`), "badRequest", "message")
		if want := "Fixed IP address " + addr + " is already in use on instance " + who + "."; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}

	public4 := first(t, first(t, u.do(200, "GET", "/v2.1/servers/"+holder+"/os-interface", ""), "interfaceAttachments"), "fixed_ips")["ip_address"].(string)
	create(400, `[{"uuid":"`+public+`","fixed_ip":"`+public4+`"}]`)

	// What nobody has any more can be had, and what was refused has left nothing.
	u.do(204, "DELETE", "/v2.1/servers/"+holder, "")
	u.clock.advance(time.Minute)
	u.do(200, "POST", "/v2.1/servers/"+id+"/os-interface", `{"interfaceAttachment":`+on(network, "10.9.0.30")+`}`)
	u.do(200, "POST", "/v2.1/servers/"+id+"/os-interface", `{"interfaceAttachment":{"port_id":"`+text(free, "port", "id")+`"}}`)
	want := []string{"fixed 10.9.0.20", "fixed 10.9.0.30", "fixed 10.9.0.50"}
	if diff := cmp.Diff(want, u.addresses(id)); diff != "" {
		t.Error(diff)
	}
}

// A group lets everything out from the beginning, and its rules go with it; tags are replaced, added and taken away.
func TestSecurityGroupsAndTags(t *testing.T) {
	t.Parallel()
	u := today{newCloud(t, Options{})}
	const groups = "/network/v2.0/security-groups"
	doc := u.do(201, "POST", groups, `{"security_group":{"name":"web"}}`)
	id := at[string](t, doc, "security_group", "id")
	if rules := at[[]any](t, doc, "security_group", "security_group_rules"); len(rules) != 2 {
		t.Errorf("a new group has the rules %v", rules)
	}
	rule := `{"security_group_rule":{"security_group_id":"` + id + `","direction":"ingress","protocol":"tcp","port_range_min":22,"port_range_max":22}}`
	u.do(201, "POST", "/network/v2.0/security-group-rules", rule)
	u.do(409, "POST", "/network/v2.0/security-group-rules", rule)
	u.do(200, "PUT", groups+"/"+id+"/tags", `{"tags":["a","b"]}`)
	u.do(201, "PUT", groups+"/"+id+"/tags/c", "")
	u.do(204, "DELETE", groups+"/"+id+"/tags/a", "")
	u.do(404, "DELETE", groups+"/"+id+"/tags/a", "")
	if diff := cmp.Diff([]any{"b", "c"}, at[[]any](t, u.do(200, "GET", groups+"/"+id+"/tags", ""), "tags")); diff != "" {
		t.Error(diff)
	}
	page := u.do(200, "GET", groups+"?limit=1", "")
	if next := at[string](t, first(t, page, "security_groups_links"), "href"); len(at[[]any](t, page, "security_groups")) != 1 || next == "" {
		t.Errorf("a page of one: %v", page)
	}
	u.do(204, "DELETE", groups+"/"+id, "")
	if left := at[[]any](t, u.do(200, "GET", "/network/v2.0/security-group-rules", ""), "security_group_rules"); len(left) != 0 {
		t.Errorf("rules are left: %v", left)
	}
}
