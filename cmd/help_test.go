package cmd

import (
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
)

// Whoever reads --help or the reference of a command learns what each of its columns says.
func TestColumnsHaveHelp(t *testing.T) {
	t.Parallel()
	found := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, col := range app.Columns(c) {
			found++
			if col.Text == "" {
				t.Errorf("%s: the column %s has no help", c.CommandPath(), col.Key)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(Root())
	if found < 100 {
		t.Errorf("only %d columns found: this test looks in the wrong place", found)
	}
}
