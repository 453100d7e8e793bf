// Package network has the commands of the networks that servers are attached to. They are another service's than Compute's, Neutron's.
package network

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	return verb.Group("network", "List and show networks", listNetworks(a), show(a))
}

// noun declares networks to the verbs.
var noun = verb.Noun[api.NeutronNetwork]{Finder: Finder, View: view}

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
