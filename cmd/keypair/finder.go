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
	Names: func(ctx context.Context, c *client.Client) verb.Items {
		return c.ListKeypairs(ctx)
	},
	IsID: func(string) bool { return true },
}
