package server

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/pattern"
)

// statuses are the guide's (2.1.1) and those that Nova has gained since.
var statuses = []string{
	"ACTIVE", "BUILD", "DELETED", "ERROR", "HARD_REBOOT", "MIGRATING", "PASSWORD", "PAUSED", "REBOOT", "REBUILD", "RESCUE", "RESIZE",
	"REVERT_RESIZE", "SHELVED", "SHELVED_OFFLOADED", "SHUTOFF", "SOFT_DELETED", "SUSPENDED", "UNKNOWN", "VERIFY_RESIZE",
}

// filters are what the flags of list are bound to.
type filters struct {
	app                                                *app.App
	image, flavor, name, ip, ip6, status, changesSince string
	projects                                           allProjects
	page                                               flagset.Page
}

func newFilters(a *app.App, of Finders, fs *flagset.Set) *filters {
	f := &filters{app: a}
	fs.String(&f.image, "image", "only servers of this `image` (id, name or URL)", of.Image.Flag(a))
	fs.String(&f.flavor, "flavor", "only servers of this `flavor` (id, name or URL)", of.Flavor.Flag(a))
	fs.String(&f.name, "name", "only servers whose name matches this regular `expression`")
	fs.String(&f.ip, "ip", "only servers with an IPv4 address that has this `text` in it (to clouds without Neutron a regular expression)")
	fs.String(&f.ip6, "ip6", "only servers with an IPv6 address that has this `text` in it (to clouds without Neutron a regular expression)")
	fs.String(&f.status, "status", "only servers in this `status`", flagset.Words(statuses...))
	fs.String(&f.changesSince, "changes-since",
		"only servers that changed since this `time` (2013-12-10T17:17:25Z, or 10m or 2d before now), the deleted too; to Nova tags, addresses and volumes are no change", flagset.Times)
	f.projects.add(fs, "those of all projects; for administrators")
	f.page.Add(fs, Finder.FlagID(a))
	return f
}

// listServers is `server list` (guide 2.1.1).
func listServers(a *app.App, of Finders) *cobra.Command {
	return verb.List[*filters]{
		Noun:  noun,
		Short: "List servers",
		Example: `  novactl server list
  novactl server list --status ACTIVE --sort created:desc
  novactl server list --changes-since 10m -o json
  novactl server list -o id
  novactl server list --watch
  novactl server list --until 'all(.status != "BUILD")'`,
		Flags: func(fs *flagset.Set) *filters { return newFilters(a, of, fs) },
		Items: func(ctx context.Context, c *client.Client, f *filters, idsOnly bool) (verb.Items, error) {
			filter, err := f.read(ctx, c, of)
			if err != nil {
				return nil, err
			}
			if idsOnly {
				return c.ListServersBrief(ctx, filter), nil
			}
			return c.ListServers(ctx, filter), nil
		},
		Changes: func(ctx context.Context, c *client.Client, f *filters) func(time.Time) verb.Items {
			filter := client.ServerFilter{AllTenants: f.projects.given()}
			if asked := (filters{app: f.app, projects: f.projects}); *f != asked { // a server that doesn't fit any more is in no list of changes
				return nil
			}
			return func(since time.Time) verb.Items {
				filter.ChangesSince = since
				return c.ListServers(ctx, filter)
			}
		},
	}.Command(a)
}

// extendedStatus is a status of an extension: its alias, a colon and the state (guide 1.10.3).
var extendedStatus = pattern.Lazy(`^[A-Za-z][\w-]*:\w+$`)

// wantedStatus is the status that is asked for. Those of extensions are sent as they are: only the cloud knows them.
func wantedStatus(f *filters) (string, error) {
	if extendedStatus().MatchString(f.status) {
		return f.status, nil
	}
	status, err := flagset.Choice("status", f.status, statuses)
	if status == "DELETED" && !f.projects.given() {
		f.app.Streams.Notice("--status DELETED is for administrators: without it, --changes-since 2d lists what was deleted lately among the others")
	}
	return status, err
}

// read reads the flags, and looks up the image and the flavor that they name.
func (f *filters) read(ctx context.Context, c *client.Client, of Finders) (client.ServerFilter, error) {
	filter := client.ServerFilter{
		Name: f.name, IP: f.ip, IP6: f.ip6, Image: f.image, Flavor: f.flavor, AllTenants: f.projects.given(), Marker: f.page.Marker, Limit: f.page.Limit,
	}
	var err error
	if filter.Status, err = wantedStatus(f); err != nil {
		return filter, err
	}
	if filter.ChangesSince, err = flagset.ParseSince(f.changesSince); err != nil {
		return filter, err
	}
	return filter, ref.AtOnce(append(of.Image.LookUps(ctx, c, &filter.Image), of.Flavor.LookUps(ctx, c, &filter.Flavor)...)...)
}
