package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// simple is an action without arguments but the servers: a row of the table below.
type simple struct {
	verb, alias, short, long string
	do                       func(*client.Client) func(context.Context, string) error
	goal                     func() client.Goal
}

// simpleActions are the actions that say nothing but their name (guide 2.3.5, 2.3.6, 2.3.8).
func simpleActions(a *verb.App) []*cobra.Command {
	rows := []simple{
		{
			"confirm-resize", "resize-confirm", "Keep the new flavor of resized servers",
			"Confirm a resize: the original server is removed, and there is no way back.",
			func(c *client.Client) func(context.Context, string) error { return c.ConfirmResize }, client.GoalRunning,
		}, {
			"revert-resize", "resize-revert", "Give resized servers their old flavor back",
			"Revert a resize: the original server runs again.",
			func(c *client.Client) func(context.Context, string) error { return c.RevertResize }, client.GoalRunning,
		}, {
			"unrescue", "", "Take servers out of rescue mode",
			"Boot the servers from their own disks again, with their own passwords.",
			func(c *client.Client) func(context.Context, string) error { return c.Unrescue }, client.GoalRunning,
		},
	}
	var commands []*cobra.Command
	for _, r := range rows {
		commands = append(commands, r.command(a))
	}
	return commands
}

func (r simple) command(a *verb.App) *cobra.Command {
	act := verb.Act[api.Server]{
		Noun: noun, Verb: r.verb, Short: r.short, Long: r.long,
		Example: "  novactl server " + r.verb + " web-1 --wait",
		Prepare: verb.Each(func(ctx context.Context, c *client.Client, id string) error { return r.do(c)(ctx, id) }),
		Goal:    func(verb.Accepted) client.Goal { return r.goal() },
	}
	if r.alias != "" {
		act.Aliases = []string{r.alias}
	}
	return act.Command(a)
}
