package server

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// group is `server group`: Nova's os-server-groups, which the guide predates.
func group(a *app.App) *cobra.Command {
	return verb.Group("group", "Work on the groups of servers that the cloud keeps together or apart",
		listGroups(a), showGroup(a), createGroup(a), removeGroups(a))
}

// groupNoun declares server groups to the verbs. Their API has no filter by name.
var groupNoun = verb.Noun{
	Finder: &ref.Finder{
		Noun: "server group",
		Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
			return c.GetServerGroup(ctx, id)
		},
		Named: func(ctx context.Context, c *client.Client, _ string) verb.Items {
			return c.ListServerGroups(ctx, false)
		},
		Names: func(ctx context.Context, c *client.Client) verb.Items {
			return c.ListServerGroups(ctx, false)
		},
		OneIDForm: true,
	},
	View: &groupView,
}

func listGroups(a *app.App) *cobra.Command {
	return verb.List[*allProjects]{
		Noun:  groupNoun,
		Short: "List server groups",
		Flags: func(fs *flagset.Set) *allProjects {
			p := &allProjects{}
			p.add(fs, "those of all projects; for administrators")
			return p
		},
		Items: func(ctx context.Context, c *client.Client, p *allProjects, _ bool) (verb.Items, error) {
			return c.ListServerGroups(ctx, p.given()), nil
		},
	}.Command(a)
}

func showGroup(a *app.App) *cobra.Command {
	return verb.Show{
		Noun: groupNoun, Short: "Show a server group", Example: "  novactl server group show apart --jq .members[]",
	}.Command(a)
}

func removeGroups(a *app.App) *cobra.Command {
	return verb.Delete{
		Noun:     groupNoun,
		Short:    "Delete server groups",
		Long:     "Delete server groups. Their servers stay as and where they are.",
		Example:  "  novactl server group delete apart --yes",
		Destroys: "what keeps the servers together or apart",
		Each: func(ctx context.Context, c *client.Client, id string) error {
			return c.DeleteServerGroup(ctx, id)
		},
	}.Command(a)
}

var groupView = output.View[*api.ServerGroup]{
	One: "server_group", Many: "server_groups",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(g *api.ServerGroup) string { return g.ID },
	Extra:  func(g *api.ServerGroup) []byte { return resource.Without(g.Extra, groupMembers) },
	Columns: append([]output.Column[*api.ServerGroup]{
		{Name: "ID", Cell: func(g *api.ServerGroup) string { return g.ID }, Help: "the group's UUID"},
		{Name: "Name", Cell: func(g *api.ServerGroup) string { return g.Name }, Help: "its name"},
		{Name: "Policy", Cell: policy, Help: "affinity keeps its servers together, anti-affinity apart"},
		{Name: "Servers", Cell: func(g *api.ServerGroup) string { return strconv.Itoa(len(g.Members)) }, Right: true, Help: "how many servers are in it"},
		{Name: "Members", Cell: func(g *api.ServerGroup) string { return strings.Join(g.Members, ", ") }, Wide: true, Help: "ids of the servers"},
		{Name: "Tenant ID", Cell: func(g *api.ServerGroup) string { return g.TenantID }, Wide: true, Help: "id of the project that it belongs to"},
	}, resource.ColumnsOf(groupMembers, "", groupExtra)...),
}

// policy is the policy of a group, from whichever member the microversion has it in.
func policy(g *api.ServerGroup) string {
	if g.Policy != "" {
		return g.Policy
	}
	return strings.Join(g.Policies, ", ")
}
