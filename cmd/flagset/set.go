package flagset

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Set binds flags of a command to variables. Each method adds a flag, with the completion of its value where one is given, and
// returns it: whether it was given is the field Changed of that. Usage has the placeholder of the value in back quotes.
type Set struct{ cmd *cobra.Command }

// Of returns the set of the flags of cmd.
//
//go:noinline
func Of(cmd *cobra.Command) *Set { return &Set{cmd} }

// String adds a flag for a text.
//
//go:noinline
func (s *Set) String(to *string, name, usage string, complete ...cobra.CompletionFunc) *pflag.Flag {
	return s.StringP(to, name, "", "", usage, complete...)
}

// StringP adds a flag for a text, with a letter and a default.
//
//go:noinline
func (s *Set) StringP(to *string, name, letter, value, usage string, complete ...cobra.CompletionFunc) *pflag.Flag {
	s.cmd.Flags().StringVarP(to, name, letter, value, usage)
	return s.added(name, complete)
}

// Strings adds a flag for a text that may be repeated.
//
//go:noinline
func (s *Set) Strings(to *[]string, name, letter, usage string, complete ...cobra.CompletionFunc) *pflag.Flag {
	s.cmd.Flags().VarP((*texts)(to), name, letter, usage)
	return s.added(name, complete)
}

// Bool adds a flag that is given or not.
//
//go:noinline
func (s *Set) Bool(to *bool, name, letter, usage string) *pflag.Flag {
	s.cmd.Flags().BoolVarP(to, name, letter, false, usage)
	return s.added(name, nil)
}

// Int adds a flag for a whole number in decimal, 0 or more, with a letter and a default.
//
//go:noinline
func (s *Set) Int(to *int, name, letter string, value int, usage string, complete ...cobra.CompletionFunc) *pflag.Flag {
	*to = value
	s.cmd.Flags().VarP((*number)(to), name, letter, usage)
	return s.added(name, complete)
}

// All returns the flags that the command has by now, by their names.
func (s *Set) All() map[string]*pflag.Flag {
	all := make(map[string]*pflag.Flag)
	s.cmd.Flags().VisitAll(func(f *pflag.Flag) { all[f.Name] = f })
	return all
}

func (s *Set) added(name string, complete []cobra.CompletionFunc) *pflag.Flag {
	f := s.cmd.Flags().Lookup(name)
	if len(complete) == 0 && completing && !takesFile(f) {
		complete = []cobra.CompletionFunc{cobra.NoFileCompletions}
	}
	for _, c := range complete {
		Complete(s.cmd, f, c)
	}
	return f
}

// takesFile reports whether the value of a flag can be a file's name, by the placeholder that its usage has for it. A shell offers files for any that
// nothing completes.
func takesFile(f *pflag.Flag) bool {
	placeholder, _ := pflag.UnquoteUsage(f)
	return slices.Contains([]string{"file", "folder", "dst=src", "body", "command"}, placeholder)
}

// Complete completes the value of a flag of cmd.
func Complete(cmd *cobra.Command, f *pflag.Flag, complete cobra.CompletionFunc) {
	if completing {
		_ = cmd.RegisterFlagCompletionFunc(f.Name, complete)
	}
}

// Words completes a value that is one of fixed words.
//
//go:noinline
func Words(words ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
}

// Given returns the value where its flag was given, even if empty; nil where it wasn't.
func Given(f *pflag.Flag, value string) *string {
	if !f.Changed {
		return nil
	}
	return &value
}

// completing is whether a shell asks what can be typed. Nobody else needs completions, and cobra holds on to them, with the whole tree of commands, in a
// map of the program: a process that runs many command lines, as tests do, would grow by a megabyte for each.
var completing = len(os.Args) > 1 && strings.HasPrefix(os.Args[1], "__") // __complete, and what the script for bash calls
