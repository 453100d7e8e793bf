// Package doctor has the command that looks what keeps novactl from working.
package doctor

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
)

// check is one thing that was looked at.
type check struct {
	Name   string `json:"check"`
	Result string `json:"result"` // one of the results below
	Detail string `json:"detail"` // what was found
	Advice string `json:"advice"` // what to do; "" where there is nothing
}

// What comes of a check.
const (
	ok      = "ok"
	warning = "warning" // it works, but not for long, or not safely
	failed  = "failed"
	skipped = "skipped" // it needs what failed, or there is nothing to look at
)

// report is what is printed.
type report struct {
	Healthy bool    `json:"healthy"` // nothing failed
	Checks  []check `json:"checks"`
}

// names are the checks with what they look at, in their sequence.
var names = [][2]string{
	{"Configuration", "the profile, and where address, user and secret come from"},
	{"Files", "whether others can read files with secrets"},
	{"DNS", "the address of the identity service's host"},
	{"Connection", "whether the host takes connections"},
	{"TLS", "the service's certificate, and when it ends"},
	{"Clock", "how far this machine's clock is from the cloud's"},
	{"Sign-in", "whether the cloud takes the credentials"},
	{"Catalog", "whether the catalog has the compute service"},
	{"Region", "the region, and where compute is"},
	{"Microversion", "the versions that the compute service has, and the one that is asked for"},
	{"Call", "whether servers can be listed"},
	{"Round trip", "how long that call took"},
}

// cell is what a table says of the check with a name.
func (r report) cell(name string) string {
	i := slices.IndexFunc(r.Checks, func(c check) bool { return c.Name == key(name) })
	if i < 0 {
		return ""
	}
	c := r.Checks[i]
	text := c.Result
	if c.Detail != "" {
		text += ": " + c.Detail
	}
	if c.Advice != "" {
		text += ". To do: " + c.Advice
	}
	return text
}

// key is the name of a check in a document.
func key(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

// view is how a report is shown.
func view() *output.View[*report] {
	v := &output.View[*report]{One: "report", Many: "reports", ID: func(*report) string { return "" }}
	for _, name := range names {
		v.Columns = append(v.Columns, output.Column[*report]{Name: name[0], Cell: func(r *report) string { return r.cell(name[0]) }, Help: name[1]})
	}
	return v
}

// Command makes the command `doctor`.
func Command(a *app.App) *cobra.Command {
	var out app.OutputFlags
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look what keeps the cloud from being used",
		Long: `Look at each step on the way to the cloud: the configuration, the files, DNS, the connection, TLS, the clocks, the sign-in, the
catalog, the region, the microversion, and a call. Each is ok, or what is wrong is said with what to do. What needs a step that failed is skipped.

It signs in anew, and keeps the token. Nothing at the cloud is changed. The exit code is that of the first step that failed, or 0.`,
		Example: `  novactl doctor --cloud sandbox
  novactl doctor -o json --jq '.checks[] | select(.result != "ok")'`,
		Args:              verb.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.NoCurl(cmd); err != nil {
				return err
			}
			o, err := app.OutputFromFlags(out) // the settings are what is looked at
			if err != nil {
				return err
			}
			if err := output.CheckView(o, view()); err != nil {
				return err
			}
			e := &examination{app: a, cmd: cmd}
			e.report.Checks = make([]check, len(names))
			e.run()
			e.report.Healthy = e.failure == nil
			if err := app.PrintWith(a, o, view(), e.report); err != nil {
				return err
			}
			return e.failure
		},
	}
	out = app.AddOutputFlags(cmd, view())
	return cmd
}

// examination is one run of the checks.
type examination struct {
	app     *app.App
	cmd     *cobra.Command
	report  report
	failure error // of the first check that failed
}

// note notes what came of a check.
func (e *examination) note(name, result, detail, advice string) {
	i := slices.IndexFunc(names, func(n [2]string) bool { return n[0] == name })
	e.report.Checks[i] = check{key(name), result, detail, advice}
}

// fail notes that a check failed.
func (e *examination) fail(name string, err error, advice string) {
	p := fail.Describe(err)
	if p.Hint != "" && advice == "" {
		advice = p.Hint
	}
	e.note(name, failed, strings.TrimSuffix(p.Message, "."), strings.TrimSuffix(advice, "."))
	if e.failure == nil {
		e.failure = &fail.OpError{Op: "doctor: " + key(name), Err: err, Advice: advice}
	}
}

// skip notes the checks from name on, up to another, as skipped.
func (e *examination) skip(why string, skip ...string) {
	for _, name := range skip {
		e.note(name, skipped, why, "")
	}
}
