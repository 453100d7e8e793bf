package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// show is `server show` (guide 2.1.3).
func show(a *app.App) *cobra.Command {
	return verb.Show{
		Noun:  noun,
		Short: "Show a server in detail",
		Example: `  novactl server show web-1
  novactl server show web-1 -o json --jq .addresses
  novactl server show web-1 --watch --until '.status == "ACTIVE"'`,
	}.Command(a)
}
