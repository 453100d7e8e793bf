// Package image has the commands of images, one a file (guide 2.6).
package image

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// Command is the noun with its verbs. servers finds what an image is made of.
func Command(a *app.App, servers *ref.Finder) *cobra.Command {
	return verb.Group("image", "Work on images, and make them of servers, files and URLs",
		listImages(a, servers), show(a), create(a, servers), set(a), save(a), share(a), unshare(a), members(a), remove(a), waitCommand(a))
}

// noun declares images to the verbs.
var noun = verb.Noun{
	Finder:     Finder,
	View:       &view,
	WaitTarget: (*client.Client).ImageTarget,
}
