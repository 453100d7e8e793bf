package flavor

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// filters are what the flags of list are bound to.
type filters struct {
	client.FlavorFilter
	page flagset.Page
}

func newFilters(a *app.App, fs *flagset.Set) *filters {
	f := &filters{}
	fs.Int(&f.MinRAM, "min-ram", "", 0, "only flavors with this many `MB` of RAM or more")
	fs.Int(&f.MinDisk, "min-disk", "", 0, "only flavors with this many `GB` of disk or more")
	f.page.Add(fs, Finder.FlagID(a))
	return f
}

// listFlavors is `flavor list` (guide 2.5.1).
func listFlavors(a *app.App) *cobra.Command {
	return verb.List[*filters]{
		Noun:  noun,
		Short: "List flavors",
		Example: `  novactl flavor list
  novactl flavor list --min-ram 4096 --sort ram`,
		Flags: func(fs *flagset.Set) *filters { return newFilters(a, fs) },
		Items: items,
	}.Command(a)
}

func items(ctx context.Context, c *client.Client, f *filters, idsOnly bool) (verb.Items, error) {
	f.Marker, f.Limit = f.page.Marker, f.page.Limit
	if idsOnly {
		return c.ListFlavorsBrief(ctx, f.FlavorFilter), nil
	}
	return c.ListFlavors(ctx, f.FlavorFilter), nil
}
