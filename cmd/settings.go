package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/config"
)

// addSettings adds the flags of the settings to every command, completed.
func addSettings(a *app.App, root *cobra.Command) {
	for s, f := range config.AddFlags(root.PersistentFlags()) {
		switch {
		case s.FlagOnly || s.Secret:
		case s.Group == config.GroupProfile:
			flagset.Complete(root, f, completeProfiles(a))
		case s.Name == "region":
			flagset.Complete(root, f, completeRegions(a))
		case len(s.Choices) > 0:
			flagset.Complete(root, f, flagset.Words(s.Choices...))
		case s.Type == config.Duration:
			flagset.Complete(root, f, flagset.Words("1s", "10s", "1m", "10m", "1h"))
		case s.Type != config.File && s.Type != config.Command:
			flagset.Complete(root, f, cobra.NoFileCompletions)
		}
	}
}

// completeProfiles completes --cloud.
func completeProfiles(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return a.ProfileNames(cmd), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeRegions completes --region from the catalog of the kept token, if there is one: nobody is asked.
func completeRegions(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		c, err := a.Client(cmd)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var regions []string
		session, _ := c.CachedSession()
		for _, service := range session.Catalog {
			for _, e := range service.Endpoints {
				if e.Region != "" && !slices.Contains(regions, e.Region) {
					regions = append(regions, e.Region)
				}
			}
		}
		if len(regions) > 1 {
			regions = append(regions, "all")
		}
		if strings.Contains(typed, ",") {
			return flagset.CompleteColumns(func() []string { return regions })(cmd, args, typed)
		}
		return regions, cobra.ShellCompDirectiveNoFileComp
	}
}
