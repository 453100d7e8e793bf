package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// resize is `server resize` (guide 2.3.4).
func resize(a *verb.App) *cobra.Command {
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
		Flags: func(a *verb.App, cmd *cobra.Command) {
			f := cmd.Flags()
			f.String("flavor", "", "the new `flavor` (id, name or URL)")
			f.String("disk-config", "", "`AUTO` or MANUAL partitioning of the disk")
			f.Bool("confirm", false, "wait, then confirm the resize")
			f.String("check", "", "wait, run this `command`, then confirm or revert")
			verb.Flavors.CompleteFlag(a, cmd, "flavor")
			verb.CompleteWith(cmd, "disk-config", "AUTO", "MANUAL")
		},
		Prepare: prepareResize,
		Goal:    func(r verb.Accepted) client.Goal { return client.GoalResized(r.Wanted) },
		Waits:   settles,
		After:   afterResize,
	}
	return act.Command(a)
}

func prepareResize(call verb.Call) (verb.Do, error) {
	get := func(name string) string { v, _ := call.Cmd.Flags().GetString(name); return v }
	if names := call.Cmd.Flags().Args(); get("flavor") == "" && len(names) > 1 && (names[0] == "confirm" || names[0] == "revert") {
		return nil, &verb.UsageError{Message: "a resize needs --flavor", Hint: "did you mean: novactl server " + names[0] + "-resize " + names[1]}
	}
	if get("flavor") == "" {
		return nil, &verb.UsageError{Message: "a resize needs --flavor", Hint: "see novactl flavor list"}
	}
	if call.Cmd.Flags().Changed("check") && get("check") == "" {
		return nil, verb.Usagef("--check is empty: it must be a command")
	}
	if confirm, _ := call.Cmd.Flags().GetBool("confirm"); confirm && call.Cmd.Flags().Changed("check") {
		return nil, verb.Usagef("--check and --confirm: one will do")
	}
	disk, err := diskConfig(get("disk-config"))
	if err != nil {
		return nil, err
	}
	flavor, err := verb.Flavors.ResolveFlag(call.Cmd.Context(), call.Client, get("flavor"))
	return func(ctx context.Context, t verb.Target) (verb.Accepted, error) {
		err := call.Client.Resize(ctx, t.ID, api.Resize{FlavorRef: flavor, DiskConfig: disk})
		return verb.Accepted{Target: t, Wanted: flavor}, err
	}, err
}
