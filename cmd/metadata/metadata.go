// Package metadata has the commands of the metadata of servers and images, one a file (guide 2.7).
package metadata

import (
	"context"
	"strconv"
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
	"github.com/novactl/novactl/pkg/output"
)

// Finders find what has metadata, by the first argument.
type Finders struct{ Server, Image *ref.Finder }

// of returns the finder for server or image; nil for any other word.
func (f Finders) of(word string) *ref.Finder {
	switch word {
	case "server":
		return f.Server
	case "image":
		return f.Image
	}
	return nil
}

// Command is the noun with its verbs.
func Command(a *app.App, finders Finders) *cobra.Command {
	g := verb.Group("metadata", "Read and change the metadata of servers and images")
	for _, c := range []change{listItems(), get(), set(), replace(), remove()} {
		g.AddCommand(c.command(a, finders))
	}
	return g
}

// change declares one command: all of them name a server or an image, and some keys or pairs.
type change struct {
	verb, args           string // as in the usage line
	aliases              []string
	short, long, example string
	minArgs              int  // arguments after the kind and the name
	destroys             bool // asks first
	looks                bool // it only reads, and so may look again and again
	run                  func(request) error
}

// request is one run of a command.
type request struct {
	app.Invocation
	of      string       // server or image
	owner   ref.Resource // whose metadata it is
	rest    []string     // the other arguments
	out     output.Options
	byHabit bool
	again   *watch.Flags // of what only reads
}

func (c change) command(a *app.App, finders Finders) *cobra.Command {
	cmd := &cobra.Command{
		Use:     c.verb + " server|image NAME" + c.args,
		Aliases: c.aliases,
		Short:   c.short,
		Long:    c.long,
		Example: c.example,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && finders.of(args[0]) == nil {
				return &fail.UsageError{
					Message: "metadata is of a server or an image, not of a " + strconv.Quote(args[0]),
					Advice:  "did you mean: novactl metadata " + c.verb + " server " + strings.Join(args, " "),
				}
			}
			return verb.MinArgs(2+c.minArgs)(cmd, args)
		},
	}
	cmd.ValidArgsFunction = c.complete(a, finders)
	yes := new(bool)
	if c.destroys {
		yes = app.AddYesFlag(flagset.Of(cmd))
	}
	out := app.AddOutputFlags(cmd, &itemView)
	var again *watch.Flags
	if c.looks {
		again = watch.Add(flagset.Of(cmd), "metadata")
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op(c.verb+" the metadata of "+args[0], args[1], c.start(a, cmd, finders.of(args[0]), out, again, *yes, args))
	}
	return cmd
}

func (c change) start(a *app.App, cmd *cobra.Command, finder *ref.Finder, out app.OutputFlags, again *watch.Flags, yes bool, args []string) error {
	o, err := app.OutputFor(a, out, &itemView)
	if err != nil {
		return err
	}
	cl, err := a.Client(cmd)
	if err != nil {
		return err
	}
	on := app.Invocation{App: a, Cmd: cmd, Client: cl}
	return finder.Do(cmd.Context(), on, args[1], func(t ref.Resource) error {
		if c.destroys {
			if err := a.Confirm(cmd.Context(), yes, c.question(args)); err != nil {
				return err
			}
		}
		return c.run(request{Invocation: on, of: args[0], owner: t, rest: args[2:], out: o, byHabit: a.ByHabit(cmd, o), again: again})
	})
}

// question says what would be lost.
func (c change) question(args []string) string {
	what := "all the metadata"
	if c.verb == "delete" {
		what = "the metadata " + strings.Join(args[2:], ", ")
	}
	return c.verb + " " + what + " of " + args[0] + " " + args[1] + ", and lose what it was?"
}

func (c change) complete(a *app.App, finders Finders) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return []string{"server", "image"}, cobra.ShellCompDirectiveNoFileComp
		case finders.of(args[0]) == nil:
		case len(args) == 1:
			return finders.of(args[0]).Complete(a, 0)(cmd, nil, prefix)
		case c.args != "":
			keys := ref.MetadataOf(finders.of(args[0]))
			if strings.Contains(c.args, "=") {
				keys.End = "="
			}
			return keys.Complete(a, 1)(cmd, args, prefix)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// documentView prints the cloud's own document.
var documentView = output.View[*api.Metadata]{
	One: "metadata", Many: "metadata",
	Decode: verb.Decode,
	XML:    verb.ToXML,
}

// item is a pair as the column formats list it.
type item struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

var itemView = output.View[*item]{
	One: "item", Many: "metadata",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(i *item) string { return i.Key },
	Columns: []output.Column[*item]{
		{Name: "Key", Cell: func(i *item) string { return i.Key }, Help: "key of the item"},
		{Name: "Value", Cell: func(i *item) string { return i.Value }, Help: "its value"},
	},
}

// show prints metadata as the cloud answered it; the column formats have a row a pair.
func (c request) show(doc client.Document) error { return c.showAs(documentView, doc) }

// showAs is show with the root of view.
func (c request) showAs(view output.View[*api.Metadata], doc client.Document) error {
	if output.KeepsDocument(c.out) {
		return output.Show(c.App.Streams, c.out, &view, doc.Raw, doc.XML)
	}
	return output.List(c.App.Streams, c.out, &itemView, c.rows(doc.Raw))
}

// rows are the pairs as the items of a list.
func (c request) rows(raw jsontext.Value) verb.Items {
	return func(yield func(jsontext.Value, error) bool) {
		m, err := verb.ReadMarked[api.Metadata](c.App.Streams, "the metadata", raw)
		if err != nil {
			yield(nil, err)
			return
		}
		rows := make([]item, len(m))
		for i, p := range m {
			rows[i] = item{p.Key, p.Value}
		}
		verb.Rows(rows)(yield)
	}
}

// look prints what read reads, once or as often as --watch says.
func (c request) look(read func(context.Context) (client.Document, error), show func(client.Document) error) error {
	return c.again.Document(c.App, c.Cmd, c.out, itemView.Any(), watch.Document{Read: read, Rows: c.rows, Print: show})
}

func (c request) ctx() context.Context { return c.Cmd.Context() }
