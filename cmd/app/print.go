package app

import (
	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Print prints a document of this program's own, which no cloud sent, in the format that is asked for.
func Print(a *App, out OutputFlags, view output.Viewer, v any) error {
	o, err := a.Output(out)
	if err != nil {
		return err
	}
	return PrintWith(a, o, view, v)
}

// PrintWith is Print where how to print is known already.
func PrintWith(a *App, o output.Options, view output.Viewer, v any) error {
	own := OwnView(view)
	if err := own.Check(o); err != nil {
		return err
	}
	doc, err := OwnDocument(v)
	if err != nil {
		return err
	}
	return own.Show(a.Streams, o, doc.Raw, nil)
}

// OwnView returns a view of documents of this program's own.
func OwnView(view output.Viewer) *output.AnyView {
	return view.Any().Decoding(func(raw []byte, into any) error { return json.Unmarshal(raw, into) })
}

// OwnDocument returns a value of this program's own as a document.
func OwnDocument(v any) (client.Document, error) {
	raw, err := json.Marshal(v, json.Deterministic(true))
	return client.Document{Raw: raw}, err
}

// PrintText prints one text alone, for $(…); where -o or a program asks for a document, as an object whose only member has the name.
func PrintText(a *App, cmd *cobra.Command, name, text string) error {
	if a.ByHabit(cmd, output.Options{}) {
		return a.Streams.Print(text + "\n")
	}
	cfg, err := a.Config(cmd)
	if err != nil {
		return err
	}
	type one map[string]string
	view := &output.View[*one]{
		One: name, Many: name,
		ID:      func(o *one) string { return (*o)[name] },
		Columns: []output.Column[*one]{{Name: name, Cell: func(o *one) string { return (*o)[name] }}},
	}
	return PrintWith(a, columnOptions(cfg.OutputSettings()), view, one{name: text})
}
