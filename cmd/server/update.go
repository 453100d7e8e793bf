package server

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// update is `server update` (guide 2.1.4).
func update(a *verb.App) *cobra.Command {
	return verb.Act[api.Server]{
		Noun:    noun,
		Verb:    "update",
		Aliases: []string{"rename", "set"},
		Short:   "Change the name and the access addresses of servers",
		Long:    "Change the name or the access addresses. What isn't given stays; an empty address takes it away.",
		Example: "  novactl server update web-1 --name web-2 --access-ipv4 198.51.100.7",
		Flags: func(_ *verb.App, cmd *cobra.Command) {
			cmd.Flags().String("name", "", "the new `name`; the server's own host name stays")
			cmd.Flags().String("access-ipv4", "", "the IPv4 `address` to reach the server by")
			cmd.Flags().String("access-ipv6", "", "the IPv6 `address` to reach the server by")
		},
		Prepare: func(call verb.Call) (verb.Do, error) {
			u := api.ServerUpdate{
				Name:       verb.Given(call.Cmd, "name"),
				AccessIPv4: verb.Given(call.Cmd, "access-ipv4"),
				AccessIPv6: verb.Given(call.Cmd, "access-ipv6"),
			}
			if u == (api.ServerUpdate{}) {
				return nil, verb.Usagef("nothing to change: give --name, --access-ipv4 or --access-ipv6")
			}
			return func(ctx context.Context, t verb.Target) (verb.Accepted, error) {
				// The answer has the server without its task and states (guide 2.1.4, example 2.17; Nova 26 too): it is
				// read again, so that JSON has the same members as everywhere.
				doc, err := call.Client.UpdateServer(ctx, t.ID, u)
				return verb.Accepted{Target: t, Doc: doc.Raw}, err
			}, nil
		},
	}.Command(a)
}
