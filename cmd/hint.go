package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/pattern"
)

// ourCommand is a command of ours in a hint.
var ourCommand = pattern.Lazy(`\bnovactl ([a-z]+)\b`)

// onSameCloud makes the commands that a hint names good to run as they are: on the cloud that the flags of cmd name, where they
// go to one.
func onSameCloud(hint string, cmd *cobra.Command) string {
	if cmd != nil {
		hint = strings.TrimSuffix(hint, ": "+cmd.CommandPath()+" tries them") // it just has
	}
	flags := where(cmd)
	if flags == "" || strings.Contains(hint, "--help") {
		return hint
	}
	return ourCommand().ReplaceAllStringFunc(hint, func(command string) string {
		name := strings.TrimPrefix(command, "novactl ")
		if c := topCommand(cmd.Root(), name); c == nil || verb.IsLocal(c) {
			return command
		}
		return "novactl" + flags + " " + name
	})
}

// topCommand returns the command right below root that has the name; nil for none.
func topCommand(root *cobra.Command, name string) *cobra.Command {
	for _, c := range root.Commands() {
		if c.Name() == name && c.Runnable() {
			return c
		}
	}
	return nil
}

// where repeats the flags of cmd that say which cloud it is, quoted for a shell.
func where(cmd *cobra.Command) string {
	text := ""
	if cmd == nil {
		return text
	}
	for _, f := range config.CloudFlags(cmd.Flags()) {
		text += " --" + f.Name + " " + quoted(f.Value.String())
	}
	return text
}

// plainWord needs no quotes in any shell.
var plainWord = pattern.Lazy(`^[\w@%+:,./-]+$`)

func quoted(word string) string {
	if plainWord().MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
