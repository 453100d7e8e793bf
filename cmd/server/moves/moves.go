// Package moves has the commands that take servers to other hosts, most of them for administrators, and what Nova keeps of it: migrations.
package moves

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// move is an action that takes servers to other hosts: a row.
type move struct {
	verb, short, long, example string
	action                     string
	members                    func(v *resource.Values) (members map[string]any, since int)
	fields                     []resource.Field
	before                     func(c *client.Client, ctx context.Context, id string) (string, error) // what of a server tells whether it moved; nil: its status does
	goal                       func(c *client.Client, server, before, request string) *wait.Goal
	destroys                   string
}

func rows(hosts *ref.Finder) []move {
	host := resource.Field{Flag: "host", Member: "host", Names: hosts, Usage: "the `host` to take them to (default: the cloud's choice)"}
	return []move{
		{
			"migrate", "Move servers to other hosts",
			"Move servers to hosts that the cloud chooses, as a resize that keeps the flavor: each ends in VERIFY_RESIZE; look at it, then\nconfirm-resize or revert-resize. Most clouds let only administrators do that.",
			"  novactl server migrate web-1 --wait", "migrate", optionalHost(56), []resource.Field{host},
			nil, (*client.Client).GoalResized, "",
		}, {
			"live-migrate", "Move running servers to other hosts",
			"Move servers while they run. Where the cloud finds no host for one it stays, and --wait says so (exit 7): see migration list. For administrators; from 2.30 of\nthe API on.",
			"", "os-migrateLive", func(v *resource.Values) (map[string]any, int) {
				members := map[string]any{"host": nil, "block_migration": "auto"}
				if v.Given("host") {
					members["host"] = v.Text("host")
				}
				return members, 30
			}, []resource.Field{host}, (*client.Client).HostOf, (*client.Client).GoalMoved, "",
		}, {
			"evacuate", "Build servers anew whose host is dead",
			"Build servers anew on other hosts, from their volumes or images: what their old host's disks had is lost. Their compute service must be down. For\nadministrators; from 2.29 of the API on.",
			"", "evacuate", func(v *resource.Values) (map[string]any, int) {
				members := map[string]any{}
				if v.Given("host") {
					members["host"] = v.Text("host")
				}
				return members, 29
			}, []resource.Field{host}, (*client.Client).HostOf, (*client.Client).GoalMoved, "what is on disks of the old host",
		},
	}
}

// optionalHost sends the host where one was given, which takes a newer version of the API than the action alone.
func optionalHost(since int) func(v *resource.Values) (map[string]any, int) {
	return func(v *resource.Values) (map[string]any, int) {
		if !v.Given("host") {
			return nil, 0
		}
		return map[string]any{"host": v.Text("host")}, since
	}
}

// Commands are the commands of servers. hosts are those that they can be taken to.
func Commands(a *app.App, servers verb.Noun, hosts *ref.Finder) []*cobra.Command {
	var commands []*cobra.Command
	for _, m := range rows(hosts) {
		commands = append(commands, m.command(a, servers))
	}
	return commands
}

func (m move) command(a *app.App, servers verb.Noun) *cobra.Command {
	act := verb.Act[*resource.Values]{
		Noun: servers, Verb: m.verb, Short: m.short, Long: m.long, Example: m.example, Destroys: m.destroys,
		Flags: func(fs *flagset.Set) *resource.Values { return resource.Bind(a, fs, m.fields) },
		Goal:  verb.OwnGoal,
		Prepare: func(in app.Invocation, v *resource.Values) (verb.Do, error) {
			members, since := m.members(v)
			return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
				did := verb.Accepted{Resource: r}
				var before string
				var err error
				if m.before != nil {
					if before, err = m.before(in.Client, ctx, r.ID); err != nil {
						return did, err
					}
				}
				resp, err := in.Client.Move(ctx, r.ID, m.action, members, since)
				if err != nil {
					return did, err
				}
				did.Goal = m.goal(in.Client, r.ID, before, transport.RequestID(resp.Header))
				if m.verb == "evacuate" && resp.JSON != nil { // it makes one, where the cloud sets passwords
					did.AdminPass = resp.Text("adminPass")
				}
				return did, nil
			}, nil
		},
	}
	return act.Command(a)
}

// migrations are what Nova keeps of servers that moved.
var migrations = resource.Type{
	ResourceType: client.ResourceType{Noun: "migration", Path: "/os-migrations", Many: "migrations", Since: 59},
	Columns: []resource.Column{
		{Name: "ID", Member: "id", Help: "its number, for migration show and abort"},
		{Name: "Server", Member: "instance_uuid|server_uuid", Help: "id of the server"},
		{Name: "Type", Member: "migration_type", Help: "migration, resize, live-migration or evacuation"},
		{Name: "Status", Member: "status", Help: "accepted, running, completed, error, ..."},
		{Name: "From", Member: "source_compute", Help: "the host that it left"},
		{Name: "To", Member: "dest_compute", Help: "the host that it went to"},
		{Name: "UUID", Member: "uuid", In: resource.Wide, Help: "its UUID"},
		{Name: "Created", Member: "created_at", In: resource.Wide, Help: "when it was asked for"},
		{Name: "Updated", Member: "updated_at", In: resource.Wide, Help: "when it last changed"},
		{Name: "Old Flavor", Member: "old_instance_type_id", In: resource.Detail, Help: "Nova's number of the flavor before"},
		{Name: "New Flavor", Member: "new_instance_type_id", In: resource.Detail, Help: "Nova's number of the flavor after"},
	},
}

// ofServer are the migrations of a server that are under way.
var ofServer = resource.Type{
	ResourceType: client.ResourceType{Noun: "migration", Path: "/migrations", One: "migration", Many: "migrations", Whole: true, Since: 59},
	Name:         "id",
}

// statuses are those of migrations, of every type.
var statuses = []string{
	"accepted", "cancelled", "completed", "confirmed", "confirming", "done", "error", "failed", "finished", "migrating", "post-migrating",
	"pre-migrating", "preparing", "queued", "reverted", "reverting", "running",
}

// Migration is the noun with its verbs.
func Migration(a *app.App, servers, hosts *ref.Finder) *cobra.Command {
	own := ofServer.Under(servers, "servers").Complete(a, 0)
	return verb.Group("migration", "See what moves servers to other hosts, and stop it",
		migrations.List(a, resource.List{
			Short: "List migrations", Long: "List the migrations of all servers, the newest first. For administrators; from 2.59 of the API on.",
			Filters: []resource.Field{
				{Flag: "server", Member: "instance_uuid", Of: servers, Usage: "only migrations of this `server`"},
				{Flag: "status", Member: "status", Words: statuses, Usage: "only those in this `status`: running, completed, error, ..."},
				{Flag: "host", Member: "host", Names: hosts, Usage: "only those from or to this `host`"},
				{Flag: "type", Member: "migration_type", Words: []string{"migration", "resize", "live-migration", "evacuation"}, Usage: "only those of this `type`"},
			},
		}),
		resource.Part{
			Of: servers, Use: "show SERVER MIGRATION", Args: verb.ExactArgs(2), Then: own, What: "show a migration of", Short: "Show a live migration that is under way", Shows: &migrations,
			Run: func(r *resource.Run) error {
				return r.Look(func(ctx context.Context) (client.Document, error) {
					return r.Client.GetResource(ctx, r.Below(ofServer.ResourceType, "servers"), r.Args[0])
				})
			},
		}.Command(a),
		resource.Part{
			Of: servers, Use: "abort SERVER MIGRATION", Args: verb.ExactArgs(2), Then: own, What: "abort a migration of", Short: "Stop a live migration that is under way",
			Run: func(r *resource.Run) error {
				return r.Client.DeleteResource(r.Cmd.Context(), r.Below(ofServer.ResourceType, "servers"), r.Args[0])
			},
		}.Command(a))
}
