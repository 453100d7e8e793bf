package network

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
)

// ports are what connects servers, and routers, to networks.
func ports() *resource.Type {
	return typeAt("port", "/ports", "port", []resource.Column{
		{Name: "ID", Member: "id", Help: "the port's id"},
		{Name: "Name", Member: "name", Help: "its name"},
		{Name: "MAC", Member: "mac_address", Help: "its hardware address"},
		{Name: "Fixed IPs", Member: "fixed_ips.ip_address", Help: "its addresses"},
		{Name: "Status", Member: "status", Help: "ACTIVE, DOWN, BUILD or ERROR"},
		{Name: "Device", Member: "device_id", In: resource.Wide, Help: "id of the server or router that has it"},
		{Name: "Owner", Member: "device_owner", In: resource.Wide, Help: "what that is: compute:az1, network:dhcp, ..."},
		{Name: "Network", Member: "network_id", In: resource.Wide, Help: "id of its network"},
		{Name: "Security Groups", Member: "security_groups", In: resource.Detail, Help: "ids of the groups whose rules hold for it"},
		{Name: "Subnets", Member: "fixed_ips.subnet_id", In: resource.Detail, Help: "ids of the subnets of its addresses"},
		{Name: "Admin State", Member: "admin_state_up", Unit: resource.Up, In: resource.Detail, Help: "UP, or DOWN where it is switched off"},
	})
}

// PortFinder finds ports.
func PortFinder() *ref.Finder { return ports().Finder() }

// Port is the noun with its verbs. servers finds what ports belong to.
func Port(a *app.App, servers *ref.Finder) *cobra.Command {
	t := ports()
	groups := resource.Field{
		Flag: "security-group", Member: "security_groups", Kind: resource.Texts, Of: securityGroups().Finder(),
		Usage: "a security `group` whose rules hold for it; may be repeated",
	}
	return verb.Group("port", "Work on the ports that connect servers to networks",
		t.List(a, resource.List{
			Short: "List ports", Example: "  novactl port list --server web-1",
			Filters: []resource.Field{
				nameFilter,
				{Flag: "server", Member: "device_id", Of: servers, Usage: "only ports of this `server`"},
				{Flag: "network", Member: "network_id", Of: Finder, Usage: "only ports on this `network`"},
				{Flag: "mac", Member: "mac_address", Usage: "only the port with this hardware `address`"},
				{Flag: "ip", Member: "fixed_ips", Before: "ip_address=", Usage: "only ports with this `address`"},
				inProject,
			},
		}),
		t.Show(a, "Show a port in detail", "  novactl port show web-1-port"),
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a port on a network",
			Long:    "Create a port. A server that is created with --nic port=ID, or gets it by server interface attach, has its addresses.",
			Example: "  novactl port create web-1-port --network front --fixed-ip 10.1.0.10",
			Fields: []resource.Field{
				{Flag: "network", Member: "network_id", Of: Finder, Needed: true, Usage: "the `network` that it is on"},
				{Flag: "fixed-ip", Member: "fixed_ips", Kind: resource.Texts, Usage: "an `address` that it gets; may be repeated"},
				{Flag: "mac", Member: "mac_address", Usage: "its hardware `address`: for administrators"},
				groups, description, down, ofProject,
				{Flag: "no-port-security", Member: "port_security_enabled", Kind: resource.No, Usage: "let no rules hold for it"},
			},
			Check: withAddresses,
		}),
		t.Act(a, resource.Act{Verb: "set", Short: "Change ports", Example: "  novactl port set web-1-port --security-group http", Fields: []resource.Field{name, description, groups, up, down}}),
		t.Delete(a, "Delete ports", "the addresses", "  novactl port delete web-1-port --yes"))
}

// withAddresses makes objects of the addresses that were asked for.
func withAddresses(members map[string]any) error {
	addresses, _ := members["fixed_ips"].([]string)
	if addresses == nil {
		return nil
	}
	var objects []map[string]string
	for _, ip := range addresses {
		objects = append(objects, map[string]string{"ip_address": ip})
	}
	members["fixed_ips"] = objects
	return nil
}
