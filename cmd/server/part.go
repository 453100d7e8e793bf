package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// part declares a command that reads something of one server: its console, its events.
type part[T any] struct {
	cmd   *cobra.Command // with its Use, texts and flags; a server is its only argument
	what  string         // what it does, for errors: "show the console of"
	view  output.View[T]
	check func(*cobra.Command, output.Options) error // what is wrong with the flags; nil: nothing to check
	run   func(verb.Call, verb.Target, output.Options) error
}

func (p part[T]) command(a *verb.App) *cobra.Command {
	p.cmd.Args = verb.ExactArgs(1)
	p.cmd.ValidArgsFunction = verb.Servers.Complete(a, 1)
	verb.AddOutputFlags(p.cmd, p.view.ColumnKeys)
	p.cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return verb.Op(p.what+" server", args[0], p.start(a, cmd, args[0]))
	}
	return p.cmd
}

func (p part[T]) start(a *verb.App, cmd *cobra.Command, ref string) error {
	o, err := verb.OutputFor(a, cmd, p.view)
	if err == nil && p.check != nil {
		err = p.check(cmd, o)
	}
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	call := verb.Call{App: a, Cmd: cmd, Client: c}
	return verb.Servers.Do(cmd.Context(), call, ref, func(t verb.Target) error { return p.run(call, t, o) })
}
