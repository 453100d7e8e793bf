package server

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// events is `server events`: Nova's os-instance-actions, which the guide predates.
func events(a *app.App) *cobra.Command {
	return part{
		cmd: &cobra.Command{
			Use:     "events SERVER",
			Aliases: []string{"action-list"},
			Short:   "List what was done to a server, and when",
			Long:    "List what was done to a server, the latest first. The request id is the one that the answer to each request told.",
			Example: `  novactl server events web-1
  novactl server events web-1 --jq '.[]|select(.message)'`,
		},
		what: "list the events of",
		view: &eventView,
		run: func(in app.Invocation, t ref.Resource, o output.Options) error {
			return output.List(in.App.Streams, o, &eventView, in.Client.ListInstanceActions(in.Cmd.Context(), t.ID))
		},
	}.command(a)
}

var eventView = output.View[*api.InstanceAction]{
	One: "instanceAction", Many: "instanceActions",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(e *api.InstanceAction) string { return e.RequestID },
	Columns: []output.Column[*api.InstanceAction]{
		{Name: "Action", Cell: func(e *api.InstanceAction) string { return e.Action }, Help: "what was done"},
		{Name: "Start", Cell: func(e *api.InstanceAction) string { return e.Start }, Help: "when it began"},
		{Name: "Message", Cell: func(e *api.InstanceAction) string { return e.Message.Value }, Help: "what went wrong, where something did"},
		{Name: "Request ID", Cell: func(e *api.InstanceAction) string { return e.RequestID }, Help: "id that the answer to the request had"},
		{Name: "User ID", Cell: func(e *api.InstanceAction) string { return e.UserID }, Wide: true, Help: "id of the user who did it"},
		{Name: "Tenant ID", Cell: func(e *api.InstanceAction) string { return e.TenantID }, Wide: true, Help: "id of the project that it was done in"},
	},
}
