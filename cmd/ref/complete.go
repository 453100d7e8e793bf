package ref

import (
	"context"
	"slices"
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
	return f.CompleteIn(a, maxArgs, nil)
}

// CompleteIn is Complete for a command that only what has one of these statuses is of use to; none: all is.
func (f *Finder) CompleteIn(a *app.App, maxArgs int, statuses []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if maxArgs > 0 && len(args) >= maxArgs {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return f.names(a, cmd, args, prefix, statuses), cobra.ShellCompDirectiveNoFileComp
	}
}

// Flag completes names of the noun as the value of a flag.
func (f *Finder) Flag(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return f.names(a, cmd, nil, prefix, nil), cobra.ShellCompDirectiveNoFileComp
	}
}

// names are the names that begin with prefix and aren't among used, of what has one of the statuses, each with its status.
func (f *Finder) names(a *app.App, cmd *cobra.Command, used []string, prefix string, statuses []string) []string {
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
	all := f.Names(ctx, c)
	if f.InDetail != nil { // the list in brief has no status
		all = f.InDetail(ctx, c, nil)
	}
	for raw, err := range all {
		if err != nil {
			break // what came so far is better than nothing
		}
		b, err := brief(raw)
		if err != nil {
			break
		}
		if len(statuses) > 0 && !slices.Contains(statuses, b.Status) {
			continue
		}
		if strings.HasPrefix(b.Name, prefix) && !taken[b.Name] {
			taken[b.Name] = true
			names = append(names, described(b.Name, b.Status))
		}
		if strings.HasPrefix(b.ID, prefix) && prefix != "" && !taken[b.ID] {
			names = append(names, described(b.ID, strings.TrimSpace(b.Name+" "+b.Status)))
		}
	}
	return names
}

// described is a candidate with what it is, as shells show it.
func described(text, about string) string {
	if about == "" {
		return text
	}
	return text + "\t" + about
}
