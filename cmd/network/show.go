package network

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// show is `network show`.
func show(a *app.App) *cobra.Command {
	return verb.Show[network]{
		Noun:    noun,
		Short:   "Show a network in detail",
		Example: "  novactl network show public",
	}.Command(a)
}
