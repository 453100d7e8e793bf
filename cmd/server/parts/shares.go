package parts

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// shareType are the shares of file systems that a server has, by the ids that the service of shares has for them.
var shareType = resource.Type{
	ResourceType: client.ResourceType{Noun: "share", Path: "/shares", One: "share", Many: "shares", Whole: true, Since: 97},
	ID:           "share_id", Name: "share_id",
	Columns: []resource.Column{
		{Name: "Share", Member: "share_id", Help: "id of the share, by which it is called"},
		{Name: "Status", Member: "status", Help: "attaching, inactive (the server is off), active, detaching, error"},
		{Name: "Tag", Member: "tag", Help: "what the server mounts it by"},
		{Name: "Export location", Member: "export_location", In: resource.Detail, Help: "where it is, for administrators"},
		{Name: "UUID", Member: "uuid", In: resource.Detail, Help: "id of the attachment, for administrators"},
	},
}

func shares(a *app.App, of Nouns) *cobra.Command {
	below := func(r *resource.Run) client.ResourceType { return r.Below(shareType.ResourceType, servers) }
	own := shareType.Under(of.Server, servers)
	part := func(use, short, long string, p resource.Part) *cobra.Command {
		p.Of, p.Use, p.Short = of.Server, use, short
		p.Long = strings.TrimSpace(short + ". From 2.97 of the API on. " + long)
		return p.Command(a)
	}
	return verb.Group("share", "Work on the shares of file systems that servers mount",
		part("list SERVER", "List the shares of a server", "", resource.Part{What: "list the shares of", Shows: &shareType, Run: func(r *resource.Run) error {
			return r.List(r.Client.ListResources(r.Cmd.Context(), below(r), nil, 0))
		}}),
		part("show SERVER SHARE", "Show a share of a server in detail", "", resource.Part{
			Args: verb.ExactArgs(2), Then: own.Complete(a, 0), What: "show a share of", Shows: &shareType,
			Run: func(r *resource.Run) error {
				return r.Look(func(ctx context.Context) (client.Document, error) {
					return r.Client.GetResource(ctx, below(r), r.Args[0])
				})
			},
		}),
		part("attach SERVER SHARE", "Give a server a share", `The server must be off, and SHARE is the id that the service of shares has for it (openstack share list).
The server can be started when the share is inactive: --wait waits for that. In the server: mount -t virtiofs TAG DIRECTORY`, resource.Part{
			Args: verb.ExactArgs(2), What: "attach a share to", Shows: &shareType, Acts: true, Waits: true,
			Fields: []resource.Field{{Flag: "tag", Member: "tag", Usage: "what the server mounts it by, a `text` (default: the id)"}},
			Run: func(r *resource.Run) error {
				t := below(r)
				r.Members["share_id"] = r.Args[0]
				target := r.Client.ResourceTarget(t, r.Args[0], r.Args[0], wait.Idle("attached", "INACTIVE", "ACTIVE"))
				target.Parent = r.Of.ID
				r.AwaitShown(target)
				return r.Show(r.Client.CreateResource(r.Cmd.Context(), t, r.Members))
			},
		}),
		part("detach SERVER SHARE...", "Take shares from a server", "The server must be off.", resource.Part{
			Args: verb.MinArgs(2), Then: own.Complete(a, 0), What: "detach a share from", Acts: true, Waits: true, Run: func(r *resource.Run) error {
				var errs []error
				for _, id := range r.Args {
					errs = append(errs, detach(r, below(r), id, id))
				}
				return fail.Join(errs)
			},
		}))
}
