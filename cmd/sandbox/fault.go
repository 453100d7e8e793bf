package sandbox

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/output"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// fault is `sandbox fault` with its verbs.
func fault(a *app.App) *cobra.Command {
	return verb.Group("fault", "Make operations of the embedded cloud fail on demand", addFault(a), listFaults(a), clearFaults(a))
}

// faultView is how a rule is shown.
var faultView = output.View[cloud.FaultRule]{
	One: "fault", Many: "faults",
	Decode: verb.Decode[cloud.FaultRule],
	ID:     func(f cloud.FaultRule) string { return f.ID },
	Columns: []output.Column[cloud.FaultRule]{
		{Name: "ID", Cell: func(f cloud.FaultRule) string { return f.ID }},
		{Name: "On", Cell: func(f cloud.FaultRule) string { return f.On }},
		{Name: "Name", Cell: func(f cloud.FaultRule) string { return f.Name }},
		{Name: "Times", Cell: func(f cloud.FaultRule) string { return positive(f.Times) }, Right: true},
		{Name: "Status", Cell: func(f cloud.FaultRule) string { return positive(f.Status) }, Right: true},
		{Name: "Retry After", Cell: func(f cloud.FaultRule) string { return f.RetryAfter }},
		{Name: "Delay", Cell: func(f cloud.FaultRule) string { return f.Delay }},
		{Name: "End In Error", Cell: func(f cloud.FaultRule) string { return f.EndInError }},
		{Name: "Cut After", Cell: func(f cloud.FaultRule) string { return cell.Number(f.CutAfter) }},
		{Name: "Lose Response", Cell: func(f cloud.FaultRule) string { return strconv.FormatBool(f.LoseResponse) }},
		{Name: "Message", Cell: func(f cloud.FaultRule) string { return f.Message }},
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
	f := cmd.Flags()
	f.String("on", "", "the `operation`, or a pattern of operations: server.*")
	f.String("name", "", "only servers and images whose name has this `pattern`")
	f.Int("times", 0, "for this `number` of requests (0: until it is cleared)")
	f.Int("status", 0, "refuse with this HTTP `status`")
	f.String("message", "", "the `text` of the refusal")
	f.String("retry-after", "", "the refusal's Retry-After, `seconds` or a date")
	f.String("delay", "", "wait this `time` first, such as 500ms")
	f.String("end-in-error", "", "accept it, and end in ERROR with this `message`")
	f.Int("cut-after", 0, "cut the answer off after this many `bytes`")
	f.Bool("lose-response", false, "do it, and let the answer never arrive")
	flagset.CompleteWith(cmd, "on", cloud.Operations()...)
	app.AddOutputFlags(cmd, faultView.ColumnKeys)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		rule, err := sb.AddFault(rule(cmd))
		if err != nil {
			return &fail.OpError{Op: "add the fault", Err: err}
		}
		return verb.Print(a, cmd, faultView, rule)
	}
	return cmd
}

// rule reads the flags.
func rule(cmd *cobra.Command) cloud.FaultRule {
	text := func(name string) string { v, _ := cmd.Flags().GetString(name); return v }
	number := func(name string) int { v, _ := cmd.Flags().GetInt(name); return v }
	r := cloud.FaultRule{
		On: text("on"), Name: text("name"), Times: number("times"), Status: number("status"), Message: text("message"),
		RetryAfter: text("retry-after"), Delay: text("delay"), EndInError: text("end-in-error"),
	}
	r.LoseResponse, _ = cmd.Flags().GetBool("lose-response")
	if cmd.Flags().Changed("cut-after") {
		n := number("cut-after")
		r.CutAfter = &n
	}
	return r
}

// listFaults is `sandbox fault list`.
func listFaults(a *app.App) *cobra.Command {
	cmd := &cobra.Command{Use: "list", Aliases: []string{"ls"}, Short: "List the rules, the oldest first", Args: verb.NoArgs}
	app.AddOutputFlags(cmd, faultView.ColumnKeys)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := app.OutputFor(a, cmd, faultView)
		if err != nil {
			return err
		}
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		rules, err := sb.Faults()
		if err != nil {
			return &fail.OpError{Op: "list the faults", Err: err}
		}
		return output.List(a.Streams, o, faultView, verb.Rows(rules))
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
