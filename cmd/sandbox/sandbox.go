// Package sandbox has the commands of the embedded cloud, one a file.
package sandbox

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	return verb.LocalGroup("sandbox", "Serve and steer the embedded cloud",
		serve(a), run(a), record(a), status(a), reset(a), tick(a), set(a), fault(a))
}
