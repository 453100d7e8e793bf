// Package profile has the commands of profiles: a cloud, and who one is there.
package profile

import (
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// Command is `profile`.
func Command(a *app.App) *cobra.Command {
	return verb.LocalGroup("profile", "Work on the profiles that --cloud can name", listProfiles(a), show(a), use(a), remove(a))
}

// profile is a profile as it is shown. It holds no secret.
type profile struct {
	Name     string `json:"name"`
	From     string `json:"from"` // the file that it is in, or built in
	AuthURL  string `json:"auth_url"`
	Username string `json:"username"`
	Current  bool   `json:"current"`
}

func newProfile(p config.ProfileInfo) profile {
	return profile{Name: p.Name, From: p.From, AuthURL: p.AuthURL, Username: p.Username, Current: p.Current}
}

var view = output.View[*profile]{
	One: "profile", Many: "profiles",
	Decode: verb.Decode,
	ID:     func(p *profile) string { return p.Name },
	Columns: []output.Column[*profile]{
		{Name: "Name", Cell: func(p *profile) string { return p.Name }, Help: "name of the profile"},
		{Name: "Current", Cell: func(p *profile) string { return strconv.FormatBool(p.Current) }, Help: "whether it is used where none is named"},
		{Name: "Username", Cell: func(p *profile) string { return p.Username }, Help: "who signs in"},
		{Name: "Auth URL", Cell: func(p *profile) string { return p.AuthURL }, Help: "address of the identity service"},
		{Name: "From", Cell: func(p *profile) string { return p.From }, Help: "file that it is in, or built in"},
	},
}

// listProfiles is `profile list`. Where a file can't be read, the other profiles are listed all the same, and the failure is reported.
func listProfiles(a *app.App) *cobra.Command {
	cmd := &cobra.Command{Use: "list", Aliases: []string{"ls"}, Short: "List the profiles", Args: verb.NoArgs}
	out, again := app.AddOutputFlags(cmd, &view), watch.Add(flagset.Of(cmd), "list")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := app.OutputFor(a, out, &view)
		if err != nil {
			return err
		}
		cfg, err := a.Config(cmd)
		if err != nil {
			return err
		}
		if !again.Given() {
			rows, failed := profiles(cfg)
			return fail.Join([]error{output.List(a.Streams, o, &view, rows), failed})
		}
		return again.List(a, cmd, o, view.Any(), func(yield func(jsontext.Value, error) bool) {
			cfg, err := a.Reload(cmd)
			var rows watch.Items
			if err == nil {
				rows, err = profiles(cfg)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			rows(yield)
		})
	}
	return cmd
}

// profiles are the profiles as the items of a list, and why some can't be read.
func profiles(cfg *config.Config) (watch.Items, error) {
	known, failed := cfg.Profiles()
	rows := make([]profile, len(known))
	for i, p := range known {
		rows[i] = newProfile(p)
	}
	return verb.Rows(rows), failed
}

// complete completes names of profiles, each once. Profiles that can't be read complete nothing.
func complete(a *app.App, maxArgs int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if maxArgs > 0 && len(args) >= maxArgs {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := slices.DeleteFunc(a.ProfileNames(cmd), func(name string) bool { return slices.Contains(args, name) })
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}
