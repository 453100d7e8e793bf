package volume

import (
	"context"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// service is the volume service, Cinder, as commands name it.
const service = "volume"

// volumes are the volume service's: what can be attached.
func volumes() *resource.Type {
	t := &resource.Type{
		ResourceType: client.ResourceType{Noun: "volume", Service: service, Path: "/volumes", Detail: "/detail", One: "volume", Many: "volumes"},
		Filter:       "name",
		Columns: []resource.Column{
			{Name: "ID", Member: "id", Help: "the volume's id"},
			{Name: "Name", Member: "name", Help: "its name"},
			{Name: "Status", Member: "status", Help: "available, in-use, creating, error, ..."},
			{Name: "Size", Member: "size", In: resource.Numbers, Help: "its size, in GB"},
			{Name: "Server", Member: "attachments.server_id", Help: "ids of the servers that have it"},
			{Name: "Device", Member: "attachments.device", In: resource.Wide, Help: "what it is there: /dev/vdb"},
			{Name: "Type", Member: "volume_type", In: resource.Wide, Help: "its volume type"},
			{Name: "Bootable", Member: "bootable", In: resource.Wide, Help: "whether servers can start from it"},
			{Name: "Zone", Member: "availability_zone", In: resource.Detail, Help: "its availability zone"},
			{Name: "Snapshot", Member: "snapshot_id", In: resource.Detail, Help: "id of the snapshot that it was made of"},
			{Name: "Metadata", Member: "metadata", In: resource.Detail, Help: "its metadata"},
			{Name: "Description", Member: "description", In: resource.Detail, Help: "what its owner says of it"},
			{Name: "Created", Member: "created_at", In: resource.Detail, Help: "when it was made"},
			{Name: "Updated", Member: "updated_at", In: resource.Detail, Help: "when it last changed"},
		},
	}
	t.WaitTarget = target(t.ResourceType)
	return t
}

// target makes the resources of a type ones to wait for.
func target(t client.ResourceType) func(*client.Client, string, string, wait.Goal) wait.Target {
	return func(c *client.Client, id, name string, g wait.Goal) wait.Target {
		return c.ResourceTarget(t, id, name, g)
	}
}

// ready is where what is done to volumes ends: no server has it, or one has it again.
func ready() wait.Goal { return wait.Idle("available", "AVAILABLE", "IN-USE") }

// snapshots are copies of volumes at a time.
func snapshots() *resource.Type {
	t := &resource.Type{
		ResourceType: client.ResourceType{Noun: "volume snapshot", Service: service, Path: "/snapshots", Detail: "/detail", One: "snapshot", Many: "snapshots"},
		Filter:       "name",
		Columns: []resource.Column{
			{Name: "ID", Member: "id", Help: "the snapshot's id"},
			{Name: "Name", Member: "name", Help: "its name"},
			{Name: "Status", Member: "status", Help: "available, creating, error, ..."},
			{Name: "Size", Member: "size", In: resource.Numbers, Help: "the size of its volume, in GB"},
			{Name: "Volume", Member: "volume_id", Help: "id of its volume"},
			{Name: "Created", Member: "created_at", In: resource.Wide, Help: "when it was made"},
		},
	}
	t.WaitTarget = target(t.ResourceType)
	return t
}

// zones are those that volumes can be in, and types what they can be of.
var (
	zones = resource.Type{
		ResourceType: client.ResourceType{Noun: "volume zone", Service: service, Path: "/os-availability-zone", Many: "availabilityZoneInfo", Whole: true},
		ID:           "zoneName", Name: "zoneName",
	}
	types = resource.Type{ResourceType: client.ResourceType{Noun: "volume type", Service: service, Path: "/types", Many: "volume_types", Whole: true}}
)

// ofService are the verbs of the volumes themselves.
func ofService(a *app.App, images *ref.Finder) []*cobra.Command {
	t := volumes()
	return []*cobra.Command{
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a volume", Goal: ready,
			Check: checkSize, Since: map[string]int{"imageRef": imagesAreSnapshots},
			Fields: []resource.Field{
				{Flag: "size", Member: "size", Kind: resource.Number, Usage: "its size, a `number` of GB (default: that of --snapshot or --source)"},
				{Flag: "type", Member: "volume_type", Names: types.Finder(), Usage: "its volume `type` (default: the cloud's choice)"},
				{Flag: "availability-zone", Member: "availability_zone", Names: zones.Finder(), Usage: "the availability `zone` that it is in"},
				{Flag: "snapshot", Member: "snapshot_id", Of: snapshots().Finder(), Usage: "make it of this `snapshot`"},
				{Flag: "source", Member: "source_volid", Of: t.Finder(), Usage: "make it a copy of this `volume`"},
				{Flag: "image", Member: "imageRef", Of: images, Usage: "write this `image` on it (id, name or URL)"},
				{Flag: "property", Member: "metadata", Kind: resource.Pairs, Usage: "metadata, `key=value`; may be repeated"},
				{Flag: "description", Member: "description", Usage: "what is said of it, a `text`"},
			},
		}),
		t.Act(a, resource.Act{
			Verb: "set", Short: "Change volumes",
			Fields: []resource.Field{{Flag: "name", Member: "name", Usage: "the new `name`"}, {Flag: "description", Member: "description", Usage: "what is said of it, a `text`"}},
		}),
		t.Act(a, resource.Act{
			Verb: "extend", Short: "Make volumes bigger", Action: "os-extend", Since: extendsAttached, Goal: ready,
			Fields: []resource.Field{{Flag: "size", Member: "new_size", Kind: resource.Number, Needed: true, Usage: "the new size, a `number` of GB"}},
		}),
		verb.Delete{Noun: t.Noun(), Short: "Delete volumes", Destroys: "all that is stored there", Each: deleteVolume}.Command(a),
		snapshot(a, t),
	}
}

// Microversions of Cinder: with the first, a volume that a server has can be extended, and with the second, a volume of an image that stands for a
// snapshot is made of the snapshot. Below it is made of the image's data, which is nothing (fact 97).
const extendsAttached, imagesAreSnapshots = 42, 46

// checkSize says that a volume lacks its size, which only another volume or a snapshot tells.
func checkSize(members map[string]any) error {
	for _, name := range []string{"size", "snapshot_id", "source_volid"} {
		if _, is := members[name]; is {
			return nil
		}
	}
	return fail.Usagef("--size is missing")
}

// deleteVolume deletes a volume. Why one is refused Cinder leaves open: its words name all that there can be, so that it is looked at once.
func deleteVolume(ctx context.Context, c *client.Client, id string) error {
	t := volumes()
	err := c.DeleteResource(ctx, t.ResourceType, id)
	if transport.Status(err) != http.StatusBadRequest {
		return err
	}
	doc, failed := c.GetResource(ctx, t.ResourceType, id)
	item, failed := resource.Read(doc.Raw, failed)
	server, _, _ := strings.Cut(item.Text("attachments.server_id"), ",")
	if failed != nil || server == "" {
		return err
	}
	return fail.Advise(err, "a server has it: novactl volume detach "+server+" "+id)
}

// snapshot is `volume snapshot`.
func snapshot(a *app.App, of *resource.Type) *cobra.Command {
	t := snapshots()
	return verb.Group("snapshot", "Work on snapshots: copies of volumes at a time",
		t.List(a, resource.List{Short: "List snapshots", Filters: []resource.Field{
			{Flag: "volume", Member: "volume_id", Of: of.Finder(), Usage: "only snapshots of this `volume`"},
			{Flag: "name", Member: "name", Usage: "only those with this `name`"},
		}}),
		t.Show(a, "Show a snapshot in detail", ""),
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a snapshot of a volume", Goal: ready,
			Fields: []resource.Field{
				{Flag: "volume", Member: "volume_id", Of: of.Finder(), Needed: true, Usage: "the `volume` that it is of"},
				{Flag: "force", Member: "force", Kind: resource.Yes, Usage: "do it while a server has the volume"},
				{Flag: "description", Member: "description", Usage: "what is said of it, a `text`"},
			},
		}),
		t.Delete(a, "Delete snapshots", "what was saved there", ""))
}

// list is `volume list`: the volumes of the project or, of a server, what is attached to it (guide 2.4.2).
func list(a *app.App, servers *ref.Finder) *cobra.Command {
	t := volumes()
	cmd := &cobra.Command{
		Use: "list [SERVER]", Aliases: []string{"ls"}, Short: "List volumes, or those attached to a server", Args: verb.MostArgs(1),
		Long: "List the volumes of the project. With a server, list what is attached to it, as Compute has it.",
		Example: `  novactl volume list --status available
  novactl volume list web-1`,
	}
	fields := []resource.Field{
		{Flag: "name", Member: "name", Usage: "only volumes with this `name`"},
		{Flag: "status", Member: "status", Words: []string{"available", "in-use", "error"}, Usage: "only volumes in this `status`"},
	}
	values := resource.Bind(a, flagset.Of(cmd), fields)
	all := func(c request) error {
		q, err := values.Query(cmd.Context(), c.Client)
		if err != nil {
			return err
		}
		return c.again.List(a, cmd, c.out, t.Noun().View.Any(), c.Client.ListResources(cmd.Context(), t.ResourceType, q, 0))
	}
	return both(a, servers, cmd, 0, "list the volumes of", all, func(c request, _ []string) error {
		return c.again.List(a, cmd, c.out, view.Any(), c.Client.ListVolumeAttachments(cmd.Context(), c.server.ID))
	})
}

// show is `volume show`: a volume or, of a server, an attachment (guide 2.4.3).
func show(a *app.App, servers *ref.Finder) *cobra.Command {
	t := volumes()
	cmd := &cobra.Command{
		Use: "show VOLUME | SERVER ATTACHMENT", Short: "Show a volume, or one attached to a server", Args: oneOrTwo,
		Long: "Show a volume. With a server before it, show how it is attached there, as Compute has it, by the attachment's id, which is the volume's.",
	}
	one := func(c request) error {
		noun, id := t.Noun(), ""
		return c.again.Show(a, cmd, c.out, noun.View.Any(), func(ctx context.Context) (doc client.Document, err error) {
			if id != "" {
				return noun.Get(ctx, c.Client, id)
			}
			if doc, err = noun.Read(ctx, c.Invocation, cmd.Flags().Arg(0)); err == nil {
				id = noun.View.Any().IDOf(doc.Raw)
			}
			return doc, err
		})
	}
	return both(a, servers, cmd, 1, "show a volume of", one, func(c request, args []string) error {
		return c.again.Show(a, cmd, c.out, view.Any(), func(ctx context.Context) (client.Document, error) {
			return c.Client.GetVolumeAttachment(ctx, c.server.ID, args[0])
		})
	})
}

func oneOrTwo(cmd *cobra.Command, args []string) error {
	if err := verb.MostArgs(2)(cmd, args); err != nil {
		return err
	}
	return verb.MinArgs(1)(cmd, args)
}

// both makes a command of two: with so many arguments it is about volumes, and with one more, a server before them, about what is attached.
func both(a *app.App, servers *ref.Finder, cmd *cobra.Command, args int, what string, all func(request) error, attached func(request, []string) error) *cobra.Command {
	volumes := volumes().Noun()
	cmd.ValidArgsFunction = servers.Complete(a, 1)
	if args == 1 {
		cmd.ValidArgsFunction = ref.Args(ref.Both(volumes.Complete(a, 1), servers.Complete(a, 1)), volumes.Complete(a, 2))
	}
	out, again := app.AddOutputFlags(cmd, volumes.View), watch.Add(flagset.Of(cmd), []string{"list", "volume"}[args])
	cmd.RunE = func(cmd *cobra.Command, typed []string) error {
		if len(typed) > args {
			return fail.Op(what+" server", typed[0], start(a, servers, cmd, out, again, typed, attached))
		}
		o, err := app.OutputFor(a, out, volumes.View)
		if err != nil {
			return err
		}
		c, err := a.Client(cmd)
		if err != nil {
			return err
		}
		if !again.Given() {
			a.Final(c)
		}
		r := request{Invocation: app.Invocation{App: a, Cmd: cmd, Client: c}, out: o, again: again}
		return fail.Op(cmd.Name()+" volume", strings.Join(typed, " "), all(r))
	}
	return cmd
}
