package cmd

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every verb that lists or shows takes --watch, but for these.
func TestWhatListsOrShowsCanBeWatched(t *testing.T) {
	t.Parallel()
	without := map[string]string{
		"config get":   "it prints one value for $(...), which config list --watch has too",
		"profile show": "its rows are what the file says, be it in effect or not: config list --watch has what is",
	}
	words := []string{"list", "ls", "show", "get", "status", "limits"}
	unseen := maps.Clone(without)
	found := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		names := append(slices.Clone(c.Aliases), c.Name())
		if c.HasSubCommands() || !slices.ContainsFunc(names, func(name string) bool { return slices.Contains(words, name) }) {
			return
		}
		found++
		path := strings.TrimPrefix(c.CommandPath(), "novactl ")
		reason := without[path]
		delete(unseen, path)
		if has := c.Flags().Lookup("watch") != nil; has == (reason != "") {
			t.Errorf("%s: it has --watch: %t, and the reason why not is %q", path, has, reason)
		}
	}
	walk(Root())
	for path := range unseen {
		t.Errorf("%s is no verb, and needs no reason", path)
	}
	if found < 40 {
		t.Errorf("only %d verbs found: this test looks in the wrong place", found)
	}
}
