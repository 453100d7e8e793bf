package watch

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
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
