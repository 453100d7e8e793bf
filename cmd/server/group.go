package server

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// group is `server group`: Nova's os-server-groups, which the guide predates.
func group(a *verb.App) *cobra.Command {
	return verb.Group("group", "List the groups of servers that the cloud keeps together or apart", listGroups(a))
}

func listGroups(a *verb.App) *cobra.Command {
	return verb.List[api.ServerGroup]{
		Noun:  verb.Noun[api.ServerGroup]{Finder: &verb.Finder{Noun: "server group"}, View: groupView},
		Short: "List server groups",
		Flags: addAllProjects,
		Items: func(ctx context.Context, cmd *cobra.Command, c *client.Client, _ bool) (iter.Seq2[jsontext.Value, error], error) {
			return c.ListServerGroups(ctx, allProjects(cmd)), nil
		},
	}.Command(a)
}

var groupView = output.View[api.ServerGroup]{
	One: "server_group", Many: "server_groups",
	Decode: verb.Decode[api.ServerGroup],
	XML:    verb.ToXML,
	ID:     func(g api.ServerGroup) string { return g.ID },
	Columns: []output.Column[api.ServerGroup]{
		{Name: "ID", Cell: func(g api.ServerGroup) string { return g.ID }},
		{Name: "Name", Cell: func(g api.ServerGroup) string { return g.Name }},
		{Name: "Policy", Cell: policy},
		{Name: "Servers", Cell: func(g api.ServerGroup) string { return strconv.Itoa(len(g.Members)) }, Right: true},
		{Name: "Members", Cell: func(g api.ServerGroup) string { return strings.Join(g.Members, ", ") }, Wide: true},
		{Name: "Tenant ID", Cell: func(g api.ServerGroup) string { return g.TenantID }, Wide: true},
	},
}

// policy is the policy of a group, from whichever member the microversion has it in.
func policy(g api.ServerGroup) string {
	if g.Policy != "" {
		return g.Policy
	}
	return strings.Join(g.Policies, ", ")
}

// addAllProjects adds --all-projects, and nova's own name for it.
func addAllProjects(cmd *cobra.Command) {
	cmd.Flags().Bool("all-projects", false, "those of all projects; for administrators")
	cmd.Flags().Bool("all-tenants", false, "")
	_ = cmd.Flags().MarkHidden("all-tenants")
}

func allProjects(cmd *cobra.Command) bool {
	projects, _ := cmd.Flags().GetBool("all-projects")
	tenants, _ := cmd.Flags().GetBool("all-tenants")
	return projects || tenants
}
