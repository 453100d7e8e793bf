package resource

import (
	"context"
	"maps"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// act is a Part that changes something as a verb: it is done to several resources as any other is.
func (p Part) act(a *app.App) verb.Act[*Values] {
	var values *Values
	part := &verb.Part{Use: p.Use, Args: p.Args, Then: p.Then, View: p.View, Waits: p.Waits, Named: p.Named, Else: p.Else}
	if p.Single != nil {
		part.Single = func(in app.Invocation) error { return p.Single(in, values) }
	}
	return verb.Act[*Values]{
		Noun: verb.Noun{Finder: p.Of}, Verb: p.What, Short: p.Short, Long: p.Long, Example: p.Example,
		Destroys: p.Destroys, Silent: true, Repeatable: p.Repeatable,
		Flags: func(fs *flagset.Set) *Values {
			values = Bind(a, fs, p.Fields)
			return values
		},
		Prepare: p.prepare, Part: part,
	}
}

func (p Part) prepare(in app.Invocation, v *Values) (verb.Do, error) {
	all := &Run{Invocation: in, Args: in.Rest, Values: v, finder: p.Of, what: p.What + " " + p.Of.Noun}
	if p.View != nil {
		all.shows = p.View.Any()
	}
	var err error
	if all.Members, err = v.Members(in.Cmd.Context(), in.Client); err == nil && p.Prepare != nil {
		err = p.Prepare(all)
	}
	return func(_ context.Context, of ref.Resource) (verb.Accepted, error) {
		r := *all
		r.Of, r.Members, r.parts = of, maps.Clone(all.Members), &verb.Parts{}
		err := p.Run(&r)
		return verb.Accepted{Resource: of, Parts: r.parts}, err
	}, err
}

// leave keeps a document until it was done to all resources.
func (r *Run) leave(doc jsontext.Value, show func(output.Options, []jsontext.Value) error) error {
	r.parts.Rows, r.parts.Print = append(r.parts.Rows, doc), show
	return nil
}

// Leave keeps documents until it was done to all resources.
func (r *Run) Leave(items verb.Items, show func(output.Options, []jsontext.Value) error) error {
	r.parts.Print = show
	for raw, err := range items {
		if err != nil {
			return err
		}
		r.parts.Rows = append(r.parts.Rows, raw.Clone())
	}
	return nil
}

// NameOf returns a name for what is made of the resource: verb.NamePlace stands for the resource's own.
func (r *Run) NameOf(text string) string {
	name := r.Of.Name
	if facts, err := r.finder.FactsOf(r.Of); err == nil && facts.Name != "" {
		name = facts.Name
	}
	return strings.ReplaceAll(text, verb.NamePlace, name)
}

// Op says of what failed, which one of several parts it was.
//
//go:noinline
func (r *Run) Op(word string, err error) error { return fail.Op(r.what+" "+r.Of.Name+":", word, err) }

// Await has --wait wait for targets.
func (r *Run) Await(targets ...wait.Target) { r.parts.Targets = append(r.parts.Targets, targets...) }

// AwaitShown is Await for what is shown: as it is in the end.
func (r *Run) AwaitShown(target wait.Target) {
	r.Await(target)
	r.parts.Become = true
}
