package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// simple is an action without arguments but the servers: a row of the tables below.
type simple struct {
	verb, alias, short, long string
	do                       func(c *client.Client, ctx context.Context, id string) error
	goal                     func() wait.Goal // where --wait ends; nil: done at once, so there is no --wait
}

// simpleActions are the actions that say nothing but their name.
func simpleActions(a *app.App) []*cobra.Command {
	var commands []*cobra.Command
	for _, r := range append(guideActions(), powerActions()...) {
		commands = append(commands, r.command(a))
	}
	for _, r := range rareActions() {
		cmd := r.command(a)
		cmd.Example = ""
		commands = append(commands, cmd)
	}
	return commands
}

// guideActions are the guide's (2.3.5, 2.3.6, 2.3.8).
func guideActions() []simple {
	return []simple{
		{
			"confirm-resize", "resize-confirm", "Keep the new flavor of resized servers",
			"Confirm a resize: the original server is removed, and there is no way back.",
			(*client.Client).ConfirmResize, client.GoalRunning,
		}, {
			"revert-resize", "resize-revert", "Give resized servers their old flavor back",
			"Revert a resize: the original server runs again.",
			(*client.Client).RevertResize, client.GoalRunning,
		}, {
			"unrescue", "", "Take servers out of rescue mode",
			"Boot the servers from their own disks again, with their own passwords.",
			(*client.Client).Unrescue, client.GoalRunning,
		},
	}
}

// powerActions are those that every Nova of today has and the guide predates.
func powerActions() []simple {
	shutoff := func() wait.Goal { return client.OutOfError(client.GoalStatus("SHUTOFF")) }
	on := func() wait.Goal { return client.OutOfError(client.GoalActive()) }
	paused := func() wait.Goal { return client.GoalStatus("PAUSED") }
	suspended := func() wait.Goal { return client.GoalStatus("SUSPENDED") }
	return []simple{
		{
			"start", "", "Switch servers on", "Start servers that are SHUTOFF.",
			named(client.Start), on,
		}, {
			"stop", "", "Switch servers off", "Shut servers down. They keep their disks, addresses and place: SHUTOFF servers are charged for.",
			named(client.Stop), shutoff,
		}, {
			"pause", "", "Freeze servers in memory", "Stop the processors of servers, and keep their memory where it is: PAUSED.",
			named(client.Pause), paused,
		}, {
			"unpause", "", "Let paused servers go on", "Let PAUSED servers go on where they stood.",
			named(client.Unpause), client.GoalActive,
		}, {
			"suspend", "", "Write servers' memory to disk and stop them", "Keep the state of servers on disk, and free their memory: SUSPENDED.",
			named(client.Suspend), suspended,
		}, {
			"resume", "", "Let suspended servers go on", "Let SUSPENDED servers go on where they stood.",
			named(client.Resume), client.GoalActive,
		}, {
			"unlock", "", "Allow changes to locked servers", "Unlock servers.",
			named(client.Unlock), nil,
		}, {
			"shelve", "", "Put servers away as images", "Shut servers down and keep them as images, off their hosts: SHELVED or SHELVED_OFFLOADED.",
			named(client.Shelve), client.GoalShelved,
		}, {
			"unshelve", "", "Bring shelved servers back", "Give shelved servers a host again, and start them.",
			named(client.Unshelve), client.GoalActive,
		},
	}
}

// rareActions are those that few clouds let users do, or few servers are set up for.
func rareActions() []simple {
	on := func() wait.Goal { return client.OutOfError(client.GoalActive()) }
	offloaded := func() wait.Goal { return client.GoalStatus("SHELVED_OFFLOADED") }
	return []simple{
		{
			"restore", "", "Bring deleted servers back", "Bring servers back that are SOFT_DELETED: the cloud keeps them for a while, if at all.",
			named(client.Restore), on,
		}, {
			"shelve-offload", "", "Take shelved servers off their hosts", "Take SHELVED servers off their hosts at once, which the cloud does by itself after a while. Most clouds let only administrators do that.",
			named(client.ShelveOffload), offloaded,
		}, {
			"crash-dump", "", "Make servers write a crash dump", "Interrupt servers so that their systems write a crash dump, where they are set up for that. From 2.17 of the API on.",
			named(client.CrashDump), nil,
		},
	}
}

// actsOn are the statuses that an action is of use in, as Nova has them; any where there is no row.
var actsOn = map[string]string{
	"confirm-resize": "VERIFY_RESIZE", "revert-resize": "VERIFY_RESIZE", "unrescue": "RESCUE",
	"start": "SHUTOFF ERROR", "stop": "ACTIVE ERROR", "pause": "ACTIVE", "unpause": "PAUSED",
	"suspend": "ACTIVE", "resume": "SUSPENDED",
	"shelve": "ACTIVE SHUTOFF PAUSED SUSPENDED", "unshelve": "SHELVED SHELVED_OFFLOADED",
}

func named(action client.Action) func(*client.Client, context.Context, string) error {
	return func(c *client.Client, ctx context.Context, id string) error { return c.Act(ctx, id, action) }
}

func (r simple) command(a *app.App) *cobra.Command {
	act := verb.Act[*verb.NoFlags]{
		Noun: noun, Verb: r.verb, Short: r.short, Long: r.long, From: actsOn[r.verb],
		Example: "  novactl server " + r.verb + " web-1",
		Each:    func(ctx context.Context, c *client.Client, id string) error { return r.do(c, ctx, id) },
	}
	if r.verb == "restore" {
		act.Noun = orDeleted(true)
	}
	if r.goal != nil {
		act.Example += " --wait"
		act.Ready = r.verb == "start"
		act.Goal = func(verb.Accepted) wait.Goal { return r.goal() }
	}
	if r.alias != "" {
		act.Aliases = []string{r.alias}
	}
	return act.Command(a)
}
