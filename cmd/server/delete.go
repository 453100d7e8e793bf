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
	return verb.Delete[api.Server]{
		Noun:     noun,
		Short:    "Delete servers",
		Example:  "  novactl server delete web-1 web-2 --yes --wait",
		Destroys: "all that is stored there",
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteServer(ctx, id)
		},
	}.Command(a)
}
