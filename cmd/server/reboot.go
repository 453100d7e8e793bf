package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// reboot is `server reboot` (guide 2.3.2).
func reboot(a *app.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:    noun,
		Verb:    "reboot",
		Short:   "Restart servers",
		Long:    "Ask the operating system of each server to restart; with --hard switch its power off and on.",
		Example: "  novactl server reboot web-1 web-2 --wait",
		Flags: func(_ *app.App, cmd *cobra.Command) {
			cmd.Flags().Bool("hard", false, "switch the power off and on instead of asking the operating system")
		},
		Prepare: func(in app.Invocation) (verb.Do, error) {
			kind := client.SoftReboot
			if hard, _ := in.Cmd.Flags().GetBool("hard"); hard {
				kind = client.HardReboot
			}
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				return verb.Accepted{Resource: t}, in.Client.Reboot(ctx, t.ID, kind)
			}, nil
		},
		Goal: func(verb.Accepted) client.Goal { return client.OutOfError(client.GoalActive()) },
	}.Command(a)
}
