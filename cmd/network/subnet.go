package network

import (
	"net/netip"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
)

// subnets are the ranges of addresses of networks.
func subnets() *resource.Type {
	return typeAt("subnet", "/subnets", "subnet", []resource.Column{
		{Name: "ID", Member: "id", Help: "the subnet's id"},
		{Name: "Name", Member: "name", Help: "its name"},
		{Name: "CIDR", Member: "cidr", Help: "its addresses: 10.1.0.0/24"},
		{Name: "Network", Member: "network_id", Help: "id of its network"},
		{Name: "Gateway", Member: "gateway_ip", In: resource.Wide, Help: "the address that leads out of it"},
		{Name: "DHCP", Member: "enable_dhcp", In: resource.Wide, Help: "whether servers are given their addresses by DHCP"},
		{Name: "IP Version", Member: "ip_version", In: resource.Detail, Help: "4 or 6"},
		{Name: "Pools", Member: "allocation_pools", In: resource.Detail, Help: "the addresses that servers are given"},
		{Name: "DNS", Member: "dns_nameservers", In: resource.Detail, Help: "name servers that DHCP tells"},
		{Name: "Routes", Member: "host_routes", In: resource.Detail, Help: "routes that DHCP tells"},
	})
}

// Subnet is the noun with its verbs.
func Subnet(a *app.App) *cobra.Command {
	t := subnets()
	dns := resource.Field{Flag: "dns", Member: "dns_nameservers", Kind: resource.Texts, Usage: "the `address` of a name server; may be repeated"}
	gateway := resource.Field{Flag: "gateway", Member: "gateway_ip", Kind: resource.Null, Usage: "the `address` that leads out; \"\": none"}
	return verb.Group("subnet", "Work on the subnets of networks",
		t.List(a, resource.List{
			Short: "List subnets", Example: "  novactl subnet list --network private",
			Filters: []resource.Field{
				nameFilter,
				{Flag: "network", Member: "network_id", Of: Finder, Usage: "only subnets of this `network`"},
				{Flag: "cidr", Member: "cidr", Usage: "only the subnet with these `addresses`"},
				inProject,
			},
		}),
		t.Show(a, "Show a subnet in detail", "  novactl subnet show front-v4"),
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a subnet of a network", Example: "  novactl subnet create front-v4 --network front --cidr 10.1.0.0/24 --dns 192.0.2.53",
			Fields: []resource.Field{
				{Flag: "network", Member: "network_id", Of: Finder, Needed: true, Usage: "the `network` that it is of"},
				{Flag: "cidr", Member: "cidr", Needed: true, Usage: "its `addresses`: 10.1.0.0/24"},
				gateway, dns, description, ofProject,
				{Flag: "no-dhcp", Member: "enable_dhcp", Kind: resource.No, Usage: "give servers no addresses by DHCP"},
			},
			Check: withIPVersion,
		}),
		t.Act(a, resource.Act{
			Verb: "set", Short: "Change subnets", Example: "  novactl subnet set front-v4 --dns 192.0.2.53", Fields: []resource.Field{name, description, gateway, dns},
		}),
		t.Delete(a, "Delete subnets", "the addresses", "  novactl subnet delete front-v4 --yes"))
}

// withIPVersion adds the version of the addresses, which Neutron wants to be told beside them (fact 66).
func withIPVersion(members map[string]any) error {
	cidr, _ := members["cidr"].(string)
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return fail.Usagef("--cidr %s: it must be addresses such as 10.1.0.0/24 or fd00:1::/64", cidr)
	}
	members["ip_version"] = 6
	if prefix.Addr().Is4() {
		members["ip_version"] = 4
	}
	return nil
}
