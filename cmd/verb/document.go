package verb

import (
	"github.com/spf13/cobra"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/output"
)

// Print prints a document of this program's own, which no cloud sent, in the format that is asked for.
func Print[T any](a *App, cmd *cobra.Command, view output.View[T], v T) error {
	o, err := a.Output(cmd)
	if err != nil {
		return err
	}
	return PrintWith(a, o, view, v)
}

// PrintWith is Print where how to print is known already.
func PrintWith[T any](a *App, o output.Options, view output.View[T], v T) error {
	view.Decode = decodeOwn[T]
	if err := output.CheckView(o, view); err != nil {
		return err
	}
	doc, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return output.Show(a.Streams, o, view, doc, nil)
}

func decodeOwn[T any](raw []byte) (T, error) {
	var v T
	err := json.Unmarshal(raw, &v)
	return v, err
}
