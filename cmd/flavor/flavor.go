// Package flavor has the commands of flavors, one a file (guide 2.5).
package flavor

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
)

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	return verb.Group("flavor", "List and show flavors; for administrators, make and change them",
		listFlavors(a), show(a), createFlavor(a), setFlavor(a), removeFlavor(a), access(a))
}

// noun declares flavors to the verbs.
var noun = verb.Noun{
	Finder: Finder,
	View:   &view,
}
