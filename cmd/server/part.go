package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// part declares a command that reads something of one server: its console, its events.
type part struct {
	cmd   *cobra.Command // with its Use, texts and flags; a server is its only argument
	what  string         // what it does, for errors: "show the console of"
	view  output.Viewer
	check func(output.Options) error // what is wrong with the flags; nil: nothing to check
	run   func(app.Invocation, ref.Resource, output.Options) error
}

func (p part) command(a *app.App) *cobra.Command {
	p.cmd.Args = verb.ExactArgs(1)
	p.cmd.ValidArgsFunction = Finder.Complete(a, 1)
	out := app.AddOutputFlags(p.cmd, p.view)
	p.cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op(p.what+" server", args[0], p.start(a, cmd, out, args[0]))
	}
	return p.cmd
}

func (p part) start(a *app.App, cmd *cobra.Command, out app.OutputFlags, name string) error {
	o, err := app.OutputFor(a, out, p.view)
	if err == nil && p.check != nil {
		err = p.check(o)
	}
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	in := app.Invocation{App: a, Cmd: cmd, Client: c}
	return Finder.Do(cmd.Context(), in, name, func(t ref.Resource) error { return p.run(in, t, o) })
}
