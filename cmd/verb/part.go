package verb

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// Part makes of an Act one about what belongs to the resources: their metadata, their interfaces. Its first argument alone says which resources
// these are, and the others say what; with --filter or --all there are only the others.
type Part struct {
	Use  string               // with the arguments: "attach SERVER"
	Args cobra.PositionalArgs // of all arguments
	Then cobra.CompletionFunc // completes the arguments after the first; nil: nothing does
	View output.Viewer        // how what Do leaves in Accepted.Parts is shown; nil: it isn't
	// Waits says that there is --wait, for the targets that Do leaves.
	Waits bool
	// Named says that the last argument is the name of what is made: for several resources it has NamePlace in it.
	Named bool
	// Single refuses what can't be done to several resources; nil: all can.
	Single func(app.Invocation) error
	// Else does something else in place of the Act, where the arguments and flags are for that; nil: there is nothing else.
	Else func(app.Invocation, app.OutputFlags) (done bool, err error)
}

// Parts are what belongs to a resource, after something was done to it.
type Parts struct {
	Rows    []jsontext.Value
	Print   func(o output.Options, rows []jsontext.Value) error // prints them where the command is for one resource
	Targets []wait.Target                                       // to wait for
	Become  bool                                                // the last documents of the targets become the rows, where there are as many
}

// NamePlace stands for the name of each resource in the name of what is made of it.
const NamePlace = "{name}"

// severalHelp is what the help of each Part ends with.
const severalHelp = `

For several, the first argument is a pattern in quotes, as 'web-*', or - for names on standard input, one a line; or it is left out, with --filter or
--all. What is printed is a list then, and each item says what it belongs to.`

// describe says in cmd that it is about parts.
func (p *Part) describe(cmd *cobra.Command, a *app.App, v action, f *actFlags) {
	cmd.Use = p.Use
	if v.noun.Facts != nil {
		cmd.Long = strings.TrimSuffix(v.long, ".") + "." + severalHelp
	}
	cmd.ValidArgsFunction = v.noun.Complete(a, 1)
	if p.Then != nil {
		cmd.ValidArgsFunction = ref.Args(cmd.ValidArgsFunction, p.Then)
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		return p.Args(cmd, f.all(args))
	}
}

// all are the arguments with one that says which resources, be there one or not.
func (f *actFlags) all(args []string) []string {
	if f.choice.WithoutNames() {
		return append([]string{""}, args...)
	}
	return args
}

// split parts the argument that says which resources from those that say what.
func (f *actFlags) split(args []string) (names, rest []string) {
	if f.choice.WithoutNames() {
		return nil, args
	}
	return args[:1], args[1:]
}

// several reports whether the command line is for several resources, be there one or none.
func (v action) several(in app.Invocation, f *actFlags) bool {
	return f.choice.Several(v.noun.Finder, strings.Join(in.Names, " "))
}

// needsNames reports whether the names of the resources count, however they are called.
func (p *Part) needsNames(in app.Invocation) bool {
	return p != nil && p.Named && strings.Contains(in.Rest[len(in.Rest)-1], NamePlace)
}

// checkSeveral refuses several resources where what is asked for is for one.
func (p *Part) checkSeveral(in app.Invocation, found []ref.Resource) error {
	switch {
	case p == nil || len(found) < 2: //nolint:mnd // several
		return nil
	case p.Named && !p.needsNames(in):
		return fail.Usagef("%d of them would have one name: it needs %s in it, for the name of each", len(found), NamePlace)
	case p.Single != nil:
		return p.Single(in)
	}
	if p.Named {
		sayNamesakes(in, found)
	}
	return nil
}

// sayNamesakes says that what is made of several has one name, as they have: it is no error, since the cloud has ids, and a job goes on.
func sayNamesakes(in app.Invocation, found []ref.Resource) {
	called := map[string]int{}
	for _, r := range found {
		called[r.Name]++
	}
	for _, name := range slices.Sorted(maps.Keys(called)) {
		if n := called[name]; n > 1 {
			in.App.Streams.Notice("%d of them are called %s, and so what is made of them has one name", n, name)
		}
	}
}

func (v action) partOptions(in app.Invocation, f *actFlags) (output.Options, error) {
	if v.part.View == nil {
		return output.Options{}, nil
	}
	o, err := in.App.Output(f.out)
	if err != nil {
		return o, err
	}
	return o, v.partView(in, f).Check(o)
}

// partView is how parts are shown: of several resources, with a column that says of which.
func (v action) partView(in app.Invocation, f *actFlags) *output.AnyView {
	view := v.part.View.Any()
	if noun := v.noun.Noun; v.several(in, f) {
		view = withPlace(view, strings.ToUpper(noun[:1])+noun[1:], noun+"_name")
	}
	return view
}

// showParts waits for what belongs to the resources, and prints it.
func (v action) showParts(b *Batch, f *actFlags, o output.Options) {
	if *f.wait {
		b.awaitParts()
	}
	several := v.several(b.Invocation, f)
	switch {
	case v.part.View == nil:
	case several && (len(b.Accepted) > 0 || b.Err() == nil):
		b.Errs = append(b.Errs, v.partView(b.Invocation, f).List(b.App.Streams, o, b.rows(v.noun.Finder)))
	case !several:
		for _, r := range b.Accepted {
			if r.Parts != nil && r.Parts.Print != nil {
				b.Failed(r.Name, r.Parts.Print(o, r.Parts.Rows))
			}
		}
	}
}

// awaitParts waits for the targets of all resources.
func (b *Batch) awaitParts() {
	var targets []wait.Target
	before := 0
	for _, r := range b.Accepted {
		if r.Parts == nil {
			before++
			continue
		}
		targets = append(targets, r.Parts.Targets...)
	}
	if before > 0 {
		b.App.Streams.Notice("%d of them were done by an earlier run: --wait is for what this one did", before)
	}
	if len(targets) == 0 {
		return
	}
	outcomes, errs := WaitWithProgress(b.App, b.Cmd, b.Client, b.What, targets)
	b.Errs = append(b.Errs, errs...)
	for _, r := range b.Accepted {
		if r.Parts == nil {
			continue
		}
		own := min(len(r.Parts.Targets), len(outcomes))
		for i, o := range outcomes[:own] {
			if o.Last.Raw != nil && r.Parts.Become && len(r.Parts.Rows) == own {
				r.Parts.Rows[i] = o.Last.Raw
			}
			var failed *fail.OpError
			if o.Err != nil && errors.As(errs[0], &failed) { // what failed belongs to this one, which is what was named
				failed.Ref = r.Name
			}
			if o.Err != nil {
				errs = errs[1:]
			}
		}
		outcomes = outcomes[own:]
	}
}

// Raw are documents as the items of a list.
//
//go:noinline
func Raw(docs []jsontext.Value) Items {
	return func(yield func(jsontext.Value, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// rows are what belongs to all resources, each with the id and the name of its own.
func (b *Batch) rows(of *ref.Finder) Items {
	var all []jsontext.Value
	for _, r := range b.Accepted {
		if r.Parts == nil { // an earlier run did it
			continue
		}
		name := r.Name
		if facts, err := of.FactsOf(r.Resource); err == nil && facts.Name != "" {
			name = facts.Name
		}
		for _, row := range r.Parts.Rows {
			for _, m := range [2][2]string{{"_id", r.ID}, {"_name", name}} {
				if more, err := api.WithMember(row, of.Noun+m[0], m[1]); err == nil {
					row = more
				}
			}
			all = append(all, row)
		}
	}
	return Raw(all)
}
