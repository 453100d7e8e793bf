// Package nova takes the place of python-novaclient's command: the same commands and options, the same tables, the same requests. What a command
// is, is a row of a table in the packages below; what is novactl's own, from signing in to the redaction of traces, is called. docs/nova.md says
// where it does something else, and why.
package nova

import (
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/nova/admin"
	"github.com/novactl/novactl/cmd/nova/servers"
	"github.com/novactl/novactl/cmd/nova/session"
)

// Name is the name under which the program is `novactl nova`.
const Name = "nova"

// Command is `nova`.
func Command(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   Name + " COMMAND",
		Short: "Run a command of python-novaclient's nova",
		Long: `Run a command line of python-novaclient's nova: the same commands, options, tables and exit codes, with the requests that nova would send.
Started under the name nova, as by a link, the program does so without this word.

See "novactl nova help", and "novactl nova help COMMAND". With --explain the command of novactl that does the same is printed, and nothing is sent.`,
		Example: `  novactl nova boot --image "Ubuntu 12.04 LTS (Precise Pangolin)" --flavor 2 --poll web-1
  novactl nova list --fields name,status`,
		DisableFlagParsing: true,
		ValidArgsFunction:  complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			return session.New(a, cmd, commands()).Run(args)
		},
	}
}

// complete completes the name of a command. What it takes is told by nova help COMMAND: files, among others.
func complete(_ *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []string
	for c := range commands() {
		if strings.HasPrefix(c.Name, prefix) {
			names = append(names, c.Name+"\t"+c.Short)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// commands are all.
func commands() iter.Seq[*session.Command] {
	return session.Commands(slices.Concat(servers.Rows(), admin.Rows(), [][]session.Command{session.Rows()}))
}

// Same is a command of nova's, and the one of novactl that does the same.
type Same struct{ Theirs, Ours string }

// Commands are nova's commands that novactl has one for.
func Commands() []Same {
	var all []Same
	for c := range commands() {
		if c.Same != "" {
			all = append(all, Same{c.Name, session.Synopsis(c.Same)})
		}
	}
	return all
}
