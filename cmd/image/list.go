package image

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// types are the guide's (2.6.1).
var types = []string{"base", "snapshot"}

// filters are what the flags of list are bound to.
type filters struct {
	server, name, status, typ, changesSince string
	page                                    flagset.Page
}

func newFilters(a *app.App, servers *ref.Finder, fs *flagset.Set) *filters {
	f := &filters{}
	fs.String(&f.server, "server", "only images of this `server` (id, name or URL)", servers.Flag(a))
	fs.String(&f.name, "name", "only images of this `name`", Finder.Flag(a))
	fs.String(&f.status, "status", "only images in this `status`", flagset.Words(statuses...))
	fs.String(&f.typ, "type", "only images of this `type`: base or snapshot", flagset.Words(types...))
	fs.String(&f.changesSince, "changes-since", "only images that changed since this `time` (2013-12-10T17:17:25Z, or 10m for ten minutes ago)", flagset.Times)
	f.page.Add(fs, Finder.FlagID(a))
	return f
}

// listImages is `image list` (guide 2.6.1).
func listImages(a *app.App, servers *ref.Finder) *cobra.Command {
	return verb.List[*filters]{
		Noun:  noun,
		Short: "List images",
		Example: `  novactl image list
  novactl image list --type snapshot --server web-1
  novactl image list --columns id,name,size --sort size:desc`,
		Flags: func(fs *flagset.Set) *filters { return newFilters(a, servers, fs) },
		Items: func(ctx context.Context, c *client.Client, f *filters, idsOnly bool) (verb.Items, error) {
			filter, err := f.read()
			if err != nil {
				return nil, err
			}
			if filter.Server, err = servers.ResolveFlag(ctx, c, f.server); err != nil {
				return nil, err
			}
			if idsOnly {
				return c.ListImagesBrief(ctx, filter), nil
			}
			return c.ListImages(ctx, filter), nil
		},
	}.Command(a)
}

// read returns the filter without the server, which is to be looked up.
func (f *filters) read() (client.ImageFilter, error) {
	filter := client.ImageFilter{Name: f.name, Marker: f.page.Marker, Limit: f.page.Limit}
	var err error
	if filter.Status, err = flagset.Choice("status", f.status, statuses); err != nil {
		return filter, err
	}
	if filter.Type, err = flagset.Choice("type", f.typ, types); err != nil {
		return filter, err
	}
	filter.ChangesSince, err = flagset.ParseSince(f.changesSince)
	return filter, err
}
