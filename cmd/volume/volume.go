// Package volume has the commands of the volumes that are attached to a server, one a file (guide 2.4).
package volume

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// Finder finds volumes.
func Finder() *ref.Finder { return volumes().Finder() }

// Command is the noun with its verbs. servers finds what volumes are attached to, images what they are made of.
func Command(a *app.App, servers, images *ref.Finder) *cobra.Command {
	return verb.Group("volume", "Work on volumes, and attach them to servers",
		append(ofService(a, images), list(a, servers), show(a, servers), attach(a, servers), detach(a, servers))...)
}

// view is how attachments are shown.
var view = output.View[*api.VolumeAttachment]{
	One: "volumeAttachment", Many: "volumeAttachments",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(v *api.VolumeAttachment) string { return v.ID },
	Extra:  func(v *api.VolumeAttachment) []byte { return v.Extra },
	Columns: []output.Column[*api.VolumeAttachment]{
		{Name: "ID", Cell: func(v *api.VolumeAttachment) string { return v.ID }, Help: "id of the attachment, which is the volume's"},
		{Name: "Volume", Cell: func(v *api.VolumeAttachment) string { return v.VolumeID }, Help: "id of the volume"},
		{Name: "Device", Cell: func(v *api.VolumeAttachment) string { return v.Device.Value }, Help: "what it is on the server: /dev/xvdb"},
		{Name: "Server", Cell: func(v *api.VolumeAttachment) string { return v.ServerID }, Wide: true, Help: "id of the server"},
	},
}

// request is one run of a command of this noun, on the server that its first argument names.
type request struct {
	app.Invocation
	server ref.Resource
	out    output.Options
	again  *watch.Flags // of list and show
}

// start runs a command whose first argument is a server.
func start(a *app.App, servers *ref.Finder, cmd *cobra.Command, out app.OutputFlags, again *watch.Flags, args []string, run func(request, []string) error) error {
	o, err := app.OutputFor(a, out, &view)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	on := app.Invocation{App: a, Cmd: cmd, Client: c}
	return servers.Do(cmd.Context(), on, args[0], func(t ref.Resource) error {
		return run(request{Invocation: on, server: t, out: o, again: again}, args[1:])
	})
}
