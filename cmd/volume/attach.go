package volume

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/wait"
)

// attach is `volume attach` (guide 2.4.1).
func attach(a *app.App, servers *ref.Finder) *cobra.Command {
	return resource.Part{
		Of: servers, Use: "attach SERVER VOLUME", Args: verb.ExactArgs(2), Then: Finder().Complete(a, 0), What: "attach a volume to",
		Short:   "Attach a volume to a server",
		Long:    "Attach a volume, by its name or id. The cloud chooses the device unless --device names one. With --wait it is there when the command ends.",
		Example: "  novactl volume attach web-1 4ab50df6-7480-45df-8604-b1ee39fe857c --wait",
		View:    &view, Waits: true, Acts: true,
		Fields: []resource.Field{{Flag: "device", Usage: "the `device` to be, such as /dev/xvdb (default: the cloud's choice)"}},
		Prepare: func(r *resource.Run) error {
			id, err := volumeID(r.Cmd.Context(), r.Client, r.Args[0])
			r.Args = []string{id}
			return err
		},
		Run: func(r *resource.Run) error {
			made, err := r.Client.AttachVolume(r.Cmd.Context(), r.Of.ID, r.Args[0], r.Values.Text("device"))
			if err != nil {
				return err
			}
			r.AwaitShown(r.Client.AttachingTarget(made))
			return r.Show(made.Document, nil)
		},
	}.Command(a)
}

// volumeID is the id of the volume that a word names: what has the form of an id isn't looked up.
func volumeID(ctx context.Context, c *client.Client, word string) (string, error) {
	if ref.IsUUID(word) {
		return word, nil
	}
	id, err := volumes().Finder().ResolveFlag(ctx, c, word)
	if errors.As(err, new(*identity.CatalogError)) {
		return word, nil // without a volume service only Compute knows
	}
	return id, err
}

// attached are the volumes that a server has, as the volume service lists them, for completion.
func attached(servers *ref.Finder) ref.Part {
	return ref.Part{Of: servers, Noun: "volumes", List: func(ctx context.Context, c *client.Client, id string) verb.Items {
		return func(yield func(jsontext.Value, error) bool) {
			for raw, err := range c.ListResources(ctx, volumes().ResourceType, nil, 0) {
				item, err := resource.Read(raw, err)
				if err != nil || strings.Contains(item.Text("attachments.server_id"), id) {
					if !yield(raw, err) {
						return
					}
				}
			}
		}
	}}
}

// detach is `volume detach` (guide 2.4.4). The data stays on the volume, so nothing is asked.
func detach(a *app.App, servers *ref.Finder) *cobra.Command {
	return resource.Part{
		Of: servers, Use: "detach SERVER VOLUME...", Args: verb.MinArgs(2), Then: attached(servers).Complete(a, 0), What: "detach a volume from",
		Short:   "Detach volumes from a server",
		Long:    "Detach volumes, by their names or ids. Unmount them on the server first.",
		Example: "  novactl volume detach web-1 4ab50df6-7480-45df-8604-b1ee39fe857c --wait",
		Waits:   true, Acts: true,
		Run: func(r *resource.Run) error {
			ctx := r.Cmd.Context()
			targets, errs := make([]wait.Target, len(r.Args)), make([]error, len(r.Args))
			var left []string
			interrupted := r.Parallel(ctx, len(r.Args), func(i int) {
				id, err := volumeID(ctx, r.Client, r.Args[i])
				requestID := ""
				if err == nil {
					requestID, err = r.Client.DetachVolume(ctx, r.Of.ID, id)
				}
				targets[i] = r.Client.AttachmentTarget(r.Of.ID, id, r.Client.GoalDetached(r.Of.ID, requestID))
				errs[i] = r.Op(r.Args[i], err)
			})
			for i, t := range targets {
				switch {
				case t.Look == nil:
					left = append(left, r.Args[i])
				case errs[i] == nil:
					r.Await(t)
				}
			}
			return fail.Join(slices.Concat(errs, []error{fail.NotBegun("detach a volume from server "+r.Of.Name, left, interrupted)}))
		},
	}.Command(a)
}
