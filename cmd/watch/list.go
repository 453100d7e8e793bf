package watch

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// List prints a list, once or as often as the flags say. Items are listed anew at each look.
func (f *Flags) List(a *app.App, cmd *cobra.Command, o output.Options, view *output.AnyView, items Items) error {
	if err := f.Check(a, o); err != nil {
		return err
	}
	if f.Given() {
		lister := &Lister{All: items}
		last, err := f.Run(a, cmd, o, view, Source{Look: lister.Look})
		if err != nil || last == nil {
			return err
		}
		items = Each(last)
	}
	return view.List(a.Streams, o, items)
}

// A Document is what a command reads at each look, where it isn't a resource of a view alone.
type Document struct {
	Read  func(context.Context) (client.Document, error)
	Rows  func(jsontext.Value) Items  // what a watch shows of it; nil: itself
	Print func(client.Document) error // prints it where nothing is watched
}

// Show prints one resource, once or as often as the flags say.
func (f *Flags) Show(a *app.App, cmd *cobra.Command, o output.Options, view *output.AnyView, read func(context.Context) (client.Document, error)) error {
	return f.Document(a, cmd, o, view, Document{Read: read, Print: func(doc client.Document) error {
		return view.Show(a.Streams, o, doc.Raw, doc.XML)
	}})
}

// Value is Show for a value of this program's own.
func (f *Flags) Value(a *app.App, cmd *cobra.Command, out app.OutputFlags, view output.Viewer, read func() (any, error)) error {
	o, err := a.Output(out)
	if err != nil {
		return err
	}
	own := app.OwnView(view)
	if err := own.Check(o); err != nil {
		return err
	}
	return f.Show(a, cmd, o, own, func(context.Context) (client.Document, error) {
		v, err := read()
		if err != nil {
			return client.Document{}, err
		}
		return app.OwnDocument(v)
	})
}

// Document prints a document, once or as often as the flags say.
func (f *Flags) Document(a *app.App, cmd *cobra.Command, o output.Options, view *output.AnyView, d Document) error {
	if err := f.Check(a, o); err != nil {
		return err
	}
	if !f.Given() {
		doc, err := d.Read(cmd.Context())
		if err != nil {
			return err
		}
		return d.Print(doc)
	}
	last, err := f.Run(a, cmd, o, view, Source{One: true, rows: d.Rows, Look: func(ctx context.Context) ([]jsontext.Value, error) {
		doc, err := d.Read(ctx)
		return []jsontext.Value{doc.Raw}, err
	}})
	if err != nil || last == nil {
		return err
	}
	return d.Print(client.Document{Raw: last[0]})
}
