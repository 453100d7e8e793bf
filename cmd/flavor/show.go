package flavor

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// show is `flavor show` (guide 2.5.2).
func show(a *app.App) *cobra.Command {
	return verb.Show{
		Noun:    noun,
		Short:   "Show a flavor in detail",
		Example: "  novactl flavor show performance1-1",
	}.Command(a)
}
