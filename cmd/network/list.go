package network

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// filters are what the flags of list are bound to.
type filters struct {
	client.NetworkFilter
	external, internal, shared bool
}

func newFilters(fs *flagset.Set) *filters {
	f := &filters{}
	fs.String(&f.Name, "name", "only networks with this `name`")
	fs.Bool(&f.external, "external", "", "only networks that lead outside")
	fs.Bool(&f.internal, "internal", "", "only networks that don't")
	fs.Bool(&f.shared, "shared", "", "only networks that every project has")
	return f
}

// listNetworks is `network list`.
func listNetworks(a *app.App) *cobra.Command {
	return verb.List[network, filters]{
		Noun:  noun,
		Short: "List networks",
		Long:  "List the networks of the cloud's network service that the project can see.",
		Example: `  novactl network list
  novactl network list --external -o id`,
		Flags: newFilters,
		Items: items,
	}.Command(a)
}

func items(ctx context.Context, c *client.Client, f *filters, idsOnly bool) (verb.Items, error) {
	switch {
	case f.external && f.internal:
		return nil, fail.Usagef("--external and --internal: no network is both")
	case f.external || f.internal:
		f.External = &f.external
	}
	if f.shared {
		f.Shared = &f.shared
	}
	if idsOnly && f.Name == "" && f.External == nil && f.Shared == nil {
		return c.ListNetworksBrief(ctx), nil
	}
	return c.ListNetworks(ctx, f.NetworkFilter), nil
}
