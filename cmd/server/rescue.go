package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// rescue is `server rescue` (guide 2.3.7, 3.4).
func rescue(a *app.App) *cobra.Command {
	return verb.Act[*flagset.NewPassword]{
		Noun:  noun,
		Verb:  "rescue",
		Short: "Boot servers from a clean image, to mend their disks",
		Long: `Put servers in rescue mode: each boots from a clean image, with its own disk beside it, for 90 minutes at most.

The temporary password is printed with the server, and shown only now.`,
		Example: "  novactl server rescue web-1 --wait",
		Flags:   passwordFlags("the temporary password"),
		Prepare: func(in app.Invocation, from *flagset.NewPassword) (verb.Do, error) {
			next, err := in.App.OptionalPassword(in.Cmd.Context(), *from)
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				password := next()
				adminPass, err := in.Client.Rescue(ctx, t.ID, api.Rescue{AdminPass: password})
				if err != nil {
					adminPass = password // it counts if the answer alone was lost
				}
				return verb.Accepted{Resource: t, AdminPass: adminPass}, err
			}, err
		},
		Goal: func(verb.Accepted) wait.Goal { return client.OutOfError(client.GoalStatus("RESCUE")) },
	}.Command(a)
}
