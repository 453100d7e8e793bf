package server

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
)

// resize is `server resize` (guide 2.3.4).
func resize(a *app.App) *cobra.Command {
	act := verb.Act[api.Server]{
		Noun:  noun,
		Verb:  "resize",
		Short: "Give servers another flavor",
		Long: `Resize servers to another flavor. Each ends in VERIFY_RESIZE: look at it, then confirm-resize or revert-resize; the cloud
confirms by itself after 24 hours.

With --confirm the resize is waited for and confirmed. With --check COMMAND it is waited for, the command runs in a shell with
NOVACTL_SERVER_ID, NOVACTL_SERVER_NAME and NOVACTL_SERVER_ADDRESS in its environment, and the resize is confirmed if it exits 0
and reverted if not (exit code 7). The address is the access address or a public one, IPv4 before IPv6.`,
		Example: `  novactl server resize web-1 --flavor 3 --wait
  novactl server resize web-1 --flavor 3 --check 'curl -fsS http://$NOVACTL_SERVER_ADDRESS/health'`,
		Flags: func(a *app.App, cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("flavor", "", "the new `flavor` (id, name or URL)")
			f.String("disk-config", "", "`AUTO` or MANUAL partitioning of the disk")
			f.Bool("confirm", false, "wait, then confirm the resize")
			f.String("check", "", "wait, run this `command`, then confirm or revert")
			ref.Flavors.CompleteFlag(a, cmd, "flavor")
			flagset.CompleteWith(cmd, "disk-config", "AUTO", "MANUAL")
		},
		Prepare: prepareResize,
		Goal:    func(r verb.Accepted) client.Goal { return client.GoalResized(r.Wanted) },
		Waits:   settles,
		After:   afterResize,
	}
	return act.Command(a)
}

func prepareResize(in app.Invocation) (verb.Do, error) {
	get := func(name string) string { v, _ := in.Cmd.Flags().GetString(name); return v }
	if names := in.Cmd.Flags().Args(); get("flavor") == "" && len(names) > 1 && (names[0] == "confirm" || names[0] == "revert") {
		return nil, &fail.UsageError{Message: "a resize needs --flavor", Advice: "did you mean: novactl server " + names[0] + "-resize " + names[1]}
	}
	if get("flavor") == "" {
		return nil, &fail.UsageError{Message: "a resize needs --flavor", Advice: "see novactl flavor list"}
	}
	if in.Cmd.Flags().Changed("check") && get("check") == "" {
		return nil, fail.Usagef("--check is empty: it must be a command")
	}
	if confirm, _ := in.Cmd.Flags().GetBool("confirm"); confirm && in.Cmd.Flags().Changed("check") {
		return nil, fail.Usagef("--check and --confirm: one will do")
	}
	disk, err := diskConfig(get("disk-config"))
	if err != nil {
		return nil, err
	}
	flavor, err := ref.Flavors.ResolveFlag(in.Cmd.Context(), in.Client, get("flavor"))
	return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
		err := in.Client.Resize(ctx, t.ID, api.Resize{FlavorRef: flavor, DiskConfig: disk})
		return verb.Accepted{Resource: t, Wanted: flavor}, err
	}, err
}
