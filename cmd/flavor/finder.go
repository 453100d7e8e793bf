package flavor

import (
	"context"
	"net/http"
	"net/url"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Finder finds flavors. The API has no filter by name for them (guide 2.5.1). Private ones are in Nova's lists for administrators only where they are
// asked for (fact 78), and with them a list has all that a user may boot with.
var Finder = &ref.Finder{
	Noun: "flavor",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetFlavor(ctx, id)
	},
	Named: func(ctx context.Context, c *client.Client, _ string) verb.Items {
		return every(func(f client.FlavorFilter) verb.Items { return c.ListFlavors(ctx, f) })
	},
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return every(func(f client.FlavorFilter) verb.Items { return c.ListFlavorsBrief(ctx, f) })
	},
	WholeList:  true,
	ListsWhole: func(*client.Client) bool { return true }, // as the guide's examples do, and Nova 26 and 34
}

var all = client.FlavorFilter{Extra: url.Values{"is_public": {"None"}}}

// every lists private flavors too or, where a cloud refuses the question for them, those that it lists without.
func every(list func(client.FlavorFilter) verb.Items) verb.Items {
	return func(yield func(jsontext.Value, error) bool) {
		begun := false
		for raw, err := range list(all) {
			if status := transport.Status(err); !begun && (status == http.StatusBadRequest || status == http.StatusForbidden) {
				list(client.FlavorFilter{})(yield)
				return
			}
			begun = true
			if !yield(raw, err) {
				return
			}
		}
	}
}
