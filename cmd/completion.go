package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// completionCommand is cobra's, but a shell that it doesn't know is a usage error, not its help on stdout; and bash, zsh and fish have scripts of ours.
func completionCommand(a *app.App) *cobra.Command {
	root := &cobra.Command{Use: "novactl"}
	root.InitDefaultCompletionCmd("completion")
	c := root.Commands()[0]
	root.RemoveCommand(c)
	c.Args, c.RunE = cobra.ArbitraryArgs, verb.RunGroup
	for _, shell := range c.Commands() {
		shell.Args = verb.NoArgs
		script := Completions()[shell.Name()]
		if script == "" {
			continue
		}
		if shell.Name() == "bash" {
			shell.Long = bashLong
		}
		shell.RunE = func(*cobra.Command, []string) error { return a.Streams.Print(script) }
	}
	return c
}

// endCompletions has a shell offer nothing behind the last argument that a command takes.
func endCompletions(c *cobra.Command) {
	for _, sub := range c.Commands() {
		endCompletions(sub)
	}
	takes, complete := c.Args, c.ValidArgsFunction
	if takes == nil || complete == nil {
		return
	}
	c.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if takes(c, args) == nil && takes(c, append(slices.Clip(args), typed)) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(c, args, typed)
	}
}

// completing reports whether a shell asks what a line can go on with. Nothing is said then, and nothing read: who presses Tab types.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd ||
		strings.HasPrefix(args[0], "__bash"))
}
