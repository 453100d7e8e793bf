package cmd

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
)

// common are the settings that every command's help lists; the others are too many to read there.
var common = []string{"cloud", "region", "output", "no-headers", "wait-timeout", "debug", "curl"}

// usage writes how a command is used: cobra's own text, but with the common ones of the settings alone.
func usage(cmd *cobra.Command) error {
	var b strings.Builder
	line := cmd.UseLine()
	if cmd.HasAvailableSubCommands() && cmd.Name() != "version" { // a group does nothing by itself
		line = cmd.CommandPath() + " COMMAND"
	}
	fmt.Fprintf(&b, "Usage:\n  %s\n", line)
	if len(cmd.Aliases) > 0 {
		section(&b, "Aliases", "  "+cmd.NameAndAliases())
	}
	if cmd.HasExample() {
		section(&b, "Examples", cmd.Example)
	}
	section(&b, "Commands", commands(cmd))
	section(&b, "Topics, for novactl help TOPIC", topicLines(cmd))
	section(&b, "Flags", cmd.LocalNonPersistentFlags().FlagUsages())
	section(&b, "Columns", columns(cmd))
	section(&b, "Settings", settingFlags(cmd).FlagUsages()+"  The others: novactl help settings")
	_, err := fmt.Fprint(cmd.OutOrStdout(), b.String())
	return err
}

func section(b *strings.Builder, title, text string) {
	if text = strings.TrimRight(text, "\n"); text != "" {
		fmt.Fprintf(b, "\n%s:\n%s\n", title, text)
	}
}

// commands are the subcommands of cmd, one a line.
func commands(cmd *cobra.Command) string {
	var b strings.Builder
	width := 0
	for _, c := range cmd.Commands() {
		width = max(width, len(c.Name()))
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, c.Name(), c.Short)
		}
	}
	return b.String()
}

// columns are the columns that cmd prints, one a line, with where they show if that isn't everywhere.
func columns(cmd *cobra.Command) string {
	var b strings.Builder
	help, width := app.Columns(cmd), 0
	for _, c := range help {
		width = max(width, len(c.Key))
	}
	for _, c := range help {
		fmt.Fprintf(&b, "  %-*s  %s", width, c.Key, c.Text)
		if c.Where != "" {
			fmt.Fprintf(&b, " (%s)", c.Where)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// settingFlags are the flags of the common settings.
func settingFlags(cmd *cobra.Command) *pflag.FlagSet {
	fs := pflag.NewFlagSet(cmd.Name(), pflag.ContinueOnError)
	fs.SortFlags = false
	cmd.Root().PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if slices.Contains(common, f.Name) {
			fs.AddFlag(f)
		}
	})
	return fs
}

func settingsText() string {
	var b strings.Builder
	b.WriteString(`A setting is a flag, an environment variable, and a key of a profile in the configuration file, in this order of
precedence. A secret has no flag of its own: it is read from a file or from standard input.
`)
	for _, s := range config.Settings() {
		if s.FlagOnly {
			continue
		}
		fmt.Fprintf(&b, "\n  --%s\n", strings.Join(s.Flags(), ", --"))
		fmt.Fprintf(&b, "      %s\n", s.Help)
		if len(s.Choices) > 0 {
			fmt.Fprintf(&b, "      one of: %s\n", strings.Join(s.Choices, ", "))
		}
		if s.Default != "" {
			fmt.Fprintf(&b, "      default: %s\n", s.Default)
		}
		fmt.Fprintf(&b, "      %s\n", strings.Join(s.Env, ", "))
	}
	return strings.TrimRight(b.String(), "\n")
}

// helpCommand is cobra's help, but a topic that isn't there is a usage error.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show the help of a command or topic",
		Args:  cobra.ArbitraryArgs,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if found, _, err := cmd.Root().Find(args); err == nil {
				for _, c := range found.Commands() {
					if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() && !c.Hidden {
						names = append(names, c.Name()+"\t"+c.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return &fail.UsageError{Message: "there is no help for " + strings.Join(args, " "), Advice: "see novactl --help"}
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}
