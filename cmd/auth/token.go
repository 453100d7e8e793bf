package auth

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/output"
)

// issued is a token as the identity document names its members (guide 1.3.3).
type issued struct {
	ID       string `json:"id"`
	Expires  string `json:"expires"`
	TenantID string `json:"tenant_id"`
}

var tokenView = output.View[*issued]{
	One: "token", Many: "tokens",
	ID: func(t *issued) string { return t.ID },
	Columns: []output.Column[*issued]{
		{Name: "ID", Cell: func(t *issued) string { return t.ID }, Help: "the token"},
		{Name: "Expires", Cell: func(t *issued) string { return t.Expires }, Help: "when it expires, ISO 8601"},
		{Name: "Tenant ID", Cell: func(t *issued) string { return t.TenantID }, Help: "id of the project that it is for"},
	},
}

// token is `auth token`.
func token(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a token that works, for other programs",
		Long: `Print the kept token, or a new one where there is none that works. It is as good as a password until it expires.

Without -o it is printed alone, for $(novactl auth token).`,
		Example: `  curl -H "X-Auth-Token: $(novactl auth token)" "$ENDPOINT/servers"`,
		Args:    verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.NoCurl(cmd); err != nil {
				return err
			}
			c, err := a.Client(cmd)
			if err != nil {
				return err
			}
			s, err := c.Session(cmd.Context())
			if err != nil {
				return &fail.OpError{Op: "sign in", Err: err}
			}
			return printToken(a, cmd, out, s)
		},
	}
	out = app.AddOutputFlags(cmd, &tokenView)
	return cmd
}

func printToken(a *app.App, cmd *cobra.Command, out app.OutputFlags, s identity.Session) error {
	o, err := a.Output(out)
	if err != nil {
		return err
	}
	if a.ByHabit(cmd, o) {
		o.Format = "id"
	}
	return app.PrintWith(a, o, &tokenView, issued{ID: s.Token, Expires: when(s.Expires), TenantID: s.TenantID})
}
