package app

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// OutputFlags are the flags of a command that prints resources.
type OutputFlags struct {
	values *config.OutputFlags
	cmd    *cobra.Command
}

// AddOutputFlags adds --columns, --sort, --jq and --template. columns are the names that the first two complete, asked for only
// then; nil: none.
func AddOutputFlags(cmd *cobra.Command, columns func() []string) OutputFlags {
	values := config.AddOutputFlags(cmd.Flags())
	flagset.Complete(cmd, values.ByColumn.Columns, flagset.CompleteColumns(columns))
	flagset.Complete(cmd, values.ByColumn.Sort, flagset.CompleteSort(columns))
	return OutputFlags{values, cmd}
}

// Output says how results are to be printed, checked before any request is sent.
func (a *App) Output(f OutputFlags) (output.Options, error) {
	cfg, err := a.Config(f.cmd)
	if err != nil {
		return output.Options{}, err
	}
	return f.options(cfg.OutputFormat(), cfg.NoHeaders())
}

// OutputFor is Output, checked against the columns of a view too.
func OutputFor[T any](a *App, f OutputFlags, view output.View[T]) (output.Options, error) {
	o, err := a.Output(f)
	if err != nil {
		return o, err
	}
	return o, output.CheckView(o, view)
}

// OutputFromFlags is Output from the flags alone: for a command that reads no settings.
func OutputFromFlags(f OutputFlags) (output.Options, error) {
	format, noHeaders := config.FlagFormat(f.cmd.Flags())
	return f.options(format, noHeaders)
}

func (f OutputFlags) options(format string, noHeaders bool) (output.Options, error) {
	o := output.Options{Format: format, NoHeaders: noHeaders, Sort: f.values.Sort, JQ: f.values.JQ, Template: f.values.Template}
	if f.values.Columns != "" {
		o.Columns = strings.Split(f.values.Columns, ",")
	}
	return o, o.Validate()
}

// ByHabit reports whether a command may print what it prints by habit, a text alone: neither the command line nor a program asks
// for a document.
func (a *App) ByHabit(cmd *cobra.Command, o output.Options) bool {
	return !config.FormatGiven(cmd.Flags()) && o.JQ == "" && o.Template == ""
}
