package ref

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// Arg returns the noun as usage lines name it: SERVER.
func (f *Finder) Arg() string { return strings.ToUpper(f.Noun) }

// Complete completes names of the noun for up to maxArgs arguments; 0: any number. A cloud that can't be asked completes nothing.
//
//go:noinline
func (f *Finder) Complete(a *app.App, maxArgs int) cobra.CompletionFunc {
	return f.CompleteIn(a, maxArgs, nil)
}

// CompleteIn is Complete for a command that only what has one of these statuses is of use to; none: all is.
//
//go:noinline
func (f *Finder) CompleteIn(a *app.App, maxArgs int, statuses []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		if maxArgs > 0 && len(args) >= maxArgs {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return f.offer(a, cmd, statuses, func(all []candidate) []string { return names(all, args, prefix, statuses) })
	}
}

// Flag completes names of the noun as the value of a flag; others are offered where there are none.
//
//go:noinline
func (f *Finder) Flag(a *app.App, others ...string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		found, directive := f.offer(a, cmd, nil, func(all []candidate) []string { return names(all, nil, prefix, nil) })
		if len(found) == 0 {
			found = others
		}
		return found, directive
	}
}

// FlagID completes ids of the noun, described by their names, as the value of a flag that takes nothing else.
//
//go:noinline
func (f *Finder) FlagID(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return f.offer(a, cmd, nil, func(all []candidate) []string {
			var found []string
			for _, c := range all {
				if strings.HasPrefix(c.ID, prefix) && canBeTyped(c.ID) {
					found = append(found, described(c.ID, c.Name+" "+c.Status))
				}
			}
			return found
		})
	}
}

// offer chooses from what the noun has.
//
//go:noinline
func (f *Finder) offer(a *app.App, cmd *cobra.Command, statuses []string, choose func([]candidate) []string) ([]string, cobra.ShellCompDirective) {
	list := f.inDetail() // the list in brief has no status
	if list == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	kind := f.Noun
	if f.Scope != nil {
		kind += f.Scope(cmd.Context())
	}
	return recall(a, cmd, kind, list, statuses, choose), cobra.ShellCompDirectiveNoFileComp
}

// Part declares what belongs to a resource of a noun, such as the keys of its metadata.
type Part struct {
	Of   *Finder
	Noun string // "metadata"
	// List lists the parts, each with a name at least.
	List PartLister
	End  string // what follows the name of a part on the command line: "="
}

// Complete completes, as arguments behind the one at an index, names of the parts of what that one names.
//
//go:noinline
func (p Part) Complete(a *app.App, index int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		directive := cobra.ShellCompDirectiveNoFileComp
		if len(args) <= index {
			return nil, directive
		}
		of := args[index]
		list := p.under(a.Recent(cmd), of)
		used := make([]string, 0, len(args))
		for _, arg := range args[index+1:] {
			before, _, _ := strings.Cut(arg, "=")
			used = append(used, before)
		}
		found := recall(a, cmd, p.Of.Noun+" "+p.Noun+" "+of, list, nil, func(all []candidate) []string { return names(all, used, prefix, nil) })
		if p.End == "" {
			return found, directive
		}
		for i, text := range found {
			name, about, _ := strings.Cut(text, "\t")
			found[i] = described(name+p.End, about)
		}
		return found, directive | cobra.ShellCompDirectiveNoSpace
	}
}

// Args completes the first argument as the first of steps says, and so on; the last is for all that follow.
//
//go:noinline
func Args(steps ...cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		return steps[min(len(args), len(steps)-1)](cmd, args, prefix)
	}
}

// Both completes what either of two does.
//
//go:noinline
func Both(one, other cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		found, directive := one(cmd, args, prefix)
		more, _ := other(cmd, args, prefix)
		return append(found, more...), directive
	}
}

// names are the names and, of a prefix, the ids that begin with it and aren't among used, of what has one of the statuses, each with its status.
func names(all []candidate, used []string, prefix string, statuses []string) []string {
	taken := make(map[string]bool)
	for _, u := range used {
		taken[u] = true
	}
	var found []string
	for _, c := range all {
		if len(statuses) > 0 && !slices.Contains(statuses, c.Status) {
			continue
		}
		byName := canBeTyped(c.Name)
		if byName && strings.HasPrefix(c.Name, prefix) && !taken[c.Name] {
			taken[c.Name] = true
			found = append(found, described(c.Name, c.Status))
		}
		if strings.HasPrefix(c.ID, prefix) && (prefix != "" || !byName) && canBeTyped(c.ID) && !taken[c.ID] {
			taken[c.ID] = true
			found = append(found, described(c.ID, c.Name+" "+c.Status))
		}
	}
	return found
}

// canBeTyped reports whether a name is one on the line too: what cobra and the shells cut off a name would make another one of it, and a terminal
// would obey what they print, or show it as another one.
func canBeTyped(name string) bool {
	return name != "" && name == strings.TrimSpace(name) && name == output.Sanitize(name)
}

// described is a candidate with what it is, as shells show it.
//
//go:noinline
func described(text, about string) string {
	about = output.Sanitize(strings.TrimSpace(about))
	if about == "" {
		return text
	}
	return text + "\t" + about
}
