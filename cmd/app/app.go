package app

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// App is what commands run with. Settings and client are made when first asked for, so that help and version open no
// file and no socket. One App serves one command line.
type App struct {
	Streams *output.Streams
	Environ []string // NAME=value; what the settings are read from; nil: the process's
	Version string   // this program's version

	cfg    *config.Config
	client *client.Client
}

// input is where the settings of cmd come from.
func (a *App) input(cmd *cobra.Command) config.Input {
	return config.Input{Flags: cmd.Flags(), Environ: a.Environ, Stdin: a.Streams.In}
}

// Config reads the settings for cmd, once. Errors are *config.Error.
func (a *App) Config(cmd *cobra.Command) (*config.Config, error) {
	if a.cfg != nil {
		return a.cfg, nil
	}
	cfg, err := config.Load(a.input(cmd))
	if err != nil {
		return nil, err
	}
	a.Streams.JSONErrors = cfg.Get("output") == output.JSON
	for _, w := range cfg.Warnings {
		a.Streams.Notice("%s", w)
	}
	a.cfg = cfg
	return cfg, nil
}

// SettleErrors looks up in the settings whether errors are to be JSON, for an error that came before anybody had read them. Settings that
// can't be read change nothing.
func (a *App) SettleErrors(cmd *cobra.Command) {
	if a.cfg != nil || cmd == nil {
		return
	}
	if cfg, err := config.Load(a.input(cmd)); err == nil {
		a.Streams.JSONErrors = cfg.Get("output") == output.JSON
	}
}

// AddOutputFlags adds the flags of a command that prints resources: --columns, --sort, --jq, --template. columns are the names
// that the first two complete, asked for only then; nil: none.
func AddOutputFlags(cmd *cobra.Command, columns func() []string) {
	config.AddOutputFlags(cmd.Flags())
	_ = cmd.RegisterFlagCompletionFunc("columns", flagset.CompleteColumns(columns))
	_ = cmd.RegisterFlagCompletionFunc("sort", flagset.CompleteSort(columns))
}

// Output says how results are to be printed, checked before any request is sent.
func (a *App) Output(cmd *cobra.Command) (output.Options, error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return output.Options{}, err
	}
	return outputOptions(cmd, cfg.Get("output"), cfg.Bool("no-headers"))
}

// OutputFor is Output, checked against the columns of a view too.
func OutputFor[T any](a *App, cmd *cobra.Command, view output.View[T]) (output.Options, error) {
	o, err := a.Output(cmd)
	if err != nil {
		return o, err
	}
	return o, output.CheckView(o, view)
}

// OutputFlags is Output from the flags alone: for a command that reads no settings.
func OutputFlags(cmd *cobra.Command) (output.Options, error) {
	format, _ := cmd.Flags().GetString("output")
	noHeaders, _ := cmd.Flags().GetBool("no-headers")
	return outputOptions(cmd, format, noHeaders)
}

func outputOptions(cmd *cobra.Command, format string, noHeaders bool) (output.Options, error) {
	get := func(name string) string { return cmd.Flag(name).Value.String() }
	o := output.Options{Format: format, NoHeaders: noHeaders, Sort: get("sort"), JQ: get("jq"), Template: get("template")}
	if columns := get("columns"); columns != "" {
		o.Columns = strings.Split(columns, ",")
	}
	return o, o.Validate()
}

// Sandbox opens the embedded cloud on its store. Nothing is read or written before its first use.
func (a *App) Sandbox(cmd *cobra.Command) (*sandbox.Cloud, error) {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return nil, err
	}
	return sandbox.Open(o)
}

// SandboxOptions are the embedded cloud's, as the settings have them.
func (a *App) SandboxOptions(cmd *cobra.Command) (sandbox.Options, error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return sandbox.Options{}, err
	}
	path, err := a.sandboxPath(cmd)
	return sandbox.Options{Path: path, Speed: cfg.Float("sandbox-speed")}, err
}

// Client makes the client of the cloud that the settings name, once. It sends nothing.
func (a *App) Client(cmd *cobra.Command) (*client.Client, error) {
	if a.client != nil {
		return a.client, nil
	}
	o, err := a.clientOptions(cmd)
	if err != nil {
		return nil, err
	}
	c, err := client.New(o)
	if err != nil {
		return nil, err
	}
	a.client = c
	return c, nil
}

// AddCurlFlag adds --curl to every command below root.
func AddCurlFlag(root *cobra.Command) {
	root.PersistentFlags().Bool("curl", false, "print the request as a curl command, with *** for secrets, instead of sending it")
}

// Final says that what follows is what the command is for, no look-up before it: with --curl it is printed and not sent. The
// client's calls end in client.ErrPrinted then.
func (a *App) Final(cmd *cobra.Command, c *client.Client) {
	if Curl(cmd) {
		c.PrintRequests(a.Streams.Printer())
	}
}

// Curl reports whether --curl was given.
func Curl(cmd *cobra.Command) bool {
	given, _ := cmd.Flags().GetBool("curl")
	return given
}

// NoCurl refuses --curl where it can't be done: signing in sends the very secrets that it would leave out.
func NoCurl(cmd *cobra.Command) error {
	if Curl(cmd) {
		return fail.Usagef("--curl prints requests to compute, and %s sends none", cmd.CommandPath())
	}
	return nil
}
