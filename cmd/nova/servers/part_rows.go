package servers

import (
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// partRows are the commands about what Nova has of a server besides: its metadata, security groups, diagnostics, and the log of what was done to it.
var partRows = []session.Command{
	{
		Name: "meta", Short: "Set or delete metadata of a server.", Takes: "server action{set,delete} metadata+",
		Run: func(s *session.Nova) error {
			r, err := s.Server()
			if err != nil {
				return err
			}
			return s.ChangeMetadata(r.ID(), session.Extracted(s.Args.Texts("metadata")), true)
		},
	},
	{
		Name: "list-secgroup", Short: "List the security groups of a server.", Takes: "server",
		Send: "GET /servers/{server}/os-security-groups", Answer: "security_groups[]: Id, Name, Description",
	},
	{
		Name: "refresh-network", Short: "Have Nova ask for a server's networks anew.", Takes: "server",
		Send: "POST /os-server-external-events events{server_uuid=server.id name='network-changed'}|list",
	},
	{
		Name: "diagnostics", Short: "Show diagnostics of a server.", Takes: "server", Send: "GET /servers/{server}/diagnostics", Answer: "./80",
	},
	{
		Name: "server-topology", Since: 78, Short: "Show how a server lies on its host.", Takes: "server",
		Send: "GET /servers/{server}/topology", Answer: "./80",
	},
	{
		Name: "instance-action-list", Short: "List what was done to a server.", Same: "server events {server}",
		Takes: "server --marker=@58 --limit=int@58 --changes-since=@58 --changes-before=@66",
		Send:  "GET /servers/{server:id}/os-instance-actions?changes-before&changes-since&limit&marker", Answer: "instanceActions[]: Action, Request_ID, Message, Start_Time^, Updated_At@58",
	},
	{
		Name: "instance-action", Short: "Show one thing that was done to a server.", Takes: "server request_id",
		Send: "GET /servers/{server:id}/os-instance-actions/{=request_id}", Answer: "instanceAction",
		Derive: func(_ *session.Nova, r *session.Resource) { r.Prettify("events") },
	},
}

// tagRows are the commands about a server's tags.
var tagRows = []session.Command{
	{
		Name: "server-tag-list", Since: 26, Short: "List the tags of a server.", Takes: "server", Send: "GET /servers/{server}/tags",
		Then: func(s *session.Nova, a session.Answer) error {
			if _, ok := a.Body.Get("tags"); !ok {
				return session.Failure("KeyError", "'tags'")
			}
			var rows []*session.Resource
			for _, tag := range session.Texts(a.Body.List("tags")) {
				rows = append(rows, session.Whole(pytext.NewDict("tag", tag)))
			}
			return s.PrintRows("Tag", rows)
		},
	},
	{
		Name: "server-tag-add", Since: 26, Short: "Add tags to a server.", Takes: "server tag+",
		Send: "PUT /servers/{server}/tags/{=tag...}", Says: "Request to add tag {tag} to specified server has been accepted.",
		Fails: "Unable to add the specified tag to the server.",
	},
	{
		Name: "server-tag-set", Since: 26, Short: "Set the tags of a server, in place of those that it has.", Takes: "server tags+",
		Send: "PUT /servers/{server}/tags tags",
	},
	{
		Name: "server-tag-delete", Since: 26, Short: "Delete tags of a server.", Takes: "server tag+",
		Send: "DELETE /servers/{server}/tags/{=tag...}", Says: "Request to delete tag {tag} from specified server has been accepted.",
		Fails: "Unable to delete the specified tag from the server.",
	},
	{
		Name: "server-tag-delete-all", Since: 26, Short: "Delete all tags of a server.", Takes: "server", Send: "DELETE /servers/{server}/tags",
	},
}
