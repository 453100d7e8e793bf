package volume

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// attach is `volume attach` (guide 2.4.1).
func attach(a *app.App, servers *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use: "attach SERVER VOLUME", Short: "Attach a volume to a server", Args: verb.ExactArgs(2),
		Long:    "Attach a volume, by its name or id. The cloud chooses the device unless --device names one. With --wait it is there when the command ends.",
		Example: "  novactl volume attach web-1 4ab50df6-7480-45df-8604-b1ee39fe857c --wait",
	}
	var device string
	fs := flagset.Of(cmd)
	fs.String(&device, "device", "the `device` to be, such as /dev/xvdb (default: the cloud's choice)")
	wait := verb.AddWaitFlag(fs)
	return command(a, servers, cmd, "attach a volume to", func(c request, args []string) error {
		id, err := volumeID(c, args[0])
		if err != nil {
			return err
		}
		made, err := c.Client.AttachVolume(c.Cmd.Context(), c.server.ID, id, device)
		if err != nil {
			return err
		}
		doc := made.Document
		var errs []error
		if *wait {
			last, failed := c.await("attach volume", c.Client.AttachingTarget(made))
			if raw := last[0].Last.Raw; raw != nil {
				doc = client.Document{Raw: raw}
			}
			errs = failed
		}
		return fail.Join(append(errs, output.Show(c.App.Streams, c.out, &view, doc.Raw, doc.XML)))
	})
}

// volumeID is the id of the volume that a word names: what has the form of an id isn't looked up.
func volumeID(c request, word string) (string, error) {
	if ref.IsUUID(word) {
		return word, nil
	}
	id, err := volumes().Finder().ResolveFlag(c.Cmd.Context(), c.Client, word)
	if errors.As(err, new(*identity.CatalogError)) {
		return word, nil // without a volume service only Compute knows
	}
	return id, err
}

// detach is `volume detach` (guide 2.4.4). The data stays on the volume, so nothing is asked.
func detach(a *app.App, servers *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use: "detach SERVER VOLUME...", Short: "Detach volumes from a server", Args: verb.MinArgs(2),
		Long:    "Detach volumes, by their names or ids. Unmount them on the server first.",
		Example: "  novactl volume detach web-1 4ab50df6-7480-45df-8604-b1ee39fe857c --wait",
	}
	waits := verb.AddWaitFlag(flagset.Of(cmd))
	return command(a, servers, cmd, "detach a volume from", func(c request, args []string) error {
		ctx := c.Cmd.Context()
		targets, failed, begun := make([]wait.Target, len(args)), make([]error, len(args)), make([]bool, len(args))
		interrupted := c.Parallel(ctx, len(args), func(i int) {
			begun[i] = true
			id, err := volumeID(c, args[i])
			requestID := ""
			if err == nil {
				requestID, err = c.Client.DetachVolume(ctx, c.server.ID, id)
			}
			targets[i] = c.Client.AttachmentTarget(c.server.ID, id, c.Client.GoalDetached(c.server.ID, requestID))
			failed[i] = fail.Op("detach volume", args[i], err)
		})
		var accepted []wait.Target
		var left []string
		for i, t := range targets {
			switch {
			case !begun[i]:
				left = append(left, args[i])
			case failed[i] == nil:
				accepted = append(accepted, t)
			}
		}
		errs := slices.Concat(failed, []error{fail.NotBegun("detach volume", left, interrupted)})
		if *waits {
			_, unfinished := c.await("detach volume", accepted...)
			errs = append(errs, unfinished...)
		}
		return fail.Join(errs)
	})
}

// await waits for attachments.
func (c request) await(what string, targets ...wait.Target) ([]wait.Outcome, []error) {
	return verb.WaitWithProgress(c.App, c.Cmd, c.Client, what, targets)
}
