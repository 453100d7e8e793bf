package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
)

// reset is `sandbox reset`.
func reset(a *verb.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reset",
		Short: "Delete everything in the embedded cloud",
		Args:  verb.NoArgs,
	}
	verb.AddYesFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		if err := a.Confirm(cmd, "reset the sandbox, and lose every server in it?"); err != nil {
			return err
		}
		if err := sb.Reset(); err != nil {
			return &verb.OpError{Op: "reset the sandbox", Err: err}
		}
		return nil
	}
	return cmd
}
