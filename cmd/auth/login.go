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
the credentials are right.`,
		Example: "  novactl auth login --cloud rackspace",
		Args:    verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.NoCurl(cmd); err != nil {
				return err
			}
			c, err := a.Client(cmd)
			if err != nil {
				return err
			}
			s, err := c.Authenticate(cmd.Context())
			if err != nil {
				return &fail.OpError{Op: "sign in", Err: err}
			}
			return app.Print(a, out, view, newSession(s))
		},
	}
	out = app.AddOutputFlags(cmd, view)
	return cmd
}
