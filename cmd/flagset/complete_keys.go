package flagset

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Times completes a time before now.
func Times(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"10m", "1h", "1d", "7d"}, cobra.ShellCompDirectiveNoFileComp
}

// AfterComma completes each part of a list with commas.
//
//go:noinline
func AfterComma(part cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		at := strings.LastIndexByte(typed, ',') + 1
		found, directive := part(cmd, args, typed[at:])
		for i := range found {
			found[i] = typed[:at] + found[i]
		}
		return found, directive
	}
}

// CompleteKeys completes a value that begins with one of the keys, such as "net-id=", and what follows it as its key says; nil: nothing does. Words are
// whole values beside them.
//
//go:noinline
func CompleteKeys(keys map[string]cobra.CompletionFunc, words ...string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		for key, complete := range keys {
			rest, ok := strings.CutPrefix(typed, key)
			if !ok || complete == nil {
				continue
			}
			found, directive := complete(cmd, args, rest)
			for i := range found {
				found[i] = key + found[i]
			}
			return found, directive
		}
		return append(slices.Sorted(maps.Keys(keys)), words...), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}
