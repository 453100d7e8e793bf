package flavor

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// list is `flavor list` (guide 2.5.1).
func list(a *app.App) *cobra.Command {
	return verb.List[api.Flavor]{
		Noun:  noun,
		Short: "List flavors",
		Example: `  novactl flavor list
  novactl flavor list --min-ram 4096 --sort ram`,
		Flags: func(cmd *cobra.Command) {
			cmd.Flags().Int("min-ram", 0, "only flavors with this many `MB` of RAM or more")
			cmd.Flags().Int("min-disk", 0, "only flavors with this many `GB` of disk or more")
			flagset.AddPageFlags(cmd)
		},
		Items: items,
	}.Command(a)
}

func items(ctx context.Context, cmd *cobra.Command, c *client.Client, idsOnly bool) (iter.Seq2[jsontext.Value, error], error) {
	var f client.FlavorFilter
	f.MinRAM, _ = cmd.Flags().GetInt("min-ram")
	f.MinDisk, _ = cmd.Flags().GetInt("min-disk")
	var err error
	if f.Marker, f.Limit, err = flagset.PageFlags(cmd); err != nil {
		return nil, err
	}
	if idsOnly {
		return c.ListFlavorsBrief(ctx, f), nil
	}
	return c.ListFlavors(ctx, f), nil
}
