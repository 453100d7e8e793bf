package cmd

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/buildinfo"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

var buildView = output.View[*buildinfo.Info]{
	One: "build", Many: "builds",
	ID: func(b *buildinfo.Info) string { return b.Version },
	Columns: []output.Column[*buildinfo.Info]{
		{Name: "Version", Cell: func(b *buildinfo.Info) string { return b.Version }, Help: "version of novactl"},
		{Name: "Commit", Cell: func(b *buildinfo.Info) string { return b.Commit }, Help: "commit that it was built from"},
		{Name: "Date", Cell: func(b *buildinfo.Info) string { return b.Date }, Help: "when that commit was made"},
		{Name: "Go", Cell: func(b *buildinfo.Info) string { return b.Go }, Help: "version of Go that built it"},
		{Name: "Platform", Cell: func(b *buildinfo.Info) string { return b.Platform }, Help: "operating system and processor"},
	},
}

// versionCommand is `version`: this tool's own; it reads no settings, so that it works whatever they are.
func versionCommand(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Show the version of novactl; list and show: of the cloud's API",
		Args:  verb.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o, err := app.OutputFromFlags(out)
			if err != nil {
				return err
			}
			return app.PrintWith(a, o, &buildView, buildinfo.Read())
		},
	}
	out = app.AddOutputFlags(cmd, &buildView)
	cmd.AddCommand(versionList(a), versionShow(a))
	return cmd
}
