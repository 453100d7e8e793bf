package keypair

import (
	"context"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Finder finds key pairs, which have no id but their names.
var Finder = &ref.Finder{
	Noun: "keypair",
	Get: func(ctx context.Context, c *client.Client, name string) (client.Document, error) {
		return c.GetKeypair(ctx, name)
	},
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return c.ListKeypairs(ctx)
	},
}
