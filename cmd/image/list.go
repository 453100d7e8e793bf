package image

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// types are the guide's (2.6.1).
var types = []string{"base", "snapshot"}

// list is `image list` (guide 2.6.1).
func list(a *app.App) *cobra.Command {
	return verb.List[api.Image]{
		Noun:  noun,
		Short: "List images",
		Example: `  novactl image list
  novactl image list --type snapshot --server web-1
  novactl image list --columns id,name,size --sort size:desc`,
		Flags: func(cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("server", "", "only images of this `server` (id, name or URL)")
			f.String("name", "", "only images of this `name`")
			f.String("status", "", "only images in this `status`")
			f.String("type", "", "only images of this `type`: base or snapshot")
			f.String("changes-since", "", "only images that changed since this `time` (2013-12-10T17:17:25Z, or 10m for ten minutes ago)")
			flagset.AddPageFlags(cmd)
			ref.Servers.CompleteFlag(a, cmd, "server")
			flagset.CompleteWith(cmd, "status", statuses...)
			flagset.CompleteWith(cmd, "type", types...)
		},
		Items: items,
	}.Command(a)
}

func items(ctx context.Context, cmd *cobra.Command, c *client.Client, idsOnly bool) (iter.Seq2[jsontext.Value, error], error) {
	get := func(name string) string { v, _ := cmd.Flags().GetString(name); return v }
	f := client.ImageFilter{Name: get("name")}
	var err error
	if f.Status, err = flagset.Choice("status", get("status"), statuses); err != nil {
		return nil, err
	}
	if f.Type, err = flagset.Choice("type", get("type"), types); err != nil {
		return nil, err
	}
	if f.ChangesSince, err = flagset.ParseSince(get("changes-since")); err != nil {
		return nil, err
	}
	if f.Marker, f.Limit, err = flagset.PageFlags(cmd); err != nil {
		return nil, err
	}
	if f.Server, err = ref.Servers.ResolveFlag(ctx, c, get("server")); err != nil {
		return nil, err
	}
	if idsOnly {
		return c.ListImagesBrief(ctx, f), nil
	}
	return c.ListImages(ctx, f), nil
}
