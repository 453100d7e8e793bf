// Package network has the commands of the network service, Neutron: of what servers are attached to and reached by. It is another service than
// Compute, and of its API here is what serves servers.
package network

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// service is the network service, as commands name it.
const service = "network"

// typeAt is a type of the network service. Its lists can be asked for a name, and for some members alone.
func typeAt(noun, path, one string, columns []resource.Column) *resource.Type {
	return &resource.Type{
		ResourceType: client.ResourceType{Noun: noun, Service: service, Path: path, One: one, Many: one + "s"},
		Filter:       "name", Fields: "fields", Columns: append(columns, owned()...),
	}
}

// owned are the columns that all types of the network service have.
func owned() []resource.Column {
	return []resource.Column{
		{Name: "Description", Member: "description", In: resource.Detail, Help: "what its owner says of it"},
		{Name: "Tags", Member: "tags", In: resource.Detail, Help: "its tags"},
		{Name: "Project", Member: "project_id|tenant_id", In: resource.Detail, Help: "id of the project that owns it"},
		{Name: "Created", Member: "created_at", In: resource.Detail, Help: "when it was made"},
		{Name: "Updated", Member: "updated_at", In: resource.Detail, Help: "when it was changed last"},
	}
}

// fields that all types have.
var (
	nameFilter  = resource.Field{Flag: "name", Member: "name", Usage: "only those with this `name`"}
	name        = resource.Field{Flag: "name", Member: "name", Usage: "the new `name`"}
	description = resource.Field{Flag: "description", Member: "description", Usage: "what is said of it, a `text`"}
	ofProject   = resource.Field{Flag: "project", Member: "project_id", IDs: resource.Projects(), Usage: "the project that it is for, by its `id`: for administrators"}
	inProject   = resource.Field{Flag: "project", Member: "project_id", IDs: resource.Projects(), Usage: "only those of the project with this `id`: for administrators"}
	down        = resource.Field{Flag: "disable", Member: "admin_state_up", Kind: resource.No, Usage: "switch it off"}
	up          = resource.Field{Flag: "enable", Member: "admin_state_up", Kind: resource.Yes, Usage: "switch it on"}
)

// networks are what servers are attached to.
func networks() *resource.Type {
	t := typeAt("network", "/networks", "network", []resource.Column{
		{Name: "ID", Member: "id", Help: "the network's id"},
		{Name: "Name", Member: "name", Help: "its name"},
		{Name: "Status", Member: "status", Help: "ACTIVE, DOWN, BUILD or ERROR"},
		{Name: "Shared", Member: "shared", Help: "whether every project has it"},
		{Name: "External", Member: "router:external", Help: "whether it leads outside, so that floating IPs come from it"},
		{Name: "Subnets", Member: "subnets", In: resource.Wide, Help: "ids of its subnets"},
		{Name: "MTU", Member: "mtu", In: resource.Wide, Help: "longest packet, in bytes"},
		{Name: "Zones", Member: "availability_zones", In: resource.Wide, Help: "availability zones that it is in"},
		{Name: "Admin State", Member: "admin_state_up", Unit: resource.Up, In: resource.Detail, Help: "UP, or DOWN where an administrator switched it off"},
	})
	t.FoundBy = Finder
	t.XML = func(doc []byte) ([]byte, error) { return api.Of(service).FromJSON(api.XML, doc) }
	return t
}

// Finder finds networks, those of the guide's clouds too, which have no service of their own.
var Finder = &ref.Finder{
	Noun: "network",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetNetwork(ctx, id)
	},
	Named: func(ctx context.Context, c *client.Client, name string) verb.Items {
		return c.ListNetworksNamed(ctx, name)
	},
	Names:     func(ctx context.Context, c *client.Client) verb.Items { return c.ListNetworksBrief(ctx) },
	OneIDForm: true,
}

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	t := networks()
	return verb.Group("network", "Work on networks",
		t.List(a, resource.List{
			Short: "List networks",
			Long:  "List the networks of the cloud's network service that the project can see.",
			Example: `  novactl network list
  novactl network list --external -o id`,
			Filters: []resource.Field{
				nameFilter,
				{Flag: "external", Member: "router:external", Kind: resource.Yes, Usage: "only networks that lead outside"},
				{Flag: "internal", Member: "router:external", Kind: resource.No, Usage: "only networks that don't"},
				{Flag: "shared", Member: "shared", Kind: resource.Yes, Usage: "only networks that every project has"},
				inProject,
			},
		}),
		t.Show(a, "Show a network in detail", "  novactl network show public"),
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a network",
			Long: "Create a network. Servers get an address on it once it has a subnet.",
			Example: `  novactl network create front
  novactl subnet create front-v4 --network front --cidr 10.1.0.0/24`,
			Fields: []resource.Field{
				description, down, ofProject,
				{Flag: "shared", Member: "shared", Kind: resource.Yes, Usage: "let every project have it: for administrators"},
				{Flag: "external", Member: "router:external", Kind: resource.Yes, Usage: "let floating IPs come from it: for administrators"},
				{Flag: "mtu", Member: "mtu", Kind: resource.Number, Usage: "longest packet, a `number` of bytes"},
				{Flag: "no-port-security", Member: "port_security_enabled", Kind: resource.No, Usage: "let its ports have no security groups"},
			},
		}),
		t.Act(a, resource.Act{
			Verb: "set", Short: "Change networks", Example: "  novactl network set front --name edge", Fields: []resource.Field{name, description, up, down},
		}),
		t.Delete(a, "Delete networks", "the subnets", "  novactl network delete front --yes"))
}
