package profile

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// detailed is a profile with what it says itself, by the keys of the file. Of a secret there is only that it is set.
type detailed struct {
	profile
	Settings map[string]string `json:"settings"`
}

// show is `profile show`.
func show(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show NAME", Short: "Show what a profile says, without its secrets",
		Long: `Show what a profile itself says. What commands make of it, with flags, environment and defaults, is in:

  novactl --cloud NAME config list`,
		Example: "  novactl profile show rackspace",
		Args:    verb.ExactArgs(1), ValidArgsFunction: complete(a, 1),
	}
	out := app.AddOutputFlags(cmd, &output.View[*struct{}]{})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		cfg, err := a.Config(cmd)
		if err != nil {
			return err
		}
		info, entries, err := cfg.ProfileSettings(args[0])
		if err != nil {
			return err
		}
		d := detailed{profile: newProfile(info), Settings: make(map[string]string, len(entries))}
		for _, e := range entries {
			d.Settings[e.Name] = e.Value
		}
		return app.Print(a, out, detailView(entries), d)
	}
	return cmd
}

// detailView has a row for each setting of the profile.
func detailView(entries []config.Entry) *output.View[*detailed] {
	v := &output.View[*detailed]{One: "profile", ID: func(d *detailed) string { return d.Name }}
	for _, c := range view.Columns {
		if c.Name != "Username" && c.Name != "Auth URL" { // those are settings
			v.Columns = append(v.Columns, output.Column[*detailed]{Name: c.Name, Cell: func(d *detailed) string { return c.Cell(&d.profile) }})
		}
	}
	for _, e := range entries {
		v.Columns = append(v.Columns, output.Column[*detailed]{Name: e.Name, Cell: func(d *detailed) string { return d.Settings[e.Name] }})
	}
	return v
}
