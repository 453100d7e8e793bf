// Package metadata has the commands of the metadata of servers and images, one a file (guide 2.7).
package metadata

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
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

// check refuses a first argument that says of no noun that has metadata.
func (f Finders) check(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || f.of(args[0]) != nil {
		return nil
	}
	return &fail.UsageError{
		Message: "metadata is of a server or an image, not of a " + strconv.Quote(args[0]),
		Advice:  "did you mean: novactl metadata " + cmd.Name() + " server " + strings.Join(args, " "),
	}
}

// complete completes the arguments of a command with this usage line.
func (f Finders) complete(a *app.App, use string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return []string{"server", "image"}, cobra.ShellCompDirectiveNoFileComp
		case f.of(args[0]) == nil:
		case len(args) == 1:
			return f.of(args[0]).Complete(a, 0)(cmd, nil, prefix)
		case strings.Contains(use, "KEY"):
			keys := ref.MetadataOf(f.of(args[0]))
			if strings.Contains(use, "=") {
				keys.End = "="
			}
			return keys.Complete(a, 1)(cmd, args, prefix)
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// Command is the noun with its verbs.
func Command(a *app.App, finders Finders) *cobra.Command {
	m := maker{app: a, finders: finders}
	return verb.Group("metadata", "Read and change the metadata of servers and images", m.list(), m.get(), m.set(), m.replace(), m.remove())
}

// maker makes the commands: their first argument says of which noun the metadata is, the others are those of a Part.
type maker struct {
	app     *app.App
	finders Finders
}

func (m maker) command(alias string, p resource.Part, do func(r *resource.Run, of string) error) *cobra.Command {
	own := *m.finders.Server // until the first argument says which it is
	own.Noun, own.FilterKeys = "owner", slices.Concat(m.finders.Server.FilterKeys, m.finders.Image.FilterKeys)
	p.Of, p.Run = &own, func(r *resource.Run) error { return do(r, own.Noun) }
	cmd := p.Command(m.app)
	if alias != "" {
		cmd.Aliases = []string{alias}
	}
	check, run := cmd.Args, cmd.RunE
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := m.finders.check(cmd, args); err != nil {
			return err
		}
		return check(cmd, args[min(1, len(args)):])
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		own = *m.finders.of(args[0])
		return run(cmd, args[1:])
	}
	cmd.ValidArgsFunction = m.finders.complete(m.app, p.Use)
	return cmd
}

// item is a pair as the column formats list it.
type item struct {
	Key   string `json:"key"`
	Value string `json:"value"`

	More jsontext.Value `json:",embed"` // whose it is, where it may be of several
}

var itemView = output.View[*item]{
	One: "item", Many: "metadata",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(i *item) string { return i.Key },
	Extra:  func(i *item) []byte { return i.More },
	Columns: []output.Column[*item]{
		{Name: "Key", Cell: func(i *item) string { return i.Key }, Help: "key of the item"},
		{Name: "Value", Cell: func(i *item) string { return i.Value }, Help: "its value"},
	},
}

// show prints metadata with the root of a view, as the cloud answered it; the column formats have a row a pair.
func show(s *output.Streams, o output.Options, root string, doc client.Document) error {
	if !output.KeepsDocument(o) {
		return output.List(s, o, &itemView, rows(s, doc.Raw))
	}
	return output.Show(s, o, &output.View[*api.Metadata]{One: root, Many: root, Decode: verb.Decode, XML: verb.ToXML}, doc.Raw, doc.XML)
}

// rows are the pairs as the items of a list.
//
//go:noinline
func rows(s *output.Streams, raw jsontext.Value) verb.Items {
	return func(yield func(jsontext.Value, error) bool) {
		m, err := verb.ReadMarked[api.Metadata](s, "the metadata", raw)
		if err != nil {
			yield(nil, err)
			return
		}
		rows := make([]item, len(m))
		for i, p := range m {
			rows[i] = item{Key: p.Key, Value: p.Value}
		}
		verb.Rows(rows)(yield)
	}
}
