package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
)

// status is `sandbox status`.
func status(a *app.App) *cobra.Command {
	var out app.OutputFlags
	var again *watch.Flags
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show what the embedded cloud holds, and where",
		Args:  verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sb, err := a.Sandbox(cmd)
			if err != nil {
				return err
			}
			return fail.Op("look at the sandbox", "", again.Value(a, cmd, out, &view, func() (any, error) { return sb.Status() }))
		},
	}
	out, again = app.AddOutputFlags(cmd, &view), watch.Add(flagset.Of(cmd), "status")
	return cmd
}
