package image

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// show is `image show` (guide 2.6.2).
func show(a *app.App) *cobra.Command {
	n, finder := noun, *Finder
	finder.Get = func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.ShowImage(ctx, id)
	}
	finder.Named = func(ctx context.Context, c *client.Client, name string) verb.Items {
		return c.ShowImagesNamed(ctx, name)
	}
	finder.ListsWhole = func(*client.Client) bool { return true } // Nova and Glance alike list images as they show one
	n.Finder = &finder
	return verb.Show{
		Noun:    n,
		Short:   "Show an image in detail",
		Example: `  novactl image show "Ubuntu 12.04 LTS (Precise Pangolin)"`,
	}.Command(a)
}
