package cmd

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/config"
)

// onCloud are commands in a hint that go to a cloud.
var onCloud = regexp.MustCompile(`\bnovactl (api|auth|extension|flavor|image|keypair|limits|metadata|server|version|volume)\b`)

// onSameCloud makes the commands that a hint names good to run as they are: on the cloud that the flags of cmd name.
func onSameCloud(hint string, cmd *cobra.Command) string {
	flags := where(cmd)
	if flags == "" || strings.Contains(hint, "--help") {
		return hint
	}
	return onCloud.ReplaceAllStringFunc(hint, func(command string) string {
		return "novactl" + flags + strings.TrimPrefix(command, "novactl")
	})
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
var plainWord = regexp.MustCompile(`^[\w@%+:,./-]+$`)

func quoted(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
