package flavor

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
)

// accessType are the projects that have access to a flavor that not all have.
var accessType = resource.Type{
	ResourceType: client.ResourceType{Noun: "project", Path: "/os-flavor-access", Many: "flavor_access", Whole: true},
	ID:           "tenant_id",
	Columns: []resource.Column{
		{Name: "Project", Member: "tenant_id", Help: "id of the project"},
		{Name: "Flavor", Member: "flavor_id", In: resource.Wide, Help: "id of the flavor"},
	},
}

// access are the commands about who uses a private flavor.
func access(a *app.App) *cobra.Command {
	list := func(r *resource.Run) error {
		return r.List(r.Client.ListResources(r.Cmd.Context(), r.Below(accessType.ResourceType, "flavors"), nil, 0))
	}
	change := func(use, short, action string, projects cobra.CompletionFunc) *cobra.Command {
		return resource.Part{
			Of: Finder, Use: use, Args: verb.ExactArgs(2), Then: projects, What: "change the access to", Short: short, Long: short + ". For administrators.", Shows: &accessType,
			Acts: true, Repeatable: true,
			Run: func(r *resource.Run) error {
				if _, err := r.Client.ActOnResource(r.Cmd.Context(), flavors, r.Of.ID, action, map[string]any{"tenant": r.Args[0]}); err != nil {
					return err
				}
				return list(r)
			},
		}.Command(a)
	}
	return verb.Group("access", "Say which projects use a private flavor, for administrators",
		resource.Part{
			Of: Finder, Use: "list FLAVOR", What: "list the access to", Short: "List the projects that use a private flavor", Shows: &accessType,
			Long: "List the projects that use a private flavor. A flavor that isn't private has no such list. For administrators.", Run: list,
		}.Command(a),
		change("add FLAVOR PROJECT", "Let a project, by its id, use a private flavor", "addTenantAccess", resource.Projects().FlagID(a)),
		change("remove FLAVOR PROJECT", "Let a project, by its id, use a private flavor no more", "removeTenantAccess", accessType.Under(Finder, "flavors").Complete(a, 0)))
}
