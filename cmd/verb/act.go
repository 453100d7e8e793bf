package verb

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Act declares a command that does something to each of several resources of a noun, goes on after one fails, and may
// wait for the end. T is how a resource is decoded, F what the flags are bound to.
type Act[T, F any] struct {
	Noun     Noun[T]
	Verb     string // "delete"
	Operand  string // what the last argument is, after the resources: "GROUP"; "": a resource like the others
	Aliases  []string
	Short    string
	Long     string
	Example  string
	Destroys string                // what is lost, for the question: "everything on its disk"; "": nothing, so nothing is asked
	Silent   bool                  // prints nothing: a delete
	Flags    func(*flagset.Set) *F // nil: none
	// Each does the verb to one resource, where that says nothing but its name.
	Each func(ctx context.Context, c *client.Client, id string) error
	// Prepare, in place of Each, reads the flags, and looks up what they name, before anything is done. Do is called for each resource.
	Prepare func(app.Invocation, *F) (Do, error)
	Goal    func(Accepted) wait.Goal            // where --wait ends; nil: no --wait
	Waits   func(*F) bool                       // whether other flags than --wait ask to wait; nil: none does
	After   func(app.Invocation, *F, *Batch[T]) // what follows a wait; nil: nothing
}

// Do does the verb to one resource. It may tell a password, and a document.
type Do func(ctx context.Context, r ref.Resource) (Accepted, error)

// Command makes the command.
func (v Act[T, F]) Command(a *app.App) *cobra.Command {
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
	f := &actFlags[F]{own: bind(cmd, v.Flags), wait: new(bool), yes: new(bool)}
	if v.Destroys != "" {
		f.yes = app.AddYesFlag(flagset.Of(cmd))
	}
	if v.Goal != nil {
		f.wait = AddWaitFlag(flagset.Of(cmd))
	}
	if !v.Silent {
		f.out = app.AddOutputFlags(cmd, v.Noun.View)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return v.run(a, cmd, f, args) }
	return cmd
}

// actFlags are what the flags of an Act are bound to: its own, and those of every Act.
type actFlags[F any] struct {
	own       *F
	wait, yes *bool
	out       app.OutputFlags
}

func (v Act[T, F]) run(a *app.App, cmd *cobra.Command, f *actFlags[F], names []string) error {
	operand := ""
	if last := len(names) - 1; v.Operand != "" {
		names, operand = names[:last], names[last]
	}
	var o output.Options
	if !v.Silent {
		var err error
		if o, err = app.OutputFor(a, f.out, v.Noun.View); err != nil {
			return err
		}
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	in := app.Invocation{App: a, Cmd: cmd, Client: c, Names: names, Operand: operand}
	b := &Batch[T]{Invocation: in, Noun: v.Noun, What: v.Verb + " " + v.Noun.Noun}
	do, err := v.prepare(in, f.own)
	if err != nil {
		return fail.Op(b.What, "", err)
	}
	var found []ref.Resource
	found, b.Errs = v.Noun.ResolveAll(in, b.What, names)
	if err := v.confirm(in, *f.yes, found); err != nil {
		return err
	}
	if v.waits(f) && v.Goal(Accepted{}).Gone && !a.Curl {
		v.Noun.List(in, found)
	}
	a.Final(c)
	v.doAll(b, do, found)
	v.follow(in, f, b)
	switch {
	case v.Silent && !a.Curl:
		waited := v.waits(f)
		sayDeleted(a.Streams, v.Noun.Noun, goneOf(b.Accepted, waited), waited || v.Goal == nil)
	case !v.Silent && len(b.Accepted) > 0:
		b.All(o)
	}
	return b.Err()
}

// prepare returns what is done to each resource.
func (v Act[T, F]) prepare(in app.Invocation, own *F) (Do, error) {
	if v.Prepare != nil {
		return v.Prepare(in, own)
	}
	return func(ctx context.Context, r ref.Resource) (Accepted, error) {
		return Accepted{Resource: r}, v.Each(ctx, in.Client, r.ID)
	}, nil
}

// doAll does the verb to each of targets, to several at a time. What was made of them is in their order. An interrupt leaves out those that aren't
// begun.
func (v Act[T, F]) doAll(b *Batch[T], do Do, targets []ref.Resource) {
	ctx := b.Cmd.Context()
	done := make([]func(), len(targets)) // notes the outcome
	interrupted := b.Parallel(ctx, len(targets), func(i int) {
		r, err := v.doOne(ctx, b.Client, do, targets[i])
		done[i] = func() { b.note(r, err) }
	})
	var left []string
	for i, note := range done {
		if note == nil {
			left = append(left, targets[i].Name)
			continue
		}
		note()
	}
	b.Errs = append(b.Errs, fail.NotBegun(b.What, left, interrupted))
}

// doOne does the verb to t or, where that is no id, to what has it as its name.
func (v Act[T, F]) doOne(ctx context.Context, c *client.Client, do Do, t ref.Resource) (Accepted, error) {
	r, err := do(ctx, t)
	if named, other := v.Noun.RetryAsName(ctx, c, t, transport.IsNotFound(err)); other != nil {
		err = other
	} else if named != t {
		r, err = do(ctx, named)
	}
	if err != nil {
		r.ID, r.Name = cmp.Or(r.ID, t.ID), t.Name
	}
	return r, err
}

// waits reports whether the end is waited for.
func (v Act[T, F]) waits(f *actFlags[F]) bool {
	return v.Goal != nil && (*f.wait || v.Waits != nil && v.Waits(f.own))
}

// follow waits for the end where that is asked for; else it only reads what is to be printed.
func (v Act[T, F]) follow(in app.Invocation, f *actFlags[F], b *Batch[T]) {
	waits := v.waits(f)
	switch {
	case waits && v.After != nil:
		b.Await(v.Goal)
		v.After(in, f.own, b)
	case waits:
		b.Await(v.Goal)
	case !v.Silent:
		b.Read()
	}
}

// confirm asks before something is destroyed: on a terminal by a question, without one by demanding --yes (docs/architecture.md, Promises).
func (v Act[T, F]) confirm(in app.Invocation, yes bool, found []ref.Resource) error {
	if v.Destroys == "" || len(found) == 0 {
		return nil
	}
	names := make([]string, len(found))
	for i, r := range found {
		names[i] = r.Name
		if r.Name != r.ID {
			names[i] += " (" + r.ID + ")"
		}
	}
	plural := ""
	if len(found) > 1 {
		plural = "s"
	}
	question := fmt.Sprintf("%s %s%s %s, and lose %s?", v.Verb, v.Noun.Noun, plural, strings.Join(names, ", "), v.Destroys)
	return in.App.Confirm(in.Cmd.Context(), yes, question)
}
