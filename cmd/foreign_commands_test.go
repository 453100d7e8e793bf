package cmd

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Whoever is told a command of ours can type it: it exists, with as many arguments and with these flags.
func TestForeignNamesCommandsThatExist(t *testing.T) {
	t.Parallel()
	for _, row := range foreignCommands() {
		words := strings.Fields(row.Ours)
		root := Root()
		c, rest, err := root.Find(words)
		if err != nil || c.HasSubCommands() && !c.Runnable() || c == root {
			t.Errorf("%s %s: there is no novactl %s", row.Tool, row.Theirs, row.Ours)
			continue
		}
		if err := c.ParseFlags(rest); err != nil {
			t.Errorf("%s %s: novactl %s: %v", row.Tool, row.Theirs, row.Ours, err)
		}
		if err := c.ValidateArgs(c.Flags().Args()); err != nil {
			t.Errorf("%s %s: novactl %s: %v", row.Tool, row.Theirs, row.Ours, err)
		}
		if c.HasSubCommands() && c.Name() != "limits" {
			t.Errorf("%s %s: novactl %s is only a group", row.Tool, row.Theirs, row.Ours)
		}
	}
}

// A hint is for what we don't have: a command of ours is never told to be another one.
func TestForeignLeavesOurCommandsAlone(t *testing.T) {
	t.Parallel()
	ours := map[string]bool{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		ours[strings.TrimPrefix(c.CommandPath(), "novactl ")] = true
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(Root())
	for _, row := range foreignCommands() {
		if ours[row.Theirs] {
			t.Errorf("novactl %s exists: %s's needs no row", row.Theirs, row.Tool)
		}
	}
}

// Each flag that is named exists somewhere.
func TestForeignFlagsExist(t *testing.T) {
	t.Parallel()
	known := map[string]bool{"o": true}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, name := range strings.FieldsFunc(c.LocalFlags().FlagUsages(), func(r rune) bool { return r == ' ' || r == '\n' || r == ',' }) {
			known[strings.TrimLeft(name, "-")] = true
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(Root())
	for _, p := range foreignFlags {
		if name, _, _ := strings.Cut(strings.TrimLeft(p[1], "-"), " "); !known[name] {
			t.Errorf("%s: there is no flag %s", p[0], p[1])
		}
	}
}
