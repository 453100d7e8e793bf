package verb

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// completionTime bounds what completing a name may cost the person who pressed Tab.
const completionTime = 2 * time.Second

// arg is the noun as usage lines name it: SERVER.
func (f *Finder) arg() string { return strings.ToUpper(f.Noun) }

// Complete completes names of the noun for up to most arguments; 0: any number. A cloud that can't be asked completes nothing.
func (f *Finder) Complete(a *App, most int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if most > 0 && len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return f.names(a, cmd, args, prefix), cobra.ShellCompDirectiveNoFileComp
	}
}

// CompleteFlag completes names of the noun as the value of a flag of cmd.
func (f *Finder) CompleteFlag(a *App, cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return f.names(a, cmd, nil, prefix), cobra.ShellCompDirectiveNoFileComp
	})
}

// names are the names that begin with prefix and aren't among used.
func (f *Finder) names(a *App, cmd *cobra.Command, used []string, prefix string) []string {
	c, err := a.Client(cmd)
	if err != nil || f.Names == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), completionTime)
	defer cancel()
	taken := make(map[string]bool)
	for _, u := range used {
		taken[u] = true
	}
	var names []string
	for raw, err := range f.Names(ctx, c) {
		if err != nil {
			break // what came so far is better than nothing
		}
		b, err := brief(raw)
		if err != nil {
			break
		}
		if strings.HasPrefix(b.Name, prefix) && !taken[b.Name] {
			taken[b.Name] = true
			names = append(names, b.Name)
		}
		if strings.HasPrefix(b.ID, prefix) && prefix != "" && !taken[b.ID] {
			names = append(names, b.ID+"\t"+b.Name)
		}
	}
	return names
}

// CompleteWith completes the value of a flag of cmd with fixed words.
func CompleteWith(cmd *cobra.Command, flag string, words ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

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
