// Package extension has the commands of the API's extensions (guide 1.10).
package extension

import (
	"context"
	"iter"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Command is the noun with its verbs (guide 1.10.1, 1.10.2).
func Command(a *app.App) *cobra.Command {
	return verb.Group("extension", "List and show the extensions of the cloud's API",
		verb.List[*verb.NoFlags]{Noun: noun, Short: "List the extensions of the cloud's API"}.Command(a),
		verb.Show{
			Noun: noun, Short: "Show an extension of the cloud's API, by its alias", Example: "  novactl extension show OS-DCF",
		}.Command(a))
}

// noun declares extensions to the verbs. They are named by alias, which is their id.
var noun = verb.Noun{
	Finder: &ref.Finder{
		Noun: "extension",
		Get: func(ctx context.Context, c *client.Client, alias string) (client.Document, error) {
			return c.GetExtension(ctx, alias)
		},
		Names: func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error] {
			return c.ListExtensions(ctx)
		},
	},
	View: &output.View[*api.Extension]{
		One: "extension", Many: "extensions",
		Decode: verb.Decode,
		XML:    verb.ToXML,
		ID:     func(e *api.Extension) string { return e.Alias },
		Extra:  func(e *api.Extension) []byte { return e.Extra },
		Columns: []output.Column[*api.Extension]{
			{Name: "Alias", Cell: func(e *api.Extension) string { return e.Alias }, Help: "what it is called by"},
			{Name: "Name", Cell: func(e *api.Extension) string { return e.Name }, Help: "its name"},
			{Name: "Description", Cell: func(e *api.Extension) string { return e.Description }, Help: "what it adds"},
			{Name: "Updated", Cell: func(e *api.Extension) string { return e.Updated }, Wide: true, Help: "when it last changed, ISO 8601"},
			{Name: "Namespace", Cell: func(e *api.Extension) string { return e.Namespace }, Wide: true, Help: "its XML namespace"},
		},
	},
}
