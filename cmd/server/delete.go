package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// remove is `server delete` (guide 2.1.5).
func remove(a *app.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:     noun,
		Verb:     "delete",
		Aliases:  []string{"rm"},
		Short:    "Delete servers",
		Example:  "  novactl server delete web-1 web-2 --yes --wait",
		Destroys: "all that is stored there",
		Silent:   true,
		Prepare: verb.Each(func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteServer(ctx, id)
		}),
		Goal: func(verb.Accepted) client.Goal { return client.GoalGone() },
	}.Command(a)
}
