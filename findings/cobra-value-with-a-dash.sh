#!/usr/bin/env bash
# The guess: a program that completes the value of a flag, net-name=backend, has it on the line as it is, in whichever shell.
#
# What happens: in fish the scripts that cobra generates take all up to the last = behind a dash that stands anywhere in the word for the name of a flag,
# and put it before the candidate: net-name=b becomes -name=net-name=backend. A value without a dash, key=b, is well.
#
# github.com/spf13/cobra v1.10.2, fish_completions.go: string match -r -- '-.*=', which is not held to the beginning; zsh_completions.go has the same.
#
# Why care: the values of OpenStack's --nic, --hint and --property are key=value with dashes in the keys. They work in bash, where one tries completions
# first.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
command -v fish >/dev/null || { echo 'there is no fish here' >&2; exit 3; }
go_modules github.com/spf13/cobra@v1.10.2

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "tool", Run: func(*cobra.Command, []string) {}}
	words := func(words ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	}
	root.Flags().String("nic", "", "")
	_ = root.RegisterFlagCompletionFunc("nic", words("net-name=backend", "port-id=7", "key=backend"))
	if root.Execute() != nil {
		os.Exit(1)
	}
}
END
(cd "$tmp/go" && go build -o "$tmp/tool" .)
# shellcheck disable=SC2016 # $argv is fish's
tab() {
  printf '%s\n' "$1"
  PATH=$tmp:$PATH HOME=$tmp fish --no-config -c 'tool completion fish | source; complete -C $argv[1]' "$1" 2>/dev/null | sed 's/^/  /'
}
{
  tab 'tool --nic key=b'
  tab 'tool --nic net-name=b'
  tab 'tool --nic port-'
} | seen
expect <<'END'
tool --nic key=b
  key=backend
tool --nic net-name=b
  -name=net-name=backend
tool --nic port-
  port-id=7
END
