package verb

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/plan"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/selection"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// action is an Act without its types: what it does is in the program once, and not once for each noun and its flags.
type action struct {
	noun                 Noun
	verb, operand        string
	operands             cobra.CompletionFunc
	aliases              []string
	short, long, example string
	destroys, from       string
	silent, repeatable   bool
	ready                bool
	flags                func(*flagset.Set)
	each                 func(ctx context.Context, c *client.Client, id string) error
	prepare              func(app.Invocation) (Do, error)
	goal                 func(Accepted) wait.Goal
	waits                func() bool
	after                func(*Batch)
	part                 *Part
}

// command makes the command.
func (v action) command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:               v.verb + " " + v.noun.Arg() + "...",
		Aliases:           v.aliases,
		Short:             v.short,
		Long:              v.long,
		Example:           v.example,
		ValidArgsFunction: v.noun.CompleteIn(a, 0, strings.Fields(v.from)),
	}
	if v.operands != nil {
		cmd.ValidArgsFunction = ref.Args(cmd.ValidArgsFunction, ref.Both(v.operands, cmd.ValidArgsFunction))
	}
	f := &actFlags{yes: new(bool), wait: new(bool)}
	fewest := 1
	if v.operand != "" {
		cmd.Use, fewest = cmd.Use+" "+v.operand, fewest+1
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if f.choice.WithoutNames() {
			return MinArgs(fewest-1)(cmd, args)
		}
		return MinArgs(fewest)(cmd, args)
	}
	if v.part != nil {
		v.part.describe(cmd, a, v, f)
	}
	if v.flags != nil {
		v.flags(flagset.Of(cmd))
	}
	f.add(flagset.Of(cmd), v)
	if v.goal != nil || v.part != nil && v.part.Waits {
		f.wait = AddWaitFlag(flagset.Of(cmd))
	}
	if v.ready && v.noun.Reachable != nil {
		f.waitFor = AddWaitForFlag(flagset.Of(cmd), v.noun.Reachable)
	}
	switch {
	case v.part != nil && v.part.View != nil:
		f.out = app.AddOutputFlags(cmd, v.part.View)
	case !v.silent:
		f.out = v.noun.addFlags(cmd)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return v.start(a, cmd, f, args) }
	return cmd
}

// actFlags are what the flags of every action are bound to.
type actFlags struct {
	yes, wait *bool
	waitFor   *WaitFor
	force     bool
	choice    selection.Flags
	journal   string
	out       app.OutputFlags
}

func (f *actFlags) add(fs *flagset.Set, v action) {
	f.choice.Add(fs, v.noun.Finder, v.destroys != "")
	if v.noun.Facts != nil {
		fs.String(&f.journal, "journal", "keep in this `file` what was done so far: the same command goes on there after it was ended, and does nothing twice")
	}
	if v.destroys != "" || v.noun.Facts != nil {
		f.yes = app.AddYesFlag(fs)
	}
	if v.protects() {
		fs.Bool(&f.force, "force", "", "do it to those too that their metadata protects ("+plan.ProtectKey+"=true)")
	}
}

// start runs the verb in the cloud that is named, or in the one of several that has what is named.
func (v action) start(a *app.App, cmd *cobra.Command, f *actFlags, args []string) error {
	in := app.Invocation{App: a, Cmd: cmd, Names: args, Waits: *f.wait}
	if v.part != nil && v.part.Else != nil {
		in.Names = f.all(args)
		if done, err := v.part.Else(in, f.out); done || err != nil {
			return err
		}
	}
	switch last := len(args) - 1; {
	case v.part != nil:
		in.Names, in.Rest = f.split(args)
	case v.operand != "":
		in.Names, in.Operand = args[:last], args[last]
	}
	if err := v.noun.inOnePlace(a, cmd, v.verb+" "+v.noun.Noun, in.Names, f.choice.WithoutNames()); err != nil {
		return err
	}
	return v.run(a, in, f)
}

// options are how the results are to be printed.
func (v action) options(in app.Invocation, f *actFlags) (o output.Options, err error) {
	switch {
	case v.part != nil:
		return v.partOptions(in, f)
	case !v.silent:
		return v.noun.options(in.App, f.out, nothingMore)
	}
	return o, nil
}

func (v action) run(a *app.App, in app.Invocation, f *actFlags) error {
	o, err := v.options(in, f)
	if err != nil {
		return err
	}
	if err := f.waitFor.Check(); err != nil {
		return err
	}
	if in.Client, err = a.Client(in.Cmd); err != nil {
		return err
	}
	a.ShowKnownNames(in.Cmd)
	b := &Batch{Invocation: in, noun: v.noun, What: v.verb + " " + v.noun.Noun}
	do, err := v.doer(in)
	if err != nil {
		return fail.Op(b.What, "", err)
	}
	found, doing, err := v.targets(in, f, b, do)
	if err != nil {
		return err
	}
	if doing != nil {
		defer doing.journal.Close()
		do = doing.do
	}
	if v.awaits(f) && v.goal(Accepted{}).Gone && !a.Pretends() {
		v.noun.List(in, found)
	}
	in.Cmd.SetContext(transport.ForChange(in.Cmd.Context()))
	a.Final(in.Client)
	v.doAll(b, do, found)
	if doing != nil {
		b.Errs = append(b.Errs, doing.errs...)
	}
	v.follow(f, b, o)
	switch {
	case v.part != nil:
		v.showParts(b, f, o)
	case v.silent && !a.Pretends():
		waited := v.awaits(f)
		sayDeleted(a.Streams, v.noun.Noun, goneOf(b.Accepted, waited), waited || v.goal == nil)
	case !v.silent && (len(b.Accepted) > 0 || len(found) == 0 && b.Err() == nil):
		b.All(o)
	}
	return b.Err()
}

// doer returns what is done to each resource.
func (v action) doer(in app.Invocation) (Do, error) {
	if v.prepare != nil {
		return v.prepare(in)
	}
	return func(ctx context.Context, r ref.Resource) (Accepted, error) {
		return Accepted{Resource: r}, v.each(ctx, in.Client, r.ID)
	}, nil
}

// doAll does the verb to each of targets, to several at a time. What was made of them is in their order. An interrupt leaves out those that aren't
// begun.
func (v action) doAll(b *Batch, do Do, targets []ref.Resource) {
	ctx := b.Cmd.Context()
	done := make([]func(), len(targets)) // notes the outcome
	interrupted := b.Parallel(ctx, len(targets), func(i int) {
		r, err := v.doOne(ctx, b.Client, do, targets[i])
		var unsaved error
		if err == nil { // at once: the others may take their time
			unsaved = savePassword(b.App, &r)
		}
		done[i] = func() {
			if err != nil && v.part != nil { // what failed is of the part, which the answer doesn't name
				b.Failed(r.Name, err)
				if r.Parts != nil && r.Parts.Targets != nil { // it was done in part
					b.Accepted = append(b.Accepted, r)
				}
				return
			}
			b.note(r, err)
			b.Errs = append(b.Errs, unsaved)
		}
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
func (v action) doOne(ctx context.Context, c *client.Client, do Do, t ref.Resource) (Accepted, error) {
	r, err := do(ctx, t)
	if named, other := v.noun.RetryAsName(ctx, c, t, transport.IsNotFound(err)); other != nil {
		err = other
	} else if named != t {
		r, err = do(ctx, named)
	}
	if err != nil {
		r.ID, r.Name = cmp.Or(r.ID, t.ID), t.Name
	}
	return r, err
}

// awaits reports whether the end is waited for.
func (v action) awaits(f *actFlags) bool {
	return v.goal != nil && (*f.wait || f.waitFor.Given() || v.waits != nil && v.waits())
}

// follow waits for the end where that is asked for; else it only reads what is to be printed.
func (v action) follow(f *actFlags, b *Batch, o output.Options) {
	waits := v.awaits(f)
	goal := func(r Accepted) wait.Goal { return f.waitFor.Goal(b.Client, v.goal(r)) }
	switch {
	case waits && v.after != nil:
		b.Await(goal)
		v.after(b)
	case waits:
		b.Await(goal)
	case !v.silent && v.part == nil:
		b.Read(o)
	}
}
