package flagset

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// CompleteColumns completes a list with commas: each column once.
//
//go:noinline
func CompleteColumns(columns func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		chosen := strings.Split(before, ",")
		var lists []string
		for _, c := range columns() {
			if !slices.Contains(chosen, c) && strings.HasPrefix(before+c, typed) {
				lists = append(lists, before+c)
			}
		}
		return lists, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// CompleteSort completes a column, and after its colon the direction.
func CompleteSort(columns func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		column, _, directed := strings.Cut(typed, ":")
		if directed {
			return []string{column + ":asc", column + ":desc"}, cobra.ShellCompDirectiveNoFileComp
		}
		return columns(), cobra.ShellCompDirectiveNoFileComp
	}
}
