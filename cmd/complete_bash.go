package cmd

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// bashScript asks novactl itself what to do with the line: names have blanks, brackets and quotes, which are easier to get right
// here than in bash. It needs no other package, and bash 3.
const bashScript = `# bash completion for novactl

_novactl() {
    local IFS=$'\n' program=${COMP_WORDS[0]} line first=1
    type -P "$program" >/dev/null || program=novactl # an alias
    COMPREPLY=()
    while read -r line; do
        if [ -n "$first" ]; then # the options of this completion
            first=
            case $line in *nospace*) compopt -o nospace 2>/dev/null ;; esac
            case $line in *files*) compopt -o default 2>/dev/null ;; esac
        else
            COMPREPLY+=("$line")
        fi
    done < <("$program" __bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}

complete -F _novactl novactl
`

// bashLong is the help of completion bash.
const bashLong = `Print the completion script for bash. It needs no other package.

In this shell:

    source <(novactl completion bash)

In every new one: put that line into ~/.bashrc, or the script where the package bash-completion looks for it:

    novactl completion bash > ~/.local/share/bash-completion/completions/novactl`

// bashCommand is what bashScript asks: it prints a line of options, and then what bash may put in the place of the word at the cursor.
func bashCommand(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "__bash LINE BREAKS", Hidden: true, Args: verb.ExactArgs(2), DisableFlagParsing: true,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			l := readLine(args[0], args[1])
			found, directive := candidates(a, cmd, l.words)
			return a.Streams.Print(l.answer(found, directive))
		},
	}
}

// candidates are what the words before the cursor can go on with: text, tab, explanation.
func candidates(a *app.App, cmd *cobra.Command, words []string) ([]string, cobra.ShellCompDirective) {
	streams, _, _ := output.Buffers("")
	streams.Quiet = true
	sub := tree(&app.App{Streams: streams, Environ: a.Environ, Version: a.Version})
	var out bytes.Buffer
	sub.SetOut(&out)
	sub.SetErr(io.Discard)
	sub.SetArgs(append([]string{cobra.ShellCompRequestCmd}, words[1:]...))
	if sub.ExecuteContext(cmd.Context()) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	number, err := strconv.Atoi(strings.TrimPrefix(lines[len(lines)-1], ":"))
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return lines[:len(lines)-1], cobra.ShellCompDirective(number)
}

// answer is what bash gets. Where several candidates go on alike, that much is put in, and only the next Tab lists them.
func (l line) answer(found []string, directive cobra.ShellCompDirective) string {
	flag := "" // --image=Ub: the candidates are the flag's
	if word := l.words[len(l.words)-1]; strings.HasPrefix(word, "-") {
		if name, _, ok := strings.Cut(word, "="); ok {
			flag = name + "="
		}
	}
	var options, texts, shown []string
	for _, candidate := range found {
		text, about, _ := strings.Cut(candidate, "\t")
		if typed, ok := l.replacement(flag + text); ok && strings.HasPrefix(flag+text, l.words[len(l.words)-1]) {
			if texts = append(texts, typed); about != "" {
				typed += "  (" + about + ")"
			}
			shown = append(shown, typed)
		}
	}
	if len(texts) > 0 {
		if prefix := commonPrefix(texts); len(texts) == 1 || len(prefix) > len(l.raw[l.start:]) {
			shown = []string{prefix}
			if len(texts) > 1 {
				options = append(options, "nospace")
			}
		}
	}
	if directive&cobra.ShellCompDirectiveNoSpace != 0 {
		options = append(options, "nospace")
	}
	if len(found) == 0 && directive&cobra.ShellCompDirectiveNoFileComp == 0 {
		options = append(options, "files")
	}
	return fmt.Sprintln(strings.Join(options, " ")) + strings.Join(append(shown, ""), "\n")
}
