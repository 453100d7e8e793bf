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

// password is `server password` (guide 2.3.1).
func password(a *app.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:    noun,
		Verb:    "password",
		Aliases: []string{"root-password", "set-password"},
		Short:   "Change the administrator password of servers",
		Long: `Change the administrator password. On a terminal it is asked for twice; elsewhere name where it comes from.

A password that was made with --generate is printed with the server.`,
		Example: `  novactl server password web-1
  novactl server password web-1 web-2 --generate --wait -o json`,
		Flags: func(_ *app.App, cmd *cobra.Command) {
			app.AddNewPasswordFlags(cmd, "password", "the new password")
		},
		Prepare: func(in app.Invocation) (verb.Do, error) {
			next, err := in.App.NewPassword(in.Cmd, "password")
			if err != nil {
				return nil, err
			}
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				secret, tell := next()
				r := verb.Accepted{Resource: t}
				if tell {
					r.AdminPass = secret
				}
				return r, in.Client.ChangePassword(ctx, t.ID, secret)
			}, nil
		},
		Goal: func(verb.Accepted) client.Goal { return client.GoalActive() },
	}.Command(a)
}
