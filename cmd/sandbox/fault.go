package sandbox

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/output"
	cloud "github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/inject"
)

// fault is `sandbox fault` with its verbs.
func fault(a *app.App) *cobra.Command {
	return verb.Group("fault", "Make operations of the embedded cloud fail on demand", addFault(a), listFaults(a), clearFaults(a))
}

// faultView is how a rule is shown.
var faultView = output.View[*inject.Rule]{
	One: "fault", Many: "faults",
	Decode: verb.Decode,
	ID:     func(f *inject.Rule) string { return f.ID },
	Columns: []output.Column[*inject.Rule]{
		{Name: "ID", Cell: func(f *inject.Rule) string { return f.ID }, Help: "the rule's number"},
		{Name: "On", Cell: func(f *inject.Rule) string { return f.On }, Help: "operations that it is for"},
		{Name: "Name", Cell: func(f *inject.Rule) string { return f.Name }, Help: "pattern of the names that it is for"},
		{Name: "Times", Cell: func(f *inject.Rule) string { return positive(f.Times) }, Right: true, Help: "how many more requests it is for"},
		{Name: "Status", Cell: func(f *inject.Rule) string { return positive(f.Status) }, Right: true, Help: "HTTP status of the refusal"},
		{Name: "Retry After", Cell: func(f *inject.Rule) string { return f.RetryAfter }, Help: "the refusal's Retry-After"},
		{Name: "Delay", Cell: func(f *inject.Rule) string { return f.Delay }, Help: "how long it waits first"},
		{Name: "End In Error", Cell: func(f *inject.Rule) string { return f.EndInError }, Help: "fault that what is accepted ends with"},
		{Name: "Cut After", Cell: func(f *inject.Rule) string { return cell.Number(f.CutAfter) }, Help: "bytes after which the answer is cut off"},
		{Name: "Lose Response", Cell: func(f *inject.Rule) string { return strconv.FormatBool(f.LoseResponse) }, Help: "whether the answer never arrives"},
		{Name: "Message", Cell: func(f *inject.Rule) string { return f.Message }, Help: "text of the refusal"},
	},
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// addFault is `sandbox fault add`.
func addFault(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "add", Short: "Add a rule by which requests fail", Args: verb.NoArgs,
		Long: `Add a rule. The oldest rule that fits a request has effect, so that rules with --times one after the other make a sequence.`,
		Example: `  novactl sandbox fault add --on server.create --name 'web-*' --times 2 --status 503 --retry-after 3
  novactl sandbox fault add --on server.create --end-in-error 'No valid host was found.'
  novactl sandbox fault add --on 'server.*' --times 1 --lose-response`,
	}
	f := newFaultFlags(flagset.Of(cmd))
	out := app.AddOutputFlags(cmd, &faultView)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		rule, err := sb.AddFault(f.read())
		if err != nil {
			return &fail.OpError{Op: "add the fault", Err: err}
		}
		return app.Print(a, out, &faultView, rule)
	}
	return cmd
}

// faultFlags are what the flags of fault add are bound to.
type faultFlags struct {
	rule          inject.Rule
	cutAfter      int
	cutAfterGiven *pflag.Flag
}

func newFaultFlags(fs *flagset.Set) *faultFlags {
	f := &faultFlags{}
	fs.String(&f.rule.On, "on", "the `operation`, or a pattern of operations: server.*", flagset.Words(cloud.Operations()...))
	fs.String(&f.rule.Name, "name", "only servers and images whose name has this `pattern`")
	fs.Int(&f.rule.Times, "times", "", 0, "for this `number` of requests (0: until it is cleared)")
	fs.Int(&f.rule.Status, "status", "", 0, "refuse with this HTTP `status`",
		flagset.Words("400", "401", "403", "404", "409", "413", "429", "500", "502", "503", "504"))
	fs.String(&f.rule.Message, "message", "the `text` of the refusal")
	fs.String(&f.rule.RetryAfter, "retry-after", "the refusal's Retry-After, `seconds` or a date")
	fs.String(&f.rule.Delay, "delay", "wait this `time` first, such as 500ms")
	fs.String(&f.rule.EndInError, "end-in-error", "accept it, and end in ERROR with this `message`")
	f.cutAfterGiven = fs.Int(&f.cutAfter, "cut-after", "", 0, "cut the answer off after this many `bytes`")
	fs.Bool(&f.rule.LoseResponse, "lose-response", "", "do it, and let the answer never arrive")
	return f
}

// read returns the rule that the flags say.
func (f *faultFlags) read() inject.Rule {
	if f.cutAfterGiven.Changed {
		f.rule.CutAfter = &f.cutAfter
	}
	return f.rule
}

// listFaults is `sandbox fault list`.
func listFaults(a *app.App) *cobra.Command {
	cmd := &cobra.Command{Use: "list", Aliases: []string{"ls"}, Short: "List the rules, the oldest first", Args: verb.NoArgs}
	out, again := app.AddOutputFlags(cmd, &faultView), watch.Add(flagset.Of(cmd), "list")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := app.OutputFor(a, out, &faultView)
		if err != nil {
			return err
		}
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		return fail.Op("list the faults", "", again.List(a, cmd, o, faultView.Any(), func(yield func(jsontext.Value, error) bool) {
			rules, err := sb.Faults()
			if err != nil {
				yield(nil, err)
				return
			}
			verb.Rows(rules)(yield)
		}))
	}
	return cmd
}

// clearFaults is `sandbox fault clear`.
func clearFaults(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "clear [ID...]", Aliases: []string{"remove", "delete", "rm"}, Short: "Clear rules, or all of them", Args: cobra.ArbitraryArgs,
		Example: "  novactl sandbox fault clear 2",
		RunE: func(cmd *cobra.Command, ids []string) error {
			if len(ids) == 0 && cmd.CalledAs() != "clear" {
				return fail.Usagef("name the faults to %s by their ids; sandbox fault clear clears all", cmd.CalledAs())
			}
			sb, err := a.Sandbox(cmd)
			if err != nil {
				return err
			}
			if err := sb.ClearFaults(ids...); err != nil {
				return &fail.OpError{Op: "clear the faults", Err: err}
			}
			return nil
		},
	}
}
