package server

import (
	"context"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/ready"
)

// reachable is where --wait-for looks at servers: at the address that ssh would choose, and at the console.
func reachable(c *client.Client) ready.Server {
	return ready.Server{
		Address: func(doc jsontext.Value) (string, error) {
			var s api.Server
			if _, err := api.Read(doc, &s); err != nil {
				return "", err
			}
			return new(sshFlags).address(s)
		},
		Console: func(ctx context.Context, id string) (string, error) {
			doc, err := c.ConsoleOutput(ctx, id, 0)
			if err != nil {
				return "", err
			}
			var console struct {
				Output string `json:"output"`
			}
			err = api.Unmarshal(doc.Raw, &console)
			return console.Output, err
		},
	}
}
