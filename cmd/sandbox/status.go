package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
)

// status is `sandbox status`.
func status(a *verb.App) *cobra.Command {
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
				return &verb.OpError{Op: "look at the sandbox", Err: err}
			}
			return verb.Print(a, cmd, view, s)
		},
	}
	verb.AddOutputFlags(cmd, view.ColumnKeys)
	return cmd
}
