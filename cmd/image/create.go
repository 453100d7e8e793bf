package image

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// create is `image create`: the action createImage of a server (guide 2.3.9).
func create(a *app.App, servers *ref.Finder) *cobra.Command {
	f := &createFlags{}
	cmd := resource.Part{
		Of: servers, Use: "create [SERVER] NAME", Args: verb.MinArgs(1), What: "create an image of",
		Short: "Make an image of a server, of a file, or of what a URL leads to",
		Long: `Make an image of a server's system disk; or, with --file, of a disk in a file; or, with --url, of one that the cloud gets by itself. The
image is printed as the cloud shows it; with --wait when it is ACTIVE and the server is done with it. In its name {name} is the name of the server.

Metadata of a server's image that is called like an attribute of images (id, name, visibility, min_ram, protected, tags, ...) becomes that attribute, is lost
or is refused, by clouds of today.

An upload that fails or is interrupted leaves no image. What the cloud has in the end is compared with what was sent, by its hash.`,
		Example: `  novactl image create web-1 web-1-backup --meta kind=nightly --wait
  novactl image create 'web-*' '{name}-backup' --wait
  novactl image create debian --file debian.qcow2 --min-disk 3 --property os_distro=debian
  curl -sL https://example.com/disk.raw | novactl image create disk --file - --disk-format raw
  novactl image create debian --url https://example.com/debian.qcow2 --disk-format qcow2 --wait`,
		View: &view, Acts: true, Waits: true, Named: true,
		Else: func(in app.Invocation, out app.OutputFlags) (bool, error) {
			uploads, err := f.uploads(len(in.Names))
			if uploads {
				err = fail.Op("create image", in.Names[0], runUpload(in, f, out))
			}
			return uploads, err
		},
		Prepare: func(*resource.Run) (err error) {
			f.metadata, err = flagset.ParsePairs("--meta", f.meta)
			return err
		},
		Run: func(r *resource.Run) error { return ofServer(r, f.metadata) },
	}.Command(a)
	cmd.Aliases = []string{"snapshot"}
	f.add(flagset.Of(cmd))
	return cmd
}

// createFlags are what the flags of create are bound to.
type createFlags struct {
	meta     []string
	metadata api.Metadata // as meta has it

	// What only an image of a file or a URL takes.
	file, url                               string
	diskFormat, containerFormat, visibility string
	minDisk, minRAM                         int
	protected                               bool
	properties, tags                        []string

	ofUpload []*pflag.Flag // those, and where the data comes from
}

func (f *createFlags) add(fs *flagset.Set) {
	fs.Strings(&f.meta, "meta", "", "a metadata item, `key=value`; may be repeated")
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

// ofServer makes an image of a server.
func ofServer(r *resource.Run, metadata api.Metadata) error {
	ctx, name := r.Cmd.Context(), r.NameOf(r.Args[0])
	id, err := r.Client.CreateImage(ctx, r.Of.ID, api.CreateImage{Name: name, Metadata: metadata})
	if err != nil {
		return fail.Advise(err, attributeHint(err, metadata))
	}
	warnDataDisks(ctx, r.App, r.Client, r.Of.ID)
	r.AwaitShown(noun.WaitTarget(r.Client, id, name, r.Client.GoalImageActive(r.Of.ID)))
	doc, err := app.OwnDocument(map[string]string{"id": id, "name": name})
	if err == nil && !r.Waits {
		doc, err = read(ctx, r.Client, doc, id, name)
	}
	return cmp.Or(r.Show(doc, nil), err)
}

// attributeHint names the metadata that Nova 34 fails on where it makes an image: what is called like an attribute of Glance and is no text (fact 92).
func attributeHint(err error, metadata api.Metadata) string {
	for _, item := range metadata {
		if transport.Status(err) == http.StatusInternalServerError && slices.Contains(attributes, item.Key) {
			return "--meta " + item.Key + " may be why: images have an attribute of that name, which image set changes; look whether there is an image, and try without it"
		}
	}
	return ""
}

// attributes are those of Glance that take more than any text.
var attributes = []string{"min_ram", "min_disk", "protected", "tags", "os_hidden", "locations", "size"}

// read returns the image as the cloud shows it, or what is known of it.
func read(ctx context.Context, c *client.Client, known client.Document, id, name string) (client.Document, error) {
	doc, err := noun.Get(ctx, c, id)
	if err != nil {
		return known, &fail.OpError{Op: "show image", Ref: name, Err: err, Advice: "the cloud accepted: create image " + name}
	}
	return doc, nil
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
