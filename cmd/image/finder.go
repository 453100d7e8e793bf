package image

import (
	"context"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Finder finds images.
var Finder = &ref.Finder{
	Noun: "image",
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetImage(ctx, id)
	},
	Named: func(ctx context.Context, c *client.Client, name string) verb.Items {
		return c.ListImages(ctx, client.ImageFilter{Name: name})
	},
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return c.ListImagesBrief(ctx, client.ImageFilter{})
	},
	InDetail:   inDetail,
	Facts:      facts,
	FilterKeys: filterKeys,
}
