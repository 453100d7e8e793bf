package cmd

import (
	"maps"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// Every verb whose first argument is a server or an image takes several of them, chosen as any other verb's, but for these.
func TestWhatTakesServersOrImagesTakesSeveral(t *testing.T) {
	t.Parallel()
	const reads, session = "it reads of one: list has several", "it is one session of one person"
	without := map[string]string{
		"image member list":         reads,
		"image save":                "it writes one file",
		"image show":                reads,
		"metadata get":              reads,
		"metadata list":             reads,
		"migration abort":           "a migration is of one server",
		"migration show":            "a migration is of one server",
		"sandbox set":               "it moves the embedded cloud's own records, and asks no cloud",
		"server addresses":          reads,
		"server clone":              "it prints one request, for server create, which has --count",
		"server console-log":        reads,
		"server console-url":        session,
		"server diagnostics":        reads,
		"server events":             reads,
		"server floating-ip remove": "an address leads to one server",
		"server get-password":       reads,
		"server interface list":     reads,
		"server share list":         reads,
		"server share show":         reads,
		"server show":               reads,
		"server ssh":                session,
		"server tag list":           reads,
		"server topology":           reads,
		"volume list":               reads,
	}
	unseen := maps.Clone(without)
	found := 0
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		words := strings.Fields(strings.ReplaceAll(c.Use, "...", ""))
		if c.HasSubCommands() || len(words) < 2 || strings.HasPrefix(c.CommandPath(), "novactl server group ") {
			return
		}
		switch strings.Trim(words[1], "[]") {
		case "SERVER", "IMAGE", "server|image":
		default:
			return
		}
		found++
		path := strings.TrimPrefix(c.CommandPath(), "novactl ")
		reason := without[path]
		delete(unseen, path)
		flags := []string{"filter", "all", "yes", "journal"}
		if c.Name() == "wait" || reason != "" { // it changes nothing; and an --all of another meaning some have
			flags = flags[:1]
		}
		for _, flag := range flags {
			if has := c.Flags().Lookup(flag) != nil; has == (reason != "") {
				t.Errorf("%s: it has --%s: %t, and the reason why not is %q", path, flag, has, reason)
			}
		}
	}
	walk(Root())
	for path := range unseen {
		t.Errorf("%s takes no server and no image, and needs no reason", path)
	}
	if found < 60 {
		t.Errorf("only %d verbs found: this test looks in the wrong place", found)
	}
}
