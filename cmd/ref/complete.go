package ref

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
)

// completionTime bounds what completing a name may cost the person who pressed Tab.
const completionTime = 2 * time.Second

// Arg returns the noun as usage lines name it: SERVER.
func (f *Finder) Arg() string { return strings.ToUpper(f.Noun) }

// Complete completes names of the noun for up to maxArgs arguments; 0: any number. A cloud that can't be asked completes nothing.
func (f *Finder) Complete(a *app.App, maxArgs int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if maxArgs > 0 && len(args) >= maxArgs {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return f.names(a, cmd, args, prefix), cobra.ShellCompDirectiveNoFileComp
	}
}

// Flag completes names of the noun as the value of a flag.
func (f *Finder) Flag(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return f.names(a, cmd, nil, prefix), cobra.ShellCompDirectiveNoFileComp
	}
}

// names are the names that begin with prefix and aren't among used.
func (f *Finder) names(a *app.App, cmd *cobra.Command, used []string, prefix string) []string {
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
