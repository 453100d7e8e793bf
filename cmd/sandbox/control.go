package sandbox

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/control"
)

// tick is `sandbox tick`.
func tick(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "tick DURATION", Short: "Move the embedded cloud's clock on", Args: verb.ExactArgs(1),
		Long:    "Move the clock on, and print the time that it shows then. What falls due on the way has happened.",
		Example: "  novactl sandbox tick 24h",
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := time.ParseDuration(args[0])
			if err != nil || d <= 0 {
				return fail.Usagef("%s: it must be a time above 0 with its unit, such as 90s or 24h", args[0])
			}
			sb, err := a.Sandbox(cmd)
			if err != nil {
				return err
			}
			now, err := sb.Tick(d)
			a.ForgetRecent(cmd)
			if err != nil {
				return &fail.OpError{Op: "move the sandbox's clock", Err: err}
			}
			return app.PrintText(a, cmd, "now", api.FormatTime(now))
		},
	}
}

// set is `sandbox set`.
func set(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use: "set SERVER status=STATUS", Short: "Put a server of the embedded cloud into a status", Args: verb.ExactArgs(2),
		Long: "Put a server into a status that no operation leads to, or end what it is in the middle of. The statuses are " +
			strings.Join(compute.Settable(), ", ") + ".",
		Example: "  novactl sandbox set web-1 status=ERROR --message 'No valid host was found.'",
	}
	var message string
	flagset.Of(cmd).String(&message, "message", "for ERROR: the `reason`")
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		var words []string
		for _, s := range compute.Settable() {
			words = append(words, "status="+s)
		}
		if len(args) != 1 {
			words = nil
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		status, ok := strings.CutPrefix(args[1], "status=")
		if !ok {
			return fail.Usagef("%s: it must be status=STATUS", args[1])
		}
		if status = strings.ToUpper(status); !slices.Contains(compute.Settable(), status) {
			return fail.Usagef("%s is none of the statuses: %s", status, strings.Join(compute.Settable(), ", "))
		}
		sb, err := a.Sandbox(cmd)
		if err != nil {
			return err
		}
		defer a.ForgetRecent(cmd)
		if err := sb.Set(control.Setting{Server: args[0], Status: status, Message: message}); err != nil {
			return &fail.OpError{Op: "set server", Ref: args[0], Err: err}
		}
		return nil
	}
	return cmd
}
