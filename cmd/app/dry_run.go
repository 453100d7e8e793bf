package app

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// AddCurlFlag adds --curl and --dry-run to every command below root.
func (a *App) AddCurlFlag(root *cobra.Command) {
	root.PersistentFlags().BoolVar(&a.Curl, "curl", false, "print the request as a curl command, with *** for secrets, instead of sending it")
	root.PersistentFlags().BoolVar(&a.DryRun, "dry-run", false, "change nothing: show what would be changed, and print the requests that would be sent, with *** for secrets")
}

// Pretends reports whether nothing is to be changed, whatever the command.
func (a *App) Pretends() bool { return a.Curl || a.DryRun }

// PrintsFirst says, where nothing is to be changed, which requests aren't printed, as they need the answer to another.
func (a *App) PrintsFirst(more string) {
	if a.Pretends() {
		a.Streams.Notice("not printed is %s: that needs an answer", more)
	}
}

// NoCurl refuses --curl and --dry-run where they can't be done: signing in sends the very secrets that they would leave out.
func (a *App) NoCurl(cmd *cobra.Command) error {
	if a.Curl {
		return fail.Usagef("--curl prints requests to compute, and %s sends none", cmd.CommandPath())
	}
	return a.NoDryRun(cmd)
}

// NoDryRun refuses --dry-run where it isn't known what would be changed.
func (a *App) NoDryRun(cmd *cobra.Command) error {
	if a.DryRun {
		return fail.Usagef("--dry-run is for what a command changes in a cloud, and not for %s", cmd.CommandPath())
	}
	return nil
}

// plannedView is how requests that weren't sent are listed.
var plannedView = output.View[*transport.PlannedRequest]{
	One: "request", Many: "requests",
	Decode: func(raw []byte, into any) error { return json.Unmarshal(raw, into) },
	ID:     func(r *transport.PlannedRequest) string { return r.URL },
	Columns: []output.Column[*transport.PlannedRequest]{
		{Name: "Method", Cell: func(r *transport.PlannedRequest) string { return r.Method }, Help: "its method"},
		{Name: "URL", Cell: func(r *transport.PlannedRequest) string { return r.URL }, Help: "where it would go"},
		{Name: "Body", Cell: func(r *transport.PlannedRequest) string { return string(r.Body) }, Help: "what it would say"},
	},
}

// PrintPlanned prints, with --dry-run, what cmd would have sent to change something.
func (a *App) PrintPlanned(cmd *cobra.Command) error {
	if !a.DryRun || a.client == nil {
		return nil
	}
	requests := a.client.Rehearsed()
	if len(requests) == 0 {
		return nil // what only reads has printed its own
	}
	cfg, err := a.Config(cmd)
	if err != nil {
		return err
	}
	return plannedView.Any().List(a.Streams, columnOptions(cfg.OutputSettings()), func(yield func(jsontext.Value, error) bool) {
		for _, r := range requests {
			if doc, err := json.Marshal(r, json.Deterministic(true)); !yield(doc, err) || err != nil {
				return
			}
		}
	})
}
