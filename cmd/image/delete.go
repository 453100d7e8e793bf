package image

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// remove is `image delete` (guide 2.6.3).
func remove(a *app.App) *cobra.Command {
	return verb.Delete{
		Noun:     noun,
		Short:    "Delete images",
		Example:  "  novactl image delete backup-1 --yes --wait",
		Destroys: "what was saved there",
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteImage(ctx, id)
		},
	}.Command(a)
}
