package verb

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
)

// NoArgs, ExactArgs and MinArgs check the number of arguments; a wrong one is a *fail.UsageError that names the usage.

// NoArgs takes no argument.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(cmd, "unexpected argument %q", args[0])
	}
	return nil
}

// ExactArgs takes n arguments.
//
//go:noinline
func ExactArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := MostArgs(n)(cmd, args); err != nil {
			return err
		}
		return MinArgs(n)(cmd, args)
	}
}

// MostArgs takes n arguments or fewer.
func MostArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(cmd, "unexpected argument %q", args[n])
		}
		return nil
	}
}

// MinArgs takes n arguments or more.
//
//go:noinline
func MinArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usage(cmd, "missing argument")
		}
		return nil
	}
}

// usage is a complaint about the arguments of cmd.
func usage(cmd *cobra.Command, format string, a ...any) error {
	err := fail.Usagef(format, a...)
	err.Advice = Usage(cmd)
	return err
}

// Usage says how cmd is called, and where there is more of it.
func Usage(cmd *cobra.Command) string {
	return "usage: " + strings.TrimSuffix(cmd.UseLine(), " [flags]") + " (more: " + cmd.CommandPath() + " --help)"
}

// Group is a command that only holds others: alone it prints its help, and an unknown subcommand is a usage error that
// suggests the nearest.
//
//go:noinline
func Group(use, short string, commands ...*cobra.Command) *cobra.Command {
	g := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs, RunE: RunGroup}
	for _, c := range commands {
		if c.ValidArgsFunction == nil && !c.HasSubCommands() { // else a shell offers files
			c.ValidArgsFunction = cobra.NoFileCompletions
		}
	}
	g.AddCommand(commands...)
	return g
}

// localAnnotation marks a command that goes to no cloud.
const localAnnotation = "local"

// LocalGroup is a Group whose commands go to no cloud: a hint names them without the flags that say which one.
func LocalGroup(use, short string, commands ...*cobra.Command) *cobra.Command {
	return Local(Group(use, short, commands...))
}

// Local marks a command that goes to no cloud.
func Local(cmd *cobra.Command) *cobra.Command {
	cmd.Annotations = map[string]string{localAnnotation: "true"}
	return cmd
}

// IsLocal reports whether a command goes to no cloud.
func IsLocal(cmd *cobra.Command) bool { return cmd.Annotations[localAnnotation] != "" }

// RunGroup is what a Group runs.
func RunGroup(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	err := &fail.UnknownCommandError{Words: append(strings.Fields(cmd.CommandPath())[1:], args...)}
	err.Message = fmt.Sprintf("unknown command %q for %q", args[0], cmd.CommandPath())
	err.Advice = "see " + cmd.CommandPath() + " --help"
	if names := likely(cmd, args[0]); len(names) > 0 {
		err.Advice = "did you mean " + strings.Join(names, " or ") + "?"
	}
	return err
}

// likely are the commands below cmd that begin with what was typed, or else the one that is nearest to it.
func likely(cmd *cobra.Command, typed string) []string {
	var names, begin []string
	for _, c := range cmd.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		names = append(append(names, c.Name()), c.Aliases...)
		if strings.HasPrefix(c.Name(), strings.ToLower(typed)) {
			begin = append(begin, c.Name())
		}
	}
	if nearest := config.Nearest(typed, names); nearest != "" && len(begin) == 0 {
		return []string{nearest}
	}
	return begin
}
