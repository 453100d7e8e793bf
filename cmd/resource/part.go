package resource

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/wait"
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
	Shows   *Type // what it prints; nil: nothing
	Fields  []Field
	Waits   bool // it has --wait
	Run     func(*Run) error
}

// Run is one run of a Part.
type Run struct {
	app.Invocation
	Of     ref.Resource // what the first argument names
	Args   []string     // the others
	Values *Values
	Wait   bool

	shows   *output.AnyView
	options output.Options
	again   *watch.Flags // of list and show; nil: it looks once
}

// Command makes the command.
func (p Part) Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: p.Use, Short: p.Short, Long: p.Long, Example: p.Example, Args: p.Args, ValidArgsFunction: p.Of.Complete(a, 1),
	}
	if cmd.Args == nil {
		cmd.Args = verb.ExactArgs(1)
	}
	if p.Then != nil {
		cmd.ValidArgsFunction = ref.Args(cmd.ValidArgsFunction, p.Then)
	}
	lists := strings.HasPrefix(p.Use, "list")
	if lists {
		cmd.Aliases = []string{"ls"}
	}
	values, waits := Bind(a, flagset.Of(cmd), p.Fields), new(bool)
	if p.Waits {
		waits = verb.AddWaitFlag(flagset.Of(cmd))
	}
	var out app.OutputFlags
	var view output.Viewer
	if p.Shows != nil {
		view = p.Shows.view()
		out = app.AddOutputFlags(cmd, view)
	}
	var again *watch.Flags
	switch {
	case lists:
		again = watch.Add(flagset.Of(cmd), "list")
	case strings.HasPrefix(p.Use, "show"):
		again = watch.Add(flagset.Of(cmd), p.Shows.ResourceType.Noun)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := &Run{Args: args[1:], Values: values, Wait: *waits, again: again}
		r.Invocation = app.Invocation{App: a, Cmd: cmd, Names: args}
		if p.Shows != nil {
			r.shows = view.Any()
			var err error
			if r.options, err = app.OutputFor(a, out, view); err != nil {
				return err
			}
		}
		return fail.Op(p.What+" "+p.Of.Noun, strings.Join(args, " "), p.run(a, cmd, r))
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
	if r.again == nil {
		return r.shows.List(r.App.Streams, r.options, items)
	}
	return r.again.List(r.App, r.Cmd, r.options, r.shows, items)
}

// SetFormat prints in another format than the settings say.
func (r *Run) SetFormat(f string) { r.options.Format = f }

// Show prints one.
func (r *Run) Show(doc client.Document, err error) error {
	if err != nil {
		return err
	}
	return r.shows.Show(r.App.Streams, r.options, doc.Raw, doc.XML)
}

// Look prints one that a command reads to show it, once or as often as --watch says.
func (r *Run) Look(read func(context.Context) (client.Document, error)) error {
	return r.again.Show(r.App, r.Cmd, r.options, r.shows, read)
}

// Await waits for targets where --wait was given.
func (r *Run) Await(what string, targets ...wait.Target) error {
	if !r.Wait || len(targets) == 0 {
		return nil
	}
	_, errs := verb.WaitWithProgress(r.App, r.Cmd, r.Client, what, targets)
	return fail.Join(errs)
}
