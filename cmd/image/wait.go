package image

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// statuses are the guide's (2.6.1).
var statuses = []string{"ACTIVE", "SAVING", "DELETED", "ERROR", "UNKNOWN"}

// waitCommand is `image wait`.
func waitCommand(a *app.App) *cobra.Command {
	return verb.Wait{
		Noun:  noun,
		Short: "Wait for images to be saved, or to reach a status",
		Example: `  novactl image wait backup-1
  novactl image wait backup-1 --for deleted`,
		Statuses: statuses,
		Goal: func(text string) wait.Goal {
			switch text {
			case "":
				return client.GoalActive()
			case "deleted":
				return client.GoalGone()
			}
			return client.GoalStatus(text)
		},
	}.Command(a)
}
