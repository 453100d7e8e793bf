package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// waitCommand is `server wait`: polling as in guide 1.7.
func waitCommand(a *app.App) *cobra.Command {
	return verb.Wait{
		Noun:  noun,
		Short: "Wait for servers to be done, or to reach a status",
		Long: `Wait until no operation is under way on any of the servers, or with --for until each has the status.

A server in ERROR ends its wait at once, with the cloud's reason and exit code 7. The servers are printed as they are then.`,
		Example: `  novactl server wait web-1 web-2
  novactl server wait web-1 --for VERIFY_RESIZE --wait-timeout 1h
  novactl server wait web-1 --for deleted`,
		Statuses: statuses,
		Goal:     goal,
	}.Command(a)
}

// goal reads --for.
func goal(text string) wait.Goal {
	switch text {
	case "":
		return client.GoalSettled()
	case "deleted":
		return client.GoalGone()
	}
	return client.GoalStatus(text)
}
