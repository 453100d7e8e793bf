// Package session has what nova's commands are made of: a command line on its way, its requests, and the tables that it prints.
package session

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
)

// Command is a command of nova's. Of one that changed with the API there is a row for each form.
type Command struct {
	Name         string
	Since, Until int    // the versions of the API that have it: 2.since to 2.until; 0: no bound
	Takes        string // its arguments, as argparse.Parse reads them
	Short        string // what it does
	Same         string // novactl's command for it, as explain.go reads it; "": there is none
	Run          func(*Nova) error
}

// command finds a command that the version of the API has.
func (s *Nova) command(name string) (Command, bool) {
	for _, c := range s.commands {
		if c.Name == name && c.matches(s.Minor) {
			return c, true
		}
	}
	return Command{}, false
}

func (c Command) matches(minor int) bool {
	return minor >= c.Since && (c.Until == 0 || minor <= c.Until)
}

// options are the command's arguments in 2.minor.
func (c Command) options(minor int) []argparse.Option {
	return argparse.For(argparse.Parse("--help|-h "+c.Takes), minor)
}

// Rows are the commands that tell about the others.
func Rows() []Command {
	return []Command{
		{Name: "help", Takes: "command?", Short: "Show what a command takes, or all commands.", Run: (*Nova).help},
		{Name: "bash-completion", Short: "Print the words that a shell may complete.", Run: (*Nova).words},
		{Name: "bash_completion", Run: (*Nova).words},
	}
}

// words prints all commands and options.
func (s *Nova) words() error {
	seen := map[string]bool{}
	for _, c := range s.commands {
		if !c.matches(s.Minor) {
			continue
		}
		seen[c.Name] = true
		for _, o := range c.options(s.Minor) {
			for _, name := range o.Names {
				if strings.HasPrefix(name, "-") {
					seen[name] = true
				}
			}
		}
	}
	delete(seen, "bash-completion")
	delete(seen, "bash_completion")
	all := make([]string, 0, len(seen))
	for name := range seen {
		all = append(all, name)
	}
	slices.Sort(all)
	return s.Line(strings.Join(all, " "))
}
