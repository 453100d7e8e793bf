package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
)

// logout is `auth logout`.
func logout(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "logout",
		Short: "Revoke the kept token, and forget it",
		Args:  verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.NoDryRun(cmd); err != nil {
				return err
			}
			c, err := a.Client(cmd)
			if err != nil {
				return err
			}
			if err := c.Logout(cmd.Context()); err != nil {
				return &fail.OpError{Op: "sign out", Err: err, Advice: "the token was forgotten here all the same"}
			}
			return nil
		},
	}
}
