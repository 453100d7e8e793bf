package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
)

// status is `auth status`. It sends nothing.
func status(a *verb.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show who is signed in, where, and until when",
		Long:  "Show the session of the kept token. Nothing is sent; where no token is kept the exit code is 4.",
		Args:  verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.Client(cmd)
			if err != nil {
				return err
			}
			s, ok := c.CachedSession()
			if !ok {
				return &verb.SignedOutError{}
			}
			return verb.Print(a, cmd, view, tell(s))
		},
	}
	verb.AddOutputFlags(cmd, view.ColumnKeys)
	return cmd
}
