package session

import (
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// Nova is one command line on its way.
type Nova struct {
	App     *app.App
	Ctx     context.Context //nolint:containedctx // it lives as long as its command, whose every step takes it
	Args    argparse.Values // of the command
	Client  *client.Client
	Minor   int  // the API's version is 2.Minor
	Explain bool // nothing is sent

	cmd      *cobra.Command
	commands iter.Seq[*Command]
	row      *Command        // the command of the line
	global   argparse.Values // options of all commands
	recalled bool            // the cloud's versions are those that were kept, and it wasn't asked
	changed  bool            // a request that changes something got another answer than that its version isn't there
	timings  []timing

	found        map[string]*Resource // what arguments named
	eachOf, item string               // the argument whose values are gone through, and the one at hand
}

// New makes one of these commands.
func New(a *app.App, cmd *cobra.Command, commands iter.Seq[*Command]) *Nova {
	return &Nova{App: a, Ctx: cmd.Context(), cmd: cmd, commands: commands}
}

// Run carries out a line. Its error is the exit code; what there was to say has been said.
func (s *Nova) Run(args []string) error {
	err := s.main(args)
	if s.recalled && !s.changed && transport.Status(err) == http.StatusNotAcceptable {
		// The cloud has been set back, and has done nothing yet. Where half of its hosts have been, and one did something, nothing is sent twice.
		again := New(s.App, s.cmd, s.commands)
		return again.end(again.main(args))
	}
	return s.end(err)
}

// timing is how long a request took.
type timing struct {
	what string
	time time.Duration
}

// end reports how a line ended, and returns the exit code as an error.
func (s *Nova) end(err error) error {
	var usage *usageError
	switch {
	case err == nil || errors.Is(err, ErrExplained):
		return nil
	case errors.As(err, new(*output.WriteError)):
		return err
	case errors.Is(err, context.Canceled) || s.Ctx.Err() != nil:
		s.Complain("... terminating nova client\n")
		return &fail.ExitError{Code: 130}
	case errors.As(err, &usage):
		s.Complain(usage.usage + "error: " + usage.message + "\nTry 'nova help" + usage.of + "' for more information.\n")
		return &fail.ExitError{Code: 2}
	}
	s.Complain("ERROR (" + classOf(err) + "): " + MessageOf(err) + "\n")
	return &fail.ExitError{Code: 1}
}

// Complain writes lines to stderr, harmless for a terminal.
func (s *Nova) Complain(text string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = output.Sanitize(line)
	}
	_, _ = io.WriteString(s.App.Streams.Err, strings.Join(lines, "\n"))
}

// Print writes text to stdout.
//
//go:noinline
func (s *Nova) Print(text string) error { return s.App.Streams.Print(text) }

// Line writes a line to stdout.
func (s *Nova) Line(text string) error { return s.Print(text + "\n") }

// main reads a line and does what it says.
func (s *Nova) main(args []string) error {
	args = s.takeExplain(args)
	global := argparse.Parser{Options: globalOptions()}
	values, _, words, err := global.Parse(args)
	if err != nil {
		return &usageError{usage: globalUsage(), message: err.Error()}
	}
	s.global = values
	if values.Bool("version") {
		return s.Line(version)
	}
	help := values.Bool("help") || len(words) == 0 || words[0] == "help"
	local := help || words[0] == "bash-completion" || words[0] == "bash_completion"
	if err := s.chooseVersion(local); err != nil {
		return err
	}
	if values.Bool("help") || len(args) == 0 {
		return s.Print(s.globalHelp())
	}
	return s.dispatch(args)
}

// takeExplain takes --explain out of a line. It isn't one of nova's options, so the beginning of its name may be one of theirs.
func (s *Nova) takeExplain(args []string) []string {
	kept := make([]string, 0, len(args))
	for i, arg := range args {
		if arg == "--" {
			return append(kept, args[i:]...)
		}
		if arg == "--explain" {
			s.Explain = true
			continue
		}
		kept = append(kept, arg)
	}
	return kept
}

// dispatch finds the command of a line and runs it.
func (s *Nova) dispatch(args []string) error {
	positional := argparse.Option{Names: []string{"<subcommand>"}, Dest: "command", Count: "?"}
	global := argparse.Parser{Options: append(globalOptions(), positional), Rest: true}
	_, rest, unknown, err := global.Parse(args)
	if err != nil {
		return &usageError{usage: globalUsage(), message: err.Error()}
	}
	if len(rest) == 0 && len(unknown) == 0 {
		return s.Print(s.globalHelp())
	}
	if len(rest) == 0 {
		return unrecognized(unknown)
	}
	if s.row = s.command(rest[0]); s.row == nil {
		return &usageError{usage: globalUsage(), message: "argument <subcommand>: invalid choice: '" + rest[0] + "'"}
	}
	parser := argparse.Parser{Options: s.row.options(s.Minor)}
	values, _, extras, err := parser.Parse(rest[1:])
	switch {
	case values.Bool("help"):
		return s.Print(s.commandHelp(s.row))
	case err != nil:
		return &usageError{usage: commandUsage(s.row, s.Minor), message: err.Error(), of: " " + s.row.Name}
	case len(unknown)+len(extras) > 0:
		return unrecognized(append(unknown, extras...))
	}
	s.Args = values
	if s.row.Check != nil {
		if err := s.row.Check(s); errors.Is(err, ErrNothing) {
			return nil
		} else if err != nil {
			return err
		}
	}
	if s.Explain {
		if done, err := s.explainSame(); done {
			return err
		}
	}
	err = s.run()
	if err == nil && s.global.Bool("timings") {
		err = s.printTimings()
	}
	return err
}

func unrecognized(args []string) error {
	return &usageError{usage: globalUsage(), message: "unrecognized arguments: " + strings.Join(args, " ")}
}

// Variables are what the environment says to nova alone.
func (s *Nova) Variables() config.NovaVariables {
	return config.Input{Environ: s.App.Environ}.NovaVariables()
}
