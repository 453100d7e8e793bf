package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
)

// status is `sandbox status`.
func status(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show what the embedded cloud holds, and where",
		Args:  verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sb, err := a.Sandbox(cmd)
			if err != nil {
				return err
			}
			s, err := sb.Status()
			if err != nil {
				return &fail.OpError{Op: "look at the sandbox", Err: err}
			}
			return app.Print(a, out, &view, s)
		},
	}
	out = app.AddOutputFlags(cmd, &view)
	return cmd
}
