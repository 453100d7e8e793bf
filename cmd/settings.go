package cmd

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/config"
)

// addSettings gives every command the flags of the settings, completed.
func addSettings(a *app.App, root *cobra.Command) {
	config.AddFlags(root.PersistentFlags())
	for _, s := range config.Settings() {
		switch {
		case s.FlagOnly || s.Secret:
		case s.Name == "cloud":
			_ = root.RegisterFlagCompletionFunc(s.Name, completeProfiles(a))
		case len(s.Choices) > 0:
			flagset.CompleteWith(root, s.Name, s.Choices...)
		case s.Type != config.File:
			_ = root.RegisterFlagCompletionFunc(s.Name, cobra.NoFileCompletions)
		}
	}
}

// completeProfiles completes --cloud.
func completeProfiles(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return a.ProfileNames(cmd), cobra.ShellCompDirectiveNoFileComp
	}
}
