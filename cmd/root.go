// Package cmd is the command tree of novactl, and what turns its errors into exit codes. A noun is a package below it, a
// command a file there.
package cmd

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/buildinfo"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/nova"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// Arguments returns the command line of a process without its name. Under the name nova, as by a link, it is that of `novactl nova`.
func Arguments(argv []string) []string {
	if len(argv) == 0 {
		return nil
	}
	if name := strings.TrimSuffix(filepath.Base(argv[0]), ".exe"); name == nova.Name {
		return append([]string{nova.Name}, argv[1:]...)
	}
	return argv[1:]
}

// Main runs the command line args, and gives the exit code.
func Main(ctx context.Context, args []string) int { return MainAt(ctx, args, time.Now) }

// MainAt is Main at the time that now says: of what people see, ages and times of today.
func MainAt(ctx context.Context, args []string, now func() time.Time) int {
	terminal := config.TerminalOf(nil)
	streams := output.System(terminal.NoColor)
	streams.Now = now
	streams.Dumb, streams.OutDumb, streams.Forced = terminal.Dumb, terminal.Dumb, terminal.Forced
	streams.Palette, streams.UTF8, streams.Links = terminal.Palette, terminal.UTF8, terminal.Links
	return Run(ctx, &app.App{Streams: streams, Version: buildinfo.Read().Version}, args)
}

// Run is Main with the streams, the environment and the network of a.
func Run(ctx context.Context, a *app.App, args []string) int {
	streams := a.Streams
	defer streams.Close()
	format, chosen := wantedFormat(args)
	streams.ErrorsFor(format)
	if completing(args) {
		streams.In, streams.InTTY, streams.Quiet = strings.NewReader(""), false, true
	}
	root, addOthers := treeFor(a, args)
	root.SetArgs(args)
	if completing(args) {
		endCompletions(root)
	}
	help := &errWriter{w: streams.Out}
	if streams.OutTTY && streams.Dressed() && !completing(args) {
		help.width = streams.Width
	}
	root.SetOut(help)
	ran, err := execute(ctx, root)
	if ran == nil { // it panicked
		ran = root
	}
	if bug := streams.Bug(); bug != nil { // the command went on without its spinner
		err = fail.Join([]error{err, bug})
	}
	streams.EndPaging()
	a.Passwords.Close()
	if planned := a.PrintPlanned(ran); planned != nil {
		err = fail.Join([]error{err, planned})
	}
	if err == nil && help.err != nil {
		err = &output.WriteError{Err: help.err}
	}
	if err != nil {
		addOthers() // a hint may name any of them
		if !chosen {
			a.FormatErrors(ran)
		}
	}
	return fail.Report(streams, withOwnCommand(root, err), func(failure error, hint string) string {
		return onSameCloud(a.WithDoubts(failure, hint), ran)
	})
}

// execute runs what the line says. A panic on the way is an error like others, once what is deferred has given the terminal back.
func execute(ctx context.Context, root *cobra.Command) (ran *cobra.Command, err error) {
	defer bug.Catch(&err)
	return root.ExecuteContextC(ctx)
}

// errWriter is where cobra prints help. It remembers the first error of a writer: cobra prints without looking.
type errWriter struct {
	w     io.Writer
	width int // of the terminal that it is; 0: it is none
	err   error
}

func (r *errWriter) Write(p []byte) (int, error) {
	_, err := io.WriteString(r.w, wrapHelp(string(p), r.width))
	if r.err == nil {
		r.err = err
	}
	return len(p), err
}

// wantedFormat is the format that args ask for, before they are parsed: a complaint about them is JSON or XML too where the result would be. chosen
// is false where it is only what the environment or the default says.
func wantedFormat(args []string) (format string, chosen bool) {
	format = config.Input{}.Early("output")
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if (arg == "-o" || arg == "--output") && i+1 < len(args) {
			format, chosen = args[i+1], true
		} else if text, ok := strings.CutPrefix(arg, "--output="); ok {
			format, chosen = text, true
		} else if text, ok := strings.CutPrefix(arg, "-o"); ok && text != "" {
			format, chosen = strings.TrimPrefix(text, "="), true
		}
	}
	return format, chosen
}
