package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// help prints the help of a command, or of all.
func (s *Nova) help() error {
	name := s.Args.Text("command")
	if name == "" {
		return s.Print(s.globalHelp())
	}
	c := s.command(name)
	if c == nil {
		return Errorf("'%s' is not a valid subcommand", name)
	}
	return s.Print(s.commandHelp(c))
}

// globalUsage is the line that says what a line of nova is.
func globalUsage() string { return usageOf("nova", globalOptions(), "<subcommand> ...") }

// commandUsage is that of a command.
func commandUsage(c *Command, minor int) string {
	return usageOf("nova "+c.Name, c.options(minor), "")
}

// usageOf makes a usage line, in lines of eighty columns.
func usageOf(program string, options []argparse.Option, more string) string {
	var optional, positional []string
	for _, o := range options {
		switch word := o.Usage(); {
		case o.Dest == "help" || o.Exact:
		case strings.HasPrefix(o.Names[0], "-"):
			optional = append(optional, word)
		default:
			positional = append(positional, word)
		}
	}
	words := append(optional, positional...)
	if more != "" {
		words = append(words, more)
	}
	line := "usage: " + program
	indent := strings.Repeat(" ", len(line)+1)
	var b strings.Builder
	for _, w := range words {
		if len(line)+1+len(w) > 79 {
			b.WriteString(line + "\n")
			line = strings.TrimSuffix(indent, " ")
		}
		line += " " + w
	}
	return b.String() + line + "\n"
}

// globalHelp lists the commands and the options of all.
func (s *Nova) globalHelp() string {
	var b strings.Builder
	b.WriteString(globalUsage())
	b.WriteString("\nThe commands of python-novaclient, by novactl. With --explain a command is not carried out: the one of novactl that does the same is printed.\n")
	b.WriteString("\nPositional arguments:\n  <subcommand>\n")
	seen := map[string]bool{"bash_completion": true}
	byName := func(a, b *Command) int { return strings.Compare(a.Name, b.Name) }
	for _, c := range slices.SortedStableFunc(s.commands, byName) {
		if seen[c.Name] || !c.matches(s.Minor) {
			continue
		}
		seen[c.Name] = true
		b.WriteString(entry("    "+c.Name, c.Short+versionsOf(c.Since, c.Until)))
	}
	b.WriteString("\nOptions:\n")
	for _, o := range globalOptions() {
		if o.Dest != "help" {
			b.WriteString(entry("  "+o.Usage(), globalWords()[o.Dest]))
		}
	}
	b.WriteString("\nSee \"nova help COMMAND\" for help on a specific command.\n")
	return b.String()
}

// commandHelp says what a command takes.
func (s *Nova) commandHelp(c *Command) string {
	var b strings.Builder
	b.WriteString(commandUsage(c, s.Minor))
	b.WriteString("\n" + c.Short + versionsOf(c.Since, c.Until) + "\n")
	options := c.options(s.Minor)
	for _, part := range []struct {
		title string
		named bool
	}{{"Positional arguments", false}, {"Options", true}} {
		title := "\n" + part.title + ":\n"
		for _, o := range options {
			if o.Dest == "help" || strings.HasPrefix(o.Names[0], "-") != part.named {
				continue
			}
			b.WriteString(title + entry("  "+strings.Trim(o.Usage(), "[]"), wordsFor(c.Name, o)+versionsOf(o.Since, o.Until)))
			title = ""
		}
	}
	if c.Same != "" {
		b.WriteString("\nnovactl's own: novactl " + Synopsis(c.Same) + "\n")
	}
	return b.String()
}

// versionsOf says which versions of the API have something.
func versionsOf(since, until int) string {
	switch {
	case since == 0 && until == 0:
		return ""
	case until == 0:
		return fmt.Sprintf(" (Supported by API versions '2.%d' - '2.latest')", since)
	}
	return fmt.Sprintf(" (Supported by API versions '2.%d' - '2.%d')", since, until)
}

// entry is a word and what it means beside it, or below it where it is long.
func entry(word, means string) string {
	const column = 32
	if means == "" {
		return word + "\n"
	}
	lines := strings.ReplaceAll(pytext.Wrap(means, 80-column-2), "\n", "\n"+strings.Repeat(" ", column))
	if len(word) > column-2 {
		return word + "\n" + strings.Repeat(" ", column) + lines + "\n"
	}
	return fmt.Sprintf("%-*s%s\n", column, word, lines)
}
