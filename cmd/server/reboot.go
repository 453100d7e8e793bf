package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// rebootFlags are what the flags of reboot are bound to.
type rebootFlags struct{ hard bool }

// reboot is `server reboot` (guide 2.3.2).
func reboot(a *app.App) *cobra.Command {
	return verb.Act[*rebootFlags]{
		Noun:    noun,
		Verb:    "reboot",
		Short:   "Restart servers",
		Long:    "Ask the operating system of each server to restart; with --hard switch its power off and on.",
		Example: "  novactl server reboot web-1 web-2 --wait",
		Flags: func(fs *flagset.Set) *rebootFlags {
			f := &rebootFlags{}
			fs.Bool(&f.hard, "hard", "", "switch the power off and on instead of asking the operating system")
			return f
		},
		Prepare: func(in app.Invocation, f *rebootFlags) (verb.Do, error) {
			how := client.SoftReboot
			if f.hard {
				how = client.HardReboot
			}
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				return verb.Accepted{Resource: t}, in.Client.Reboot(ctx, t.ID, how)
			}, nil
		},
		Ready: true,
		Goal:  func(verb.Accepted) wait.Goal { return client.OutOfError(client.GoalActive()) },
	}.Command(a)
}
