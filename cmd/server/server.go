// Package server has the commands of servers, one a file (guide 2.1).
package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// Command is the noun with its verbs.
func Command(a *verb.App) *cobra.Command {
	return verb.Group("server", "Create, list, show, wait for and delete servers",
		list(a), show(a), create(a), remove(a), wait(a))
}

// noun declares servers to the verbs.
var noun = verb.Noun[api.Server]{
	Finder: verb.Servers,
	View:   view,
	Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
		return c.GetServer(ctx, id)
	},
}
