package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
)

// reset is `sandbox reset`.
func reset(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reset",
		Short: "Delete everything in the embedded cloud",
		Long: `Delete everything in the cloud of --cloud sandbox. With --seed it is then set up as the file says; if the file can't be used,
nothing is deleted.`,
		Example: `  novactl sandbox reset --yes
  novactl sandbox reset --yes --seed cloud.yaml`,
		Args: verb.NoArgs,
	}
	var path string
	fs := flagset.Of(cmd)
	addSeedFlag(fs, &path)
	yes := app.AddYesFlag(fs)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		seed, err := readSeed(a, path)
		if err != nil {
			return err
		}
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		if err := a.Confirm(cmd.Context(), *yes, "reset the sandbox, and lose every server in it?"); err != nil {
			return err
		}
		a.ForgetRecent(cmd)
		if seed == nil {
			err = sb.Reset()
		} else {
			err = seedMistake(path, sb.ResetTo(cmd.Context(), *seed))
		}
		return fail.Op("reset the sandbox", "", err)
	}
	return cmd
}
