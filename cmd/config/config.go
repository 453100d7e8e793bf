// Package config has the commands that show and change the settings.
package config

import (
	"strings"

	"github.com/go-json-experiment/json"
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

// Command is `config`.
func Command(a *app.App) *cobra.Command {
	return verb.LocalGroup("config", "Show the settings and where each comes from, and change them", listSettings(a), get(a), set(a), unset(a), path(a))
}

// entry is a setting as it is shown. It never holds a secret.
type entry struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

var view = output.View[*entry]{
	One: "setting", Many: "settings",
	Decode: verb.Decode,
	ID:     func(e *entry) string { return e.Name },
	Columns: []output.Column[*entry]{
		{Name: "Name", Cell: func(e *entry) string { return e.Name }, Help: "name of the setting"},
		{Name: "Value", Cell: func(e *entry) string { return e.Value }, Help: "its value; of a secret only whether it is set"},
		{Name: "Source", Cell: func(e *entry) string { return e.Source }, Help: "where the value comes from"},
	},
}

// listSettings is `config list`.
func listSettings(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Aliases: []string{"ls"}, Short: "List the settings that have a value, and where it comes from", Args: verb.NoArgs,
		Example: "  novactl --cloud sandbox config list",
	}
	var all bool
	flagset.Of(cmd).Bool(&all, "all", "", "those without a value too")
	out, again := app.AddOutputFlags(cmd, &view), watch.Add(flagset.Of(cmd), "list")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := app.OutputFor(a, out, &view)
		if err != nil {
			return err
		}
		if _, err := a.Config(cmd); err != nil {
			return err
		}
		read := a.Config
		return again.List(a, cmd, o, view.Any(), func(yield func(jsontext.Value, error) bool) {
			entries, err := effective(read, cmd)
			read = a.Reload // by the next look
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range entries {
				if !all && e.Value == "" {
					continue
				}
				if raw, err := json.Marshal(entry{Name: e.Name, Value: e.Value, Source: e.Source.String()}); !yield(raw, err) || err != nil {
					return
				}
			}
		})
	}
	return cmd
}

// effective returns the settings that commands would use. A profile that can't be had is an error: without it they would be others.
func effective(read func(*cobra.Command) (*config.Config, error), cmd *cobra.Command) ([]config.Entry, error) {
	cfg, err := read(cmd)
	if err != nil {
		return nil, err
	}
	return cfg.Entries(), cfg.ProfileError()
}

// get is `config get`.
func get(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "get NAME", Short: "Print the value of a setting", Args: verb.ExactArgs(1),
		Example: "  novactl config get region",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		entries, err := effective(a.Config, cmd)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.Name == args[0] {
				return app.PrintText(a, cmd, "value", e.Value)
			}
		}
		return &fail.UsageError{Message: "there is no setting " + args[0], Advice: "the settings are " + strings.Join(names(), ", ")}
	}
	return cmd
}

func names() []string {
	var all []string
	for _, s := range config.Settings() {
		if !s.FlagOnly {
			all = append(all, s.Name)
		}
	}
	return all
}

// path is `config path`.
func path(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "path", Short: "Print the path of the configuration file, be it there or not", Args: verb.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := a.Config(cmd)
			if err != nil {
				return err
			}
			return app.PrintText(a, cmd, "path", cfg.Path())
		},
	}
}
