package config

import (
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/config"
)

const setLong = `Write a setting into the configuration file, which is made if it isn't there.

What belongs to a connection (auth-url, username, region, ...) goes into a profile: the one of --cloud, which is made if it isn't
there, or else the current one. Anything else goes to the top of the file, and holds for every profile; with --cloud it goes into that profile.

A password, a key or a token is never an argument, since everybody on the machine can read those: on a terminal it is asked for;
elsewhere give --value-file or --value-stdin. NAME-file names a file that is read each time instead: password-file.`

// set is `config set`.
func set(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "set KEY [VALUE]", Short: "Write a setting into the configuration file", Long: setLong,
		Example: `  novactl config set output json
  novactl config set --cloud work auth-url https://identity.example.com/v2.0
  novactl config set --cloud work username me
  novactl config set --cloud work password`,
		Args: keyAndValue, ValidArgsFunction: completeSet,
	}
	var from flagset.Password
	from.Add(flagset.Of(cmd), "value", "the value of a secret")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		value := sync.OnceValues(func() (string, error) { return valueOf(a, cmd, from, args) })
		return edit(a, cmd, func(e *config.Edit) error {
			text, err := value()
			if err != nil {
				return err
			}
			return e.Set(args[0], text)
		})
	}
	return cmd
}

// unset is `config unset`.
func unset(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "unset KEY", Short: "Take a setting out of the configuration file",
		Long: "Take a setting out of where config set writes it. What the environment or another place says counts then.",
		Example: `  novactl config unset output
  novactl config unset --cloud work region`,
		Args: verb.ExactArgs(1), ValidArgsFunction: completeSet,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return edit(a, cmd, func(e *config.Edit) error { return e.Unset(args[0]) })
	}
	return cmd
}

// edit changes the configuration file, and tells what the person should know of it.
func edit(a *app.App, cmd *cobra.Command, change func(*config.Edit) error) error {
	cfg, err := a.Config(cmd)
	if err != nil {
		return err
	}
	return app.EditConfig(a, cfg, change)
}

// keyAndValue takes KEY, and VALUE unless the key is a secret's. Its complaint never repeats what may be one.
func keyAndValue(cmd *cobra.Command, args []string) error {
	if err := verb.MinArgs(1)(cmd, args); err != nil {
		return err
	}
	switch isSecret := secret(args[0]); {
	case isSecret && len(args) > 1:
		return &fail.UsageError{
			Message: "a " + args[0] + " can't be an argument: everybody on this machine can read it there",
			Advice:  "leave it out to be asked for it, or give --value-stdin or --value-file FILE; and change it, now that it was seen",
		}
	case isSecret:
		return nil
	}
	return verb.ExactArgs(2)(cmd, args)
}

func secret(key string) bool {
	return slices.ContainsFunc(config.Settings(), func(s config.Setting) bool { return s.Secret && s.Name == key })
}

// valueOf is the argument, or the secret from where the flags say, or from the terminal.
func valueOf(a *app.App, cmd *cobra.Command, from flagset.Password, args []string) (string, error) {
	given, err := a.Password(from)
	switch {
	case err != nil:
		return "", err
	case len(args) > 1 && given != "":
		return "", fail.Usagef("%s is no secret: give VALUE alone", args[0])
	case len(args) > 1:
		return args[1], nil
	case given != "":
		return given, nil
	case !a.Streams.Asks():
		return "", &fail.UsageError{
			Message: "there is no terminal to ask for the " + args[0] + " on",
			Advice:  "give --value-file or --value-stdin",
		}
	}
	return a.Streams.Password(cmd.Context(), "The "+args[0])
}

// completeSet completes the keys, and then the values that a key may have.
func completeSet(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	switch {
	case len(args) == 0:
		return names(), cobra.ShellCompDirectiveNoFileComp
	case len(args) > 1 || strings.HasPrefix(cmd.Use, "unset"):
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, s := range config.Settings() {
		switch {
		case s.Name != args[0]:
		case s.Type == config.Bool:
			return []string{"true", "false"}, cobra.ShellCompDirectiveNoFileComp
		case s.Type == config.File:
			return nil, cobra.ShellCompDirectiveDefault
		default:
			return s.Choices, cobra.ShellCompDirectiveNoFileComp
		}
	}
	return nil, cobra.ShellCompDirectiveDefault
}
