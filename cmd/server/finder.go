package server

import (
	"context"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Finder finds servers.
var Finder = &ref.Finder{
	Noun: "server",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetServer(ctx, id)
	},
	Named: func(ctx context.Context, c *client.Client, name string) verb.Items {
		return c.ListServers(ctx, client.ServerFilter{Name: client.ExactName(name), AllTenants: everywhere(ctx)})
	},
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return c.ListServersBrief(ctx, client.ServerFilter{AllTenants: everywhere(ctx)})
	},
	Newest: func(ctx context.Context, c *client.Client, limit int) verb.Items {
		return c.ListServers(ctx, client.ServerFilter{Limit: limit, AllTenants: everywhere(ctx)})
	},
	ListsWhole: (*client.Client).ListsWholeServers,
	InDetail:   inDetail,
	Facts:      facts,
	FilterKeys: filterKeys,
	OneIDForm:  true,
	Scope:      listScope,
	ListHint:   listHint,
}

// keys are those of a server's metadata.
//
//go:noinline
func keys() ref.Part {
	p := ref.MetadataOf(Finder)
	p.End = "="
	return p
}

// Finders find what servers are made of: the nouns don't know each other, so the tree hands them over.
type Finders struct {
	Image, Flavor, Keypair, Network, Port, SecurityGroup, Volume, Zone, Host *ref.Finder
	FloatingIPs                                                              *resource.Type
}
