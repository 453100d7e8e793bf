package server

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

// statuses are the guide's (2.1.1) and those that Nova has gained since.
var statuses = []string{
	"ACTIVE", "BUILD", "DELETED", "ERROR", "HARD_REBOOT", "MIGRATING", "PASSWORD", "PAUSED", "REBOOT", "REBUILD", "RESCUE", "RESIZE",
	"REVERT_RESIZE", "SHELVED", "SHELVED_OFFLOADED", "SHUTOFF", "SOFT_DELETED", "SUSPENDED", "UNKNOWN", "VERIFY_RESIZE",
}

// list is `server list` (guide 2.1.1).
func list(a *app.App) *cobra.Command {
	return verb.List[api.Server]{
		Noun:  noun,
		Short: "List servers",
		Example: `  novactl server list
  novactl server list --status ACTIVE --sort created:desc
  novactl server list --changes-since 10m -o json
  novactl server list -o id`,
		Flags: func(cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("image", "", "only servers of this `image` (id, name or URL)")
			f.String("flavor", "", "only servers of this `flavor` (id, name or URL)")
			f.String("name", "", "only servers whose name matches this regular `expression`")
			f.String("ip", "", "only servers with an IPv4 address that has this `text` in it (to clouds without Neutron a regular expression)")
			f.String("ip6", "", "only servers with an IPv6 address that has this `text` in it (to clouds without Neutron a regular expression)")
			f.String("status", "", "only servers in this `status`")
			f.String("changes-since", "", "only servers that changed since this `time` (2013-12-10T17:17:25Z, or 10m for ten minutes ago), the deleted too")
			addAllProjects(cmd)
			flagset.AddPageFlags(cmd)
			flagset.CompleteWith(cmd, "status", statuses...)
			ref.Images.CompleteFlag(a, cmd, "image")
			ref.Flavors.CompleteFlag(a, cmd, "flavor")
		},
		Items: items,
	}.Command(a)
}

func items(ctx context.Context, cmd *cobra.Command, c *client.Client, idsOnly bool) (iter.Seq2[jsontext.Value, error], error) {
	filter, err := filters(ctx, cmd, c)
	if err != nil {
		return nil, err
	}
	if idsOnly {
		return c.ListServersBrief(ctx, filter), nil
	}
	return c.ListServers(ctx, filter), nil
}

// filters reads the flags, and looks up the image and the flavor that they name.
func filters(ctx context.Context, cmd *cobra.Command, c *client.Client) (client.ServerFilter, error) {
	get := func(name string) string { v, _ := cmd.Flags().GetString(name); return v }
	f := client.ServerFilter{Name: get("name"), IP: get("ip"), IP6: get("ip6"), AllTenants: allProjects(cmd)}
	var err error
	if f.Status, err = flagset.Choice("status", get("status"), statuses); err != nil {
		return f, err
	}
	if f.ChangesSince, err = flagset.ParseSince(get("changes-since")); err != nil {
		return f, err
	}
	if f.Marker, f.Limit, err = flagset.PageFlags(cmd); err != nil {
		return f, err
	}
	if f.Image, err = ref.Images.ResolveFlag(ctx, c, get("image")); err != nil {
		return f, err
	}
	f.Flavor, err = ref.Flavors.ResolveFlag(ctx, c, get("flavor"))
	return f, err
}
