package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// remove is `server delete` (guide 2.1.5).
func remove(a *app.App) *cobra.Command {
	return verb.Delete{
		Noun:     noun,
		Short:    "Delete servers",
		Example:  "  novactl server delete web-1 web-2 --yes --wait",
		Destroys: "all that is stored there",
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteServer(ctx, id)
		},
	}.Command(a)
}

// forceDelete is `server force-delete`: Nova's, which the guide predates.
func forceDelete(a *app.App) *cobra.Command {
	return verb.Act[*verb.NoFlags]{
		Noun: orDeleted(false), Verb: "force-delete", Short: "Delete servers at once, and for good",
		Long:     "Delete servers at once, those too that the cloud would keep for a while as SOFT_DELETED, or has by now.",
		Destroys: "all that is stored there", Silent: true,
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.Act(ctx, id, client.ForceDelete)
		},
		Goal: func(verb.Accepted) wait.Goal { return client.GoalGone() },
	}.Command(a)
}
