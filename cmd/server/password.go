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

// password is `server password` (guide 2.3.1).
func password(a *app.App) *cobra.Command {
	return verb.Act[*flagset.NewPassword]{
		Noun:    noun,
		Verb:    "password",
		Aliases: []string{"root-password", "set-password"},
		Short:   "Change the administrator password of servers",
		Long: `Change the administrator password. On a terminal it is asked for twice; elsewhere name where it comes from.

A password that was made with --generate is printed with the server.`,
		Example: `  novactl server password web-1
  novactl server password web-1 web-2 --generate --wait -o json`,
		Flags: passwordFlags("the new password"),
		Prepare: func(in app.Invocation, from *flagset.NewPassword) (verb.Do, error) {
			next, err := in.App.NewPassword(in.Cmd.Context(), *from)
			if err != nil {
				return nil, err
			}
			return func(ctx context.Context, t ref.Resource) (verb.Accepted, error) {
				secret, generated := next()
				r := verb.Accepted{Resource: t}
				if generated {
					r.AdminPass = secret
				}
				return r, in.Client.ChangePassword(ctx, t.ID, secret)
			}, nil
		},
		Goal: func(verb.Accepted) wait.Goal { return client.GoalActive() },
	}.Command(a)
}

// passwordFlags are --password-file, --password-stdin and --generate.
func passwordFlags(what string) func(*flagset.Set) *flagset.NewPassword {
	return func(fs *flagset.Set) *flagset.NewPassword {
		p := &flagset.NewPassword{}
		p.Add(fs, "password", what)
		return p
	}
}
