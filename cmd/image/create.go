package image

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// create is `image create`: the action createImage of a server (guide 2.3.9).
func create(a *app.App, servers *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "create SERVER NAME",
		Aliases: []string{"snapshot"},
		Short:   "Make an image of a server",
		Long: `Make an image of a server's system disk. The image is printed as the cloud shows it; with --wait when it is ACTIVE and the
server is done with it.`,
		Example:           "  novactl image create web-1 web-1-backup --meta kind=nightly --wait",
		Args:              verb.ExactArgs(2),
		ValidArgsFunction: servers.Complete(a, 1),
	}
	f := &createFlags{}
	fs := flagset.Of(cmd)
	fs.Strings(&f.meta, "meta", "", "a metadata item, `key=value`; may be repeated")
	f.wait = verb.AddWaitFlag(fs)
	f.out = app.AddOutputFlags(cmd, &view)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op("create image", args[1], runCreate(a, cmd, servers, f, args[0], args[1]))
	}
	return cmd
}

// createFlags are what the flags of create are bound to.
type createFlags struct {
	meta []string
	wait *bool
	out  app.OutputFlags
}

func runCreate(a *app.App, cmd *cobra.Command, servers *ref.Finder, f *createFlags, server, name string) error {
	o, err := app.OutputFor(a, f.out, &view)
	if err != nil {
		return err
	}
	metadata, err := flagset.ParsePairs("--meta", f.meta)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	var of ref.Resource
	id := ""
	err = servers.Do(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, server, func(t ref.Resource) error {
		of = t
		id, err = c.CreateImage(cmd.Context(), t.ID, api.CreateImage{Name: name, Metadata: metadata})
		return err
	})
	if err != nil {
		return err
	}
	b := verb.NewBatch(app.Invocation{App: a, Cmd: cmd, Client: c}, noun, "create image")
	b.Accepted = []verb.Accepted{{Resource: ref.Resource{ID: id, Name: name}}}
	warnDataDisks(cmd.Context(), a, c, of.ID)
	if *f.wait {
		b.Await(func(verb.Accepted) wait.Goal { return b.Client.GoalImageActive(of.ID) })
	} else {
		b.Read()
	}
	b.One(o)
	return b.Err()
}

// warnDataDisks says so where the server has disks that an image doesn't hold. What can't be found out is no reason to fail.
func warnDataDisks(ctx context.Context, a *app.App, c *client.Client, server string) {
	if a.Streams.Quiet {
		return
	}
	doc, err := c.GetServer(ctx, server)
	if err != nil {
		return
	}
	s, err := verb.Read[api.Server](a.Streams, "server "+server, doc.Raw)
	if err != nil || s.Flavor == nil {
		return
	}
	if doc, err = c.GetFlavor(ctx, s.Flavor.ID); err != nil {
		return
	}
	f, err := verb.Read[api.Flavor](a.Streams, "flavor "+s.Flavor.ID, doc.Raw)
	if err != nil {
		return
	}
	if n, _ := f.ExtraSpecs.Get("number_of_data_disks"); n != "" && n != "0" {
		a.Streams.Notice("the image holds the system disk alone: back up the server's data disks (%s) by other means", n)
	}
}
