package verb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Act declares a command that does something to each of several resources of a noun, goes on after one fails, and may
// wait for the end.
type Act[T any] struct {
	Noun     Noun[T]
	Verb     string // "delete"
	Operand  string // what the last argument is, after the resources: "GROUP"; "": a resource like the others
	Aliases  []string
	Short    string
	Long     string
	Example  string
	Destroys string // what is lost, for the question: "everything on its disk"; "": nothing, so nothing is asked
	Silent   bool   // prints nothing: a delete
	Flags    func(*app.App, *cobra.Command)
	// Prepare reads the flags, and looks up what they name, before anything is done. Do is called for each resource.
	Prepare func(app.Invocation) (Do, error)
	Goal    func(Accepted) client.Goal      // where --wait ends; nil: no --wait
	Waits   func(*cobra.Command) bool       // whether other flags than --wait ask to wait; nil: none does
	After   func(app.Invocation, *Batch[T]) // what follows a wait; nil: nothing
}

// Do does the verb to one resource. It may tell a password, and a document.
type Do func(ctx context.Context, r ref.Resource) (Accepted, error)

// Each is a Prepare that has nothing to prepare.
func Each(do func(ctx context.Context, c *client.Client, id string) error) func(app.Invocation) (Do, error) {
	return func(in app.Invocation) (Do, error) {
		return func(ctx context.Context, t ref.Resource) (Accepted, error) {
			return Accepted{Resource: t}, do(ctx, in.Client, t.ID)
		}, nil
	}
}

// Command makes the command.
func (v Act[T]) Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               v.Verb + " " + v.Noun.Arg() + "...",
		Aliases:           v.Aliases,
		Short:             v.Short,
		Long:              v.Long,
		Example:           v.Example,
		Args:              MinArgs(1),
		ValidArgsFunction: v.Noun.Complete(a, 0),
	}
	if v.Operand != "" {
		cmd.Use, cmd.Args = cmd.Use+" "+v.Operand, MinArgs(2)
	}
	if v.Flags != nil {
		v.Flags(a, cmd)
	}
	if v.Destroys != "" {
		app.AddYesFlag(cmd)
	}
	if v.Goal != nil {
		AddWaitFlag(cmd)
	}
	if !v.Silent {
		app.AddOutputFlags(cmd, v.Noun.View.ColumnKeys)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return v.run(a, cmd, args) }
	return cmd
}

func (v Act[T]) run(a *app.App, cmd *cobra.Command, refs []string) error {
	operand := ""
	if last := len(refs) - 1; v.Operand != "" {
		refs, operand = refs[:last], refs[last]
	}
	var o output.Options
	if !v.Silent {
		var err error
		if o, err = app.OutputFor(a, cmd, v.Noun.View); err != nil {
			return err
		}
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	b := &Batch[T]{App: a, Cmd: cmd, Client: c, Noun: v.Noun, What: v.Verb + " " + v.Noun.Noun}
	in := app.Invocation{App: a, Cmd: cmd, Client: c, Operand: operand}
	do, err := v.Prepare(in)
	if err != nil {
		return fail.Op(b.What, "", err)
	}
	var targets []ref.Resource
	targets, b.Errs = v.Noun.ResolveAll(cmd.Context(), c, b.What, refs)
	if err := v.confirm(a, cmd, targets); err != nil {
		return err
	}
	a.Final(cmd, c)
	v.doAll(b, do, targets)
	v.follow(in, b)
	if !v.Silent && len(b.Accepted) > 0 {
		b.All(o)
	}
	return b.Err()
}

// doAll does the verb to each of targets; only an interrupt ends it early.
func (v Act[T]) doAll(b *Batch[T], do Do, targets []ref.Resource) {
	ctx := b.Cmd.Context()
	for _, t := range targets {
		r, err := do(ctx, t)
		if named, other := v.Noun.RetryAsName(ctx, b.Client, t, client.IsNotFound(err)); other != nil {
			err = other
		} else if named != t {
			r, err = do(ctx, named)
		}
		if err != nil {
			b.Failed(t.Name, err)
			var lost *client.UnreachableError
			if errors.As(err, &lost) && lost.Uncertain && r.AdminPass != "" {
				b.Accepted = append(b.Accepted, r) // it may be the password now, and nobody else knows it
			}
			if ctx.Err() != nil {
				return
			}
			continue
		}
		b.Accepted = append(b.Accepted, r)
	}
}

// follow waits for the end where that is asked for; else it only reads what is to be printed.
func (v Act[T]) follow(in app.Invocation, b *Batch[T]) {
	waits := v.Goal != nil && (Waits(b.Cmd) || v.Waits != nil && v.Waits(b.Cmd))
	switch {
	case waits && v.After != nil:
		b.Await(v.Goal)
		v.After(in, b)
	case waits:
		b.Await(v.Goal)
	case !v.Silent:
		b.Read()
	}
}

// confirm asks before something is destroyed: on a terminal by a question, without one by demanding --yes (docs/architecture.md, Promises).
func (v Act[T]) confirm(a *app.App, cmd *cobra.Command, targets []ref.Resource) error {
	if v.Destroys == "" || len(targets) == 0 {
		return nil
	}
	names := make([]string, len(targets))
	for i, t := range targets {
		names[i] = t.Name
		if t.Name != t.ID {
			names[i] += " (" + t.ID + ")"
		}
	}
	plural := ""
	if len(targets) > 1 {
		plural = "s"
	}
	return a.Confirm(cmd, fmt.Sprintf("%s %s%s %s, and lose %s?", v.Verb, v.Noun.Noun, plural, strings.Join(names, ", "), v.Destroys))
}
