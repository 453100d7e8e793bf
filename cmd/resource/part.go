package resource

import (
	"context"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/output"
)

// Part declares a command about what belongs to one resource of another noun, which is its first argument.
type Part struct {
	Of      *ref.Finder // what it belongs to
	Use     string      // with the arguments: "attach SERVER"
	Args    cobra.PositionalArgs
	Then    completion // completes the arguments after the first; nil: nothing does
	What    string     // for errors: "attach an interface to"
	Short   string
	Long    string
	Example string
	Shows   *Type         // what it prints; nil: nothing
	View    output.Viewer // how, in place of Shows
	Fields  []Field
	Waits   bool   // it has --wait
	Watches string // what --watch looks at, where that is not what Use says
	Run     func(*Run) error

	// Acts says that it changes something: it can be done to several resources then.
	Acts       bool
	Destroys   string // what is lost, for the question, with {} for the other arguments; "": nothing
	Repeatable bool   // doing it twice does no more than doing it once
	// Prepare looks up what the other arguments and the flags name, once for all resources; nil: nothing is to be looked up.
	Prepare func(*Run) error
	// Single refuses what can't be done to several resources; nil: all can.
	Single func(app.Invocation, *Values) error
	// Named and Else are those of verb.Part.
	Named bool
	Else  func(app.Invocation, app.OutputFlags) (done bool, err error)
}

// Run is one run of a Part.
type Run struct {
	app.Invocation
	Of      ref.Resource // what the first argument names
	Args    []string     // the others
	Values  *Values
	Members map[string]any // what the flags set, of a Part that Acts: a copy of its own

	finder  *ref.Finder
	what    string // for errors: "attach an interface to server"
	shows   *output.AnyView
	options output.Options
	again   *watch.Flags // of list and show; nil: it looks once
	parts   *verb.Parts  // what a Part that Acts leaves; nil: it prints
}

// Command makes the command.
func (p Part) Command(a *app.App) *cobra.Command {
	if p.Args == nil {
		p.Args = verb.ExactArgs(1)
	}
	if p.View == nil && p.Shows != nil {
		p.View = p.Shows.view()
	}
	if p.Acts {
		return p.act(a).Command(a)
	}
	cmd := &cobra.Command{
		Use: p.Use, Short: p.Short, Long: p.Long, Example: p.Example, Args: p.Args, ValidArgsFunction: p.Of.Complete(a, 1),
	}
	if p.Then != nil {
		cmd.ValidArgsFunction = ref.Args(cmd.ValidArgsFunction, p.Then)
	}
	lists := strings.HasPrefix(p.Use, "list")
	if lists && p.Watches == "" {
		cmd.Aliases = []string{"ls"}
	}
	values := Bind(a, flagset.Of(cmd), p.Fields)
	var out app.OutputFlags
	if p.View != nil {
		out = app.AddOutputFlags(cmd, p.View)
	}
	var again *watch.Flags
	switch {
	case p.Watches != "":
		again = watch.Add(flagset.Of(cmd), p.Watches)
	case lists:
		again = watch.Add(flagset.Of(cmd), "list")
	case strings.HasPrefix(p.Use, "show"):
		again = watch.Add(flagset.Of(cmd), p.Shows.ResourceType.Noun)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := &Run{Args: args[1:], Values: values, again: again}
		r.Invocation = app.Invocation{App: a, Cmd: cmd, Names: args}
		if p.View != nil {
			r.shows = p.View.Any()
			var err error
			if r.options, err = app.OutputFor(a, out, p.View); err != nil {
				return err
			}
		}
		return fail.Op(p.What+" "+p.Of.Noun, args[0], p.run(a, cmd, r))
	}
	return cmd
}

func (p Part) run(a *app.App, cmd *cobra.Command, r *Run) (err error) {
	if r.Client, err = a.Client(cmd); err != nil {
		return err
	}
	return p.Of.Do(cmd.Context(), r.Invocation, r.Names[0], func(of ref.Resource) error {
		r.Of = of
		return p.Run(r)
	})
}

// Below is a type of resources of the parent: their path goes below it.
//
//go:noinline
func (r *Run) Below(t client.ResourceType, parents string) client.ResourceType {
	t.Path = rest.Path(parents, r.Of.ID) + t.Path
	return t
}

// Under returns the resources of the type that belong to one of another noun, for completion: their path goes below its own.
//
//go:noinline
func (t *Type) Under(of *ref.Finder, parents string) ref.Part {
	return ref.Part{Of: of, Noun: t.ResourceType.Noun, List: func(ctx context.Context, c *client.Client, id string) verb.Items {
		below := *t
		below.Path = rest.Path(parents, id) + t.Path
		return below.named(ctx, c, "")
	}}
}

// List prints several resources.
func (r *Run) List(items verb.Items) error {
	switch {
	case r.parts != nil:
		return r.Leave(items, func(o output.Options, rows []jsontext.Value) error {
			return r.shows.List(r.App.Streams, o, verb.Raw(rows))
		})
	case r.again == nil:
		return r.shows.List(r.App.Streams, r.options, items)
	}
	return r.again.List(r.App, r.Cmd, r.options, r.shows, items)
}

// SetFormat prints in another format than the settings say.
func (r *Run) SetFormat(f string) { r.options.Format = f }

// Show prints one.
func (r *Run) Show(doc client.Document, err error) error {
	switch {
	case err != nil:
		return err
	case r.parts == nil:
		return r.shows.Show(r.App.Streams, r.options, doc.Raw, doc.XML)
	}
	return r.leave(doc.Raw, func(o output.Options, rows []jsontext.Value) error {
		if r.Waits {
			doc.XML = nil // is older
		}
		return r.shows.Show(r.App.Streams, o, rows[0], doc.XML)
	})
}

// PrintText prints one text, as app.PrintText does.
func (r *Run) PrintText(name, text string) error {
	raw, err := api.WithMember(jsontext.Value("{}"), name, text)
	if err != nil {
		return err
	}
	return r.leave(raw, func(output.Options, []jsontext.Value) error { return app.PrintText(r.App, r.Cmd, name, text) })
}

// Look prints one that a command reads to show it, once or as often as --watch says.
func (r *Run) Look(read func(context.Context) (client.Document, error)) error {
	return r.again.Show(r.App, r.Cmd, r.options, r.shows, read)
}

// LookAt is Look for a document that is shown in another way.
func (r *Run) LookAt(d watch.Document) error {
	return r.again.Document(r.App, r.Cmd, r.options, r.shows, d)
}

// Options say how it is printed.
func (r *Run) Options() output.Options { return r.options }
