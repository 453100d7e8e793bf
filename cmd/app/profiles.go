package app

import "github.com/spf13/cobra"

// ProfileNames are the profiles that --cloud can name, for completion. Profiles that can't be read complete nothing.
func (a *App) ProfileNames(cmd *cobra.Command) []string {
	cfg, err := a.Config(cmd)
	if err != nil {
		return nil
	}
	profiles, _ := cfg.Profiles()
	names := make([]string, len(profiles))
	for i, p := range profiles {
		names[i] = p.Name
	}
	return names
}
