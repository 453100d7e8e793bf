package cmd

import (
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// A command line that names a noun makes that noun alone, wherever its flags stand, and any other line all of them: so each help,
// completion and hint has what it had.
func TestTreeForALine(t *testing.T) {
	t.Parallel()
	whole := grown(Root())
	if len(whole) < 15 {
		t.Fatalf("the whole tree has %q", whole)
	}
	for _, test := range []struct {
		line []string
		want []string
	}{
		{[]string{"server", "list"}, []string{"server"}},
		{[]string{"--cloud", "flavor", "-o", "json", "server", "list", "--name", "image"}, []string{"server"}},
		{[]string{"version"}, []string{"version"}},
		{[]string{"flavor", "--help"}, []string{"flavor"}},
		{nil, whole},
		{[]string{"--cloud", "server"}, whole},
		{[]string{"--help"}, whole},
		{[]string{"help", "server"}, whole},
		{[]string{"help", "settings"}, whole},
		{[]string{"settings"}, whole},
		{[]string{"absolute-limits"}, whole}, // another name of limits
		{[]string{"servers", "list"}, whole},
		{[]string{cobra.ShellCompRequestCmd, "server", ""}, whole},
		{[]string{"completion", "bash"}, []string{"completion"}},
	} {
		streams, _, _ := output.Buffers("")
		root, addOthers := treeFor(&app.App{Streams: streams}, test.line)
		if got := grown(root); !slices.Equal(got, test.want) {
			t.Errorf("%q makes %q, want %q", test.line, got, test.want)
		}
		addOthers()
		if got := grown(root); !slices.Equal(got, whole) {
			t.Errorf("%q: with the others %q, want %q", test.line, got, whole)
		}
	}
}

// grown are the names of the nouns below root that are made, in order.
func grown(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if slices.ContainsFunc(nouns(), func(n noun) bool { return n.name == c.Name() }) && c.Short != "" {
			names = append(names, c.Name())
		}
	}
	return names
}

// Each noun's row has the name of its command: a line finds nouns by their rows.
func TestNounsByName(t *testing.T) {
	t.Parallel()
	for _, n := range nouns() {
		streams, _, _ := output.Buffers("")
		if c := n.make(&app.App{Streams: streams}); c.Name() != n.name {
			t.Errorf("row %q makes %q", n.name, c.Name())
		}
	}
}
