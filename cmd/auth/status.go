package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
)

// status is `auth status`. It sends nothing.
func status(a *app.App) *cobra.Command {
	var out app.OutputFlags
	var again *watch.Flags
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
			return again.Value(a, cmd, out, &view, func() (any, error) {
				s, ok := c.CachedSession()
				if !ok {
					return nil, &SignedOutError{}
				}
				return newSession(s), nil
			})
		},
	}
	out, again = app.AddOutputFlags(cmd, &view), watch.Add(flagset.Of(cmd), "session")
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
