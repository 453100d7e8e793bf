package profile

import (
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
)

// use is `profile use`.
func use(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "use NAME", Short: "Make a profile the one that commands use where none is named",
		Long:    "Write cloud: NAME into the configuration file. --cloud, NOVACTL_CLOUD and OS_CLOUD win over it.",
		Example: "  novactl profile use sandbox",
		Args:    verb.ExactArgs(1), ValidArgsFunction: complete(a, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := a.Config(cmd)
			if err != nil {
				return err
			}
			return app.EditConfig(a, cfg, func(e *config.Edit) error { return e.Use(args[0]) })
		},
	}
}

// remove is `profile delete`.
func remove(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "delete NAME...", Aliases: []string{"rm"}, Short: "Delete profiles from the configuration file",
		Long:    "Delete profiles from the configuration file, with their secrets. Those of clouds.yaml are not novactl's to change.",
		Example: "  novactl profile delete work --yes",
		Args:    verb.MinArgs(1), ValidArgsFunction: complete(a, 0),
	}
	yes := app.AddYesFlag(flagset.Of(cmd))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		cfg, err := a.Config(cmd)
		if err != nil {
			return err
		}
		confirm := sync.OnceValue(func() error {
			return a.Confirm(cmd.Context(), *yes, fmt.Sprintf("delete %s, and lose the passwords and keys there?", strings.Join(args, ", ")))
		})
		return app.EditConfig(a, cfg, func(e *config.Edit) error {
			for _, name := range args {
				if err := e.Delete(name); err != nil {
					return err
				}
			}
			return confirm()
		})
	}
	return cmd
}
