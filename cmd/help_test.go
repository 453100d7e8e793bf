package cmd

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
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

// Each topic has a text, and there is help for each by its name.
func TestTopics(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"exit-codes": "124  timeout", "environment": "NOVACTL_PASSWORD_COMMAND", "formatting": "csv", "authentication": "--trust-id",
		"waiting": "--poll-interval", "settings": "--auth-url",
	} {
		streams, out, errs := output.Buffers("")
		root := tree(&app.App{Streams: streams})
		root.SetArgs([]string{"help", name})
		if err := root.ExecuteContext(t.Context()); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("help %s: %v: %s%s", name, err, out, errs)
		}
	}
}
