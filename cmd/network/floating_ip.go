package network

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
)

// floatingIPs are addresses outside that lead to ports inside. People call them by their address.
func floatingIPs() *resource.Type {
	t := typeAt("floating-ip", "/floatingips", "floatingip", []resource.Column{
		{Name: "ID", Member: "id", Help: "the floating IP's id"},
		{Name: "Address", Member: "floating_ip_address", Help: "the address outside"},
		{Name: "Fixed IP", Member: "fixed_ip_address", Help: "the address inside that it leads to"},
		{Name: "Port", Member: "port_id", Help: "id of the port that has it"},
		{Name: "Status", Member: "status", Help: "ACTIVE, DOWN or ERROR"},
		{Name: "Network", Member: "floating_network_id", In: resource.Wide, Help: "id of the network that it comes from"},
		{Name: "Server", Member: "port_details.device_id", In: resource.Wide, Help: "id of the server that it leads to"},
		{Name: "Router", Member: "router_id", In: resource.Detail, Help: "id of the router that it goes through"},
	})
	t.Name, t.Filter = "floating_ip_address", "floating_ip_address"
	return t
}

// FloatingIPs is the type of floating IPs, for the commands of servers.
func FloatingIPs() *resource.Type { return floatingIPs() }

// FloatingIP is the noun with its verbs.
func FloatingIP(a *app.App) *cobra.Command {
	t := floatingIPs()
	port := resource.Field{Flag: "port", Member: "port_id", Kind: resource.Null, Of: ports().Finder(), Usage: "the `port` that it leads to; \"\": none"}
	return verb.Group("floating-ip", "Work on floating IPs: addresses outside that lead to servers",
		t.List(a, resource.List{
			Short: "List floating IPs", Example: "  novactl floating-ip list --status DOWN",
			Filters: []resource.Field{
				{Flag: "address", Member: "floating_ip_address", Usage: "only the one with this `address`"},
				{Flag: "network", Member: "floating_network_id", Of: Finder, Usage: "only those of this `network`"},
				{Flag: "status", Member: "status", Usage: "only those in this `status`", Words: []string{"ACTIVE", "DOWN", "ERROR"}},
				inProject,
			},
		}),
		t.Show(a, "Show a floating IP in detail", "  novactl floating-ip show 203.0.113.1"),
		t.Create(a, resource.Create{
			Operand: "NETWORK", Member: "floating_network_id", Of: Finder, Short: "Get a floating IP from a network",
			Long:    "Get a floating IP from a network that leads outside: see network list --external. server floating-ip add gives it to a server.",
			Example: "  novactl floating-ip create public",
			Fields: []resource.Field{
				{Flag: "address", Member: "floating_ip_address", Usage: "this `address`: for administrators (default: the cloud's choice)"},
				port, description, ofProject,
			},
		}),
		t.Act(a, resource.Act{Verb: "set", Short: "Change where floating IPs lead", Example: "  novactl floating-ip set 203.0.113.1 --port \"\"", Fields: []resource.Field{port, description}}),
		t.Delete(a, "Give floating IPs back", "what others may get then", "  novactl floating-ip delete 203.0.113.1 --yes"))
}
