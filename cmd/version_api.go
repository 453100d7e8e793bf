package cmd

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

// apiVersion declares the versions of the cloud's API to the verbs (guide 1.9). They are named by id, v2.
var apiVersion = verb.Noun{
	Finder: &ref.Finder{
		Noun: "version",
		Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
			return c.GetVersion(ctx, id)
		},
		Names: func(ctx context.Context, c *client.Client) iter.Seq2[jsontext.Value, error] {
			return c.ListVersions(ctx)
		},
	},
	View: &output.View[*api.Version]{
		One: "version", Many: "versions",
		Decode: verb.Decode,
		XML:    verb.ToXML,
		ID:     func(v *api.Version) string { return v.ID },
		Extra:  func(v *api.Version) []byte { return v.Extra },
		Columns: []output.Column[*api.Version]{
			{Name: "ID", Cell: func(v *api.Version) string { return v.ID }, Help: "id of the version"},
			{Name: "Status", Cell: func(v *api.Version) string { return v.Status }, Help: "CURRENT, SUPPORTED or DEPRECATED"},
			{Name: "Updated", Cell: func(v *api.Version) string { return v.Updated }, Help: "when it last changed, ISO 8601"},
			{Name: "URL", Cell: selfLink, Help: "where it is"},
		},
	},
}

func selfLink(v *api.Version) string {
	for _, l := range v.Links {
		if l.Rel == "self" {
			return l.Href
		}
	}
	return ""
}

// versionList is `version list` (guide 1.9.1).
func versionList(a *app.App) *cobra.Command {
	return verb.List[*verb.NoFlags]{Noun: apiVersion, Short: "List the versions of the cloud's compute API"}.Command(a)
}

// versionShow is `version show` (guide 1.9.2).
func versionShow(a *app.App) *cobra.Command {
	return verb.Show{
		Noun: apiVersion, Short: "Show a version of the cloud's compute API",
		Example: "  novactl version show v2",
	}.Command(a)
}
