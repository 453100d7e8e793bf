package cmd

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// build is what is known of this program's build.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitzero"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

var buildView = output.View[build]{
	One: "version", Many: "versions",
	ID: func(b build) string { return b.Version },
	Columns: []output.Column[build]{
		{Name: "Version", Cell: func(b build) string { return b.Version }, Help: "version of novactl"},
		{Name: "Commit", Cell: func(b build) string { return b.Commit }, Help: "commit that it was built from"},
		{Name: "Go", Cell: func(b build) string { return b.Go }, Help: "version of Go that built it"},
		{Name: "Platform", Cell: func(b build) string { return b.Platform }, Help: "operating system and processor"},
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
			b := build{Version: a.Version, Commit: commit(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
			return app.PrintWith(a, o, buildView, b)
		},
	}
	out = app.AddOutputFlags(cmd, buildView)
	cmd.AddCommand(versionList(a), versionShow(a))
	return cmd
}

// version is this module's version, or "devel" where it was built from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

func commit() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
