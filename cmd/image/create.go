package image

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
		Use:     "create [SERVER] NAME",
		Aliases: []string{"snapshot"},
		Short:   "Make an image of a server, of a file, or of what a URL leads to",
		Long: `Make an image of a server's system disk; or, with --file, of a disk in a file; or, with --url, of one that the cloud gets by itself. The
image is printed as the cloud shows it; with --wait when it is ACTIVE and the server is done with it.

An upload that fails or is interrupted leaves no image. What the cloud has in the end is compared with what was sent, by its hash.`,
		Example: `  novactl image create web-1 web-1-backup --meta kind=nightly --wait
  novactl image create debian --file debian.qcow2 --min-disk 3 --property os_distro=debian
  curl -sL https://example.com/disk.raw | novactl image create disk --file - --disk-format raw
  novactl image create debian --url https://example.com/debian.qcow2 --disk-format qcow2 --wait`,
		Args:              verb.MinArgs(1),
		ValidArgsFunction: servers.Complete(a, 1),
	}
	f := &createFlags{}
	fs := flagset.Of(cmd)
	fs.Strings(&f.meta, "meta", "", "a metadata item, `key=value`; may be repeated")
	f.addUpload(fs)
	f.wait = verb.AddWaitFlag(fs)
	f.out = app.AddOutputFlags(cmd, &view)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch uploads, err := f.uploads(len(args)); {
		case err != nil:
			return err
		case uploads:
			return fail.Op("create image", args[0], runUpload(a, cmd, f, args[0]))
		}
		return fail.Op("create image", args[1], runCreate(a, cmd, servers, f, args[0], args[1]))
	}
	return cmd
}

// createFlags are what the flags of create are bound to.
type createFlags struct {
	meta []string
	wait *bool
	out  app.OutputFlags

	// What only an image of a file or a URL takes.
	file, url                               string
	diskFormat, containerFormat, visibility string
	minDisk, minRAM                         int
	protected                               bool
	properties, tags                        []string

	ofUpload []*pflag.Flag // those, and where the data comes from
}

// addUpload adds the flags of an image of a file or a URL.
func (f *createFlags) addUpload(fs *flagset.Set) {
	f.ofUpload = []*pflag.Flag{
		fs.String(&f.file, "file", "make it of the disk in this `file`; - is stdin"),
		fs.String(&f.url, "url", "make it of what this `url` leads to, which the cloud gets by itself"),
		fs.String(&f.diskFormat, "disk-format", "`format` of the disk: qcow2, raw, ... (default: what a file shows)", flagset.Words(diskFormats...)),
		fs.String(&f.containerFormat, "container-format", "`format` of what the disk is in (default: bare)", flagset.Words("bare", "ovf", "ova", "docker")),
		fs.Int(&f.minDisk, "min-disk", "", 0, "the smallest disk, in `GB`, that a server made of it may have"),
		fs.Int(&f.minRAM, "min-ram", "", 0, "the least memory, in `MB`, that such a server may have"),
		fs.Strings(&f.properties, "property", "", "a property, `key=value`; may be repeated"),
		fs.String(&f.visibility, "visibility", "`who` sees it: private, shared, community, public", flagset.Words(visibilities...)),
		fs.Bool(&f.protected, "protected", "", "it can't be deleted until image set --unprotected"),
		fs.Strings(&f.tags, "tag", "", "a `tag`; may be repeated"),
	}
}

// uploads reports whether the image is of a file or a URL, where the arguments and the flags fit that.
func (f *createFlags) uploads(args int) (bool, error) {
	uploads := f.file != "" || f.url != ""
	switch {
	case f.file != "" && f.url != "":
		return false, fail.Usagef("--file and --url: one of them will do")
	case uploads && args != 1:
		return false, fail.Usagef("with --file or --url the name of the image is the only argument")
	case f.minDisk < 0:
		return false, fail.Usagef("--min-disk %d: it can't be negative", f.minDisk)
	case f.minRAM < 0:
		return false, fail.Usagef("--min-ram %d: it can't be negative", f.minRAM)
	case uploads:
		if f.containerFormat == "" {
			f.containerFormat = "bare"
		}
		return true, nil
	case args == 1:
		return false, &fail.UsageError{Message: "an image of what? It takes SERVER NAME, or NAME and --file or --url", Advice: "see novactl image create --help"}
	case args > 2:
		return false, fail.Usagef("%d arguments: it takes SERVER NAME, or NAME and --file or --url", args)
	}
	for _, flag := range f.ofUpload {
		if flag.Changed {
			return false, fail.Usagef("--%s is for an image of a file or a URL: --file or --url is missing", flag.Name)
		}
	}
	return false, nil
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
