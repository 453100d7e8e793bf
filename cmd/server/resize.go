package server

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/server/build"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// resizeFlags are what the flags of resize are bound to.
type resizeFlags struct {
	flavor, diskConfig, check string
	confirm                   bool
	checkGiven                *pflag.Flag
}

// resize is `server resize` (guide 2.3.4).
func resize(a *app.App, flavors *ref.Finder) *cobra.Command {
	act := verb.Act[*resizeFlags]{
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
		Flags: func(fs *flagset.Set) *resizeFlags {
			f := &resizeFlags{}
			fs.String(&f.flavor, "flavor", "the new `flavor` (id, name or URL)", flavors.Flag(a))
			fs.String(&f.diskConfig, "disk-config", "`AUTO` or MANUAL partitioning of the disk", flagset.Words("AUTO", "MANUAL"))
			fs.Bool(&f.confirm, "confirm", "", "wait, then confirm the resize")
			f.checkGiven = fs.String(&f.check, "check", "wait, run this `command`, then confirm or revert")
			return f
		},
		Prepare: func(in app.Invocation, f *resizeFlags) (verb.Do, error) { return f.prepare(in, flavors) },
		Goal:    verb.OwnGoal,
		Waits:   (*resizeFlags).ends,
		After:   afterResize,
	}
	return act.Command(a)
}

// ends reports whether --confirm or --check ask for the end of the resize.
func (f *resizeFlags) ends() bool { return f.confirm || f.checkGiven.Changed }

func (f *resizeFlags) prepare(in app.Invocation, flavors *ref.Finder) (verb.Do, error) {
	if names := in.Names; f.flavor == "" && len(names) > 1 && (names[0] == "confirm" || names[0] == "revert") {
		return nil, &fail.UsageError{Message: "a resize needs --flavor", Advice: "did you mean: novactl server " + names[0] + "-resize " + names[1]}
	}
	if f.flavor == "" {
		return nil, &fail.UsageError{Message: "a resize needs --flavor", Advice: "see novactl flavor list"}
	}
	if f.checkGiven.Changed && f.check == "" {
		return nil, fail.Usagef("--check is empty: it must be a command")
	}
	if f.confirm && f.checkGiven.Changed {
		return nil, fail.Usagef("--check and --confirm: one will do")
	}
	disk, err := build.DiskConfig(f.diskConfig)
	if err != nil {
		return nil, err
	}
	flavor, err := flavors.ResolveShown(in.Cmd.Context(), in, f.flavor)
	if err == nil && f.ends() {
		in.App.PrintsFirst("what ends the resize")
	}
	return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
		requestID, err := in.Client.Resize(ctx, t.ID, api.Resize{FlavorRef: flavor, DiskConfig: disk})
		return verb.Accepted{Resource: t, Goal: in.Client.GoalResized(t.ID, flavor, requestID)}, err
	}, err
}
