package flavor

import (
	"context"
	"net/url"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Finder finds flavors. The API has no filter by name for them (guide 2.5.1).
var Finder = &ref.Finder{
	Noun: "flavor",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetFlavor(ctx, id)
	},
	Named: func(ctx context.Context, c *client.Client, _ string) verb.Items {
		return c.ListFlavors(ctx, client.FlavorFilter{})
	},
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return c.ListFlavorsBrief(ctx, client.FlavorFilter{})
	},
}

// anyFlavor finds private flavors too, which Nova lists to administrators only where they are asked for (fact 78).
//
//go:noinline
func anyFlavor() *ref.Finder {
	f := *Finder
	all := client.FlavorFilter{Extra: url.Values{"is_public": {"None"}}}
	f.Named = func(ctx context.Context, c *client.Client, _ string) verb.Items { return c.ListFlavors(ctx, all) }
	f.Names = func(ctx context.Context, c *client.Client) verb.Items { return c.ListFlavorsBrief(ctx, all) }
	return &f
}

// anyNoun is flavors, private ones too.
func anyNoun() verb.Noun {
	n := noun
	n.Finder = anyFlavor()
	return n
}
