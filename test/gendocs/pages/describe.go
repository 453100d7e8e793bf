package pages

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
)

// entry is a term and what it means, the same in every kind of page.
type entry struct {
	term, text string
}

// description is the long text of a command, or the short one as a sentence.
func description(c *cobra.Command) string {
	if c.Long != "" {
		return strings.TrimSpace(c.Long)
	}
	return c.Short + "."
}

// usageLine is the command line of c. Settings aren't in it: every command takes them.
func usageLine(c *cobra.Command) string {
	line := strings.TrimSuffix(c.UseLine(), " [flags]")
	if len(c.Commands()) > 0 {
		return line + " COMMAND"
	}
	if len(flags(c)) > 0 {
		line += " [flags]"
	}
	return line
}

// flags are the flags of c alone, in order of their names.
func flags(c *cobra.Command) []entry {
	var out []entry
	c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && !f.Hidden {
			out = append(out, flag(f))
		}
	})
	return out
}

func flag(f *pflag.Flag) entry {
	placeholder, text := pflag.UnquoteUsage(f)
	term := "--" + f.Name
	if f.Shorthand != "" {
		term = "-" + f.Shorthand + ", " + term
	}
	if placeholder != "" {
		term += " " + strings.ToUpper(placeholder)
	}
	if !slices.Contains([]string{"", "0", "false", "[]", "0s"}, f.DefValue) {
		text += fmt.Sprintf(" (default %s)", f.DefValue)
	}
	return entry{term, text}
}

// setting is how a setting is given, apart from its flags, and what it means.
type setting struct {
	name, flags, env, values, text string
}

// settings are the settings that every command has, in the order of their table.
func settings() []setting {
	var out []setting
	for _, s := range config.Settings() {
		if s.FlagOnly {
			continue
		}
		row := setting{name: s.Name, flags: "--" + strings.Join(s.Flags(), ", --"), text: s.Help}
		if s.Short != "" {
			row.flags = "-" + s.Short + ", " + row.flags
		}
		row.env = strings.Join(s.Env, ", ")
		if s.FileEnv() != "" {
			row.env += ", " + s.FileEnv() + ", " + s.CommandEnv()
		}
		row.values = string(s.Type)
		if len(s.Choices) > 0 {
			row.values = strings.Join(s.Choices, ", ")
		}
		if s.Default != "" {
			row.values += " (default " + s.Default + ")"
		}
		out = append(out, row)
	}
	return out
}

// exitCodes are the rows of the table in cmd/fail/kinds.go.
func exitCodes() []entry {
	var out []entry
	for _, c := range fail.ExitCodes() {
		out = append(out, entry{fmt.Sprint(c.Code), c.Meaning})
	}
	return out
}
