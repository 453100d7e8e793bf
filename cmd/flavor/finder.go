package flavor

import (
	"context"
	"net/url"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Finder finds flavors. The API has no filter by name for them (guide 2.5.1). Private ones are in Nova's lists for administrators only where they are
// asked for (fact 78), and with them a list has all that a user may boot with.
var Finder = &ref.Finder{
	Noun: "flavor",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetFlavor(ctx, id)
	},
	Named:      func(ctx context.Context, c *client.Client, _ string) verb.Items { return c.ListFlavors(ctx, all) },
	Names:      func(ctx context.Context, c *client.Client) verb.Items { return c.ListFlavorsBrief(ctx, all) },
	WholeList:  true,
	ListsWhole: func(*client.Client) bool { return true }, // as the guide's examples do, and Nova 26 and 34
}

var all = client.FlavorFilter{Extra: url.Values{"is_public": {"None"}}}
