package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// status is `auth status`. It sends nothing.
func status(a *app.App) *cobra.Command {
	var out app.OutputFlags
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
				return &SignedOutError{}
			}
			return app.Print(a, out, &view, newSession(s))
		},
	}
	out = app.AddOutputFlags(cmd, &view)
	return cmd
}

// SignedOutError is a session that was asked for and isn't there.
type SignedOutError struct{}

// Error returns that nobody is signed in.
func (*SignedOutError) Error() string {
	return "not signed in: no token is kept for this cloud and user"
}

// Kind returns auth.
func (*SignedOutError) Kind() string { return "auth" }

// Hint returns how to sign in.
func (*SignedOutError) Hint() string { return "sign in with: novactl auth login" }
