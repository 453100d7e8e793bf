package image

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// show is `image show` (guide 2.6.2).
func show(a *app.App) *cobra.Command {
	return verb.Show{
		Noun:    noun,
		Short:   "Show an image in detail",
		Example: `  novactl image show "Ubuntu 12.04 LTS (Precise Pangolin)"`,
	}.Command(a)
}
