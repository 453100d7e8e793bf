// Package session has what nova's commands are made of: a command line on its way, its requests, and the tables that it prints.
package session

import (
	"iter"
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

	Check   func(*Nova) error             // what else can be wrong with the line
	Send    string                        // its request, as send.go reads it
	Readers map[string]Reader             // what reads arguments of this command alone
	Says    string                        // the line that it prints then: {host} is what the line has, or the id of what that found
	Fails   string                        // the error at the end of one that is for several things; they go on after a failure
	Failed  string                        // how the line about one that failed begins; "": it is the reason alone
	NoneOf  bool                          // it fails only where all of them did
	Answer  string                        // what of the answer is printed, as answer.go reads it
	Derive  func(*Nova, *Resource)        // adds members that are shown and that the answer lacks
	Rows    func([]*Resource) []*Resource // the rows of the table, where they aren't what the answer has
	Poll    string                        // what --poll waits for: what goes on meanwhile, and the statuses that end it

	Then func(*Nova, Answer) error // what becomes of the answer, where more than printing
	Run  func(*Nova) error         // what the members above can't say
}

// Commands goes through the rows of tables.
func Commands(tables [][]Command) iter.Seq[*Command] {
	return func(yield func(*Command) bool) {
		for _, t := range tables {
			for i := range t {
				if !yield(&t[i]) {
					return
				}
			}
		}
	}
}

// command finds a command that the version of the API has; nil: it has none.
func (s *Nova) command(name string) *Command {
	for c := range s.commands {
		if c.Name == name && c.matches(s.Minor) {
			return c
		}
	}
	return nil
}

func (c *Command) matches(minor int) bool { return argparse.Within(minor, c.Since, c.Until) }

// options are the command's arguments in 2.minor.
func (c *Command) options(minor int) []argparse.Option {
	return argparse.For(argparse.Parse("--help|-h "+c.Takes), minor)
}

// run does what the row of the line says.
func (s *Nova) run() error {
	switch {
	case s.row.Run != nil:
		return s.row.Run(s)
	case s.row.Then != nil:
		return s.runThen()
	case s.row.Fails != "":
		return s.runEach()
	}
	if err := s.Exchange(s.row.Send, s.row.Answer); err != nil {
		return s.WithPassword(err)
	}
	return s.poll()
}

// runThen sends the request, and does what is to be done with its answer.
func (s *Nova) runThen() error {
	a, err := s.Send(s.row.Send)
	if err != nil {
		return s.WithPassword(err)
	}
	return s.row.Then(s, a)
}

// poll waits as --poll asks for.
func (s *Nova) poll() error {
	if s.row.Poll == "" || !s.Args.Bool("poll") {
		return nil
	}
	r, err := s.Found("server")
	if err != nil {
		return err
	}
	words := strings.Fields(s.row.Poll)
	return s.Poll(Servers, r.ID(), words[0], words[1:]...)
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
	for c := range s.commands {
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
