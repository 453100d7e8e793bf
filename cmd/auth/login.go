package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
)

// login is `auth login`: POST /tokens (guide 1.3.2).
func login(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:   "login",
		Short: "Sign in anew, and keep the token",
		Long: `Sign in with the settings' credentials, and keep the token until it expires (24 hours at most).

Every command signs in by itself when it needs to. This one does it now: after a change of password, say, or to see whether
the credentials are right.

On a terminal it asks for what the settings lack: which cloud (those of clouds.yaml and of the configuration file, Rackspace, or the address of an
identity service), the user, the password or API key, a one-time passcode where the cloud wants one, the region where there are several. What was
answered can be kept as a profile, with the secret in the system's keyring, in a file of its own, or behind a command that prints it. Without a terminal
nothing is asked.`,
		Example: "  novactl auth login --cloud rackspace",
		Args:    verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.NoCurl(cmd); err != nil {
				return err
			}
			q := &questions{app: a, cmd: cmd}
			if err := q.ask(cmd.Context()); err != nil {
				return err
			}
			s, err := q.signIn(cmd.Context())
			if err != nil {
				return fail.Op("sign in", "", err)
			}
			if err := app.Print(a, out, &view, newSession(s)); err != nil {
				return err
			}
			return q.offerToKeep(cmd.Context())
		},
	}
	out = app.AddOutputFlags(cmd, &view)
	return cmd
}
