package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
)

// password is `auth password`.
func password(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "password",
		Short: "Change your own password",
		Long: `Change the password that you sign in with, also one that has expired, or that somebody else has set and that you must change (identity
v3). On a terminal the old one is asked for where the settings have none, and the new one twice.

The cloud ends all tokens of the user then. Where novactl has the old password from, it is yours to change.`,
		Example: "  novactl auth password --new-password-file new.txt",
		Args:    verb.NoArgs,
	}
	var to flagset.NewPassword
	to.Password.Add(flagset.Of(cmd), "new-password", "the new password")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.NoCurl(cmd); err != nil {
			return err
		}
		q := &questions{app: a, cmd: cmd}
		if err := q.ask(cmd.Context()); err != nil {
			return err
		}
		cfg, err := a.Config(cmd)
		if err != nil {
			return err
		}
		c, err := a.Client(cmd)
		if err != nil {
			return err
		}
		next, err := a.NewPassword(cmd.Context(), to)
		if err != nil {
			return err
		}
		changed, _ := next()
		if err := c.ChangeOwnPassword(cmd.Context(), changed); err != nil {
			return fail.Op("change the password", "", err)
		}
		if q.secret() != nil {
			a.Streams.Notice("the password is changed")
			return nil
		}
		a.Streams.Notice("the password is changed; novactl has the old one from: %s", cfg.Source("password"))
		return nil
	}
	return cmd
}
