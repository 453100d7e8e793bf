package app

import (
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// OutputFlags are the flags of a command that prints resources.
type OutputFlags struct {
	values *config.OutputFlags
	cmd    *cobra.Command
}

// AddOutputFlags adds --columns, --sort, --jq and --template, for a command that prints as view says. The columns of view, where it
// has any, complete the first two, and stand in the command's help.
func AddOutputFlags(cmd *cobra.Command, view output.Viewer) OutputFlags {
	values := config.AddOutputFlags(cmd.Flags())
	columns := func() []string { return view.Any().ColumnKeys() }
	flagset.Complete(cmd, values.ByColumn.Columns, flagset.CompleteColumns(columns))
	flagset.Complete(cmd, values.ByColumn.Sort, flagset.CompleteSort(columns))
	for _, f := range values.Programs {
		flagset.Complete(cmd, f, cobra.NoFileCompletions)
	}
	values.ByColumn.Columns.Value = columnsValue{values.ByColumn.Columns.Value, view}
	return OutputFlags{values, cmd}
}

// Result is what a command prints as JSON: an object, or an array of such.
type Result struct {
	Name string       // "server"
	Type reflect.Type // whose members its documents have, among others
}

// ResultOf returns what a command prints; ok is false where it prints no documents.
func ResultOf(cmd *cobra.Command) (r Result, ok bool) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if v, known := f.Value.(columnsValue); known {
			view := v.view.Any()
			r, ok = Result{view.Root(), view.Type()}, true
		}
	})
	return r, ok
}

// columnsValue is the value of --columns, which knows what the columns say: cobra's help knows nothing but the command and its flags.
type columnsValue struct {
	pflag.Value
	view output.Viewer
}

// Columns returns the columns that a command prints, for its documentation; nil where it has none, or those of the list or the
// show beside it, which say enough.
func Columns(cmd *cobra.Command) []output.ColumnHelp {
	help := columnHelp(cmd)
	if cmd.Name() != "list" && cmd.Name() != "show" && cmd.HasParent() {
		for _, beside := range cmd.Parent().Commands() {
			if name := beside.Name(); (name == "list" || name == "show") && slices.Equal(columnHelp(beside), help) {
				return nil
			}
		}
	}
	return help
}

func columnHelp(cmd *cobra.Command) (help []output.ColumnHelp) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if v, ok := f.Value.(columnsValue); ok {
			help = v.view.Any().Help()
		}
	})
	return help
}

// Output says how results are to be printed, checked before any request is sent.
func (a *App) Output(f OutputFlags) (output.Options, error) {
	cfg, err := a.Config(f.cmd)
	if err != nil {
		return output.Options{}, err
	}
	if name := f.cmd.Name(); name == "list" || name == "show" { // what others print is told once, or asks before
		pager, err := cfg.Pager()
		if err != nil {
			return output.Options{}, err
		}
		a.Streams.Page(pager)
	}
	return f.options(cfg.OutputSettings())
}

// OutputFor is Output, checked against the columns of a view too.
func OutputFor(a *App, f OutputFlags, view output.Viewer) (output.Options, error) {
	o, err := a.Output(f)
	if err != nil {
		return o, err
	}
	return o, output.CheckView(o, view)
}

// OutputFromFlags is Output from the flags alone: for a command that reads no settings.
func OutputFromFlags(f OutputFlags) (output.Options, error) {
	return f.options(config.FlagOutput(f.cmd.Flags()))
}

func (f OutputFlags) options(s config.OutputSettings) (output.Options, error) {
	o := columnOptions(s)
	o.Sort, o.JQ, o.Template = f.values.Sort, f.values.JQ, f.values.Template
	if f.values.Columns != "" {
		o.Columns = strings.Split(f.values.Columns, ",")
	}
	return o, o.Validate()
}

// columnOptions are the options that settings say.
func columnOptions(s config.OutputSettings) output.Options {
	return output.Options{Format: s.Format, NoHeaders: s.NoHeaders, CSVRaw: s.CSVRaw, UTC: s.UTC}
}

// ByHabit reports whether a command may print what it prints by habit, a text alone: neither the command line nor a program asks
// for a document.
func (a *App) ByHabit(cmd *cobra.Command, o output.Options) bool {
	return !config.FormatGiven(cmd.Flags()) && o.JQ == "" && o.Template == ""
}
