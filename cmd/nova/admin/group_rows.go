package admin

import (
	"github.com/novactl/novactl/cmd/nova/session"
)

const groupColumns = ": Id, Name, Project Id@13, User Id@13, Policies@0-63, Policy@64, Rules@64, Members, Metadata@0-63"

// groupRows are the commands about server groups.
var groupRows = []session.Command{
	{
		Name: "server-group-list", Short: "List server groups.", Takes: "--limit=int --offset=int --all-projects", Same: "server group list",
		Send: "GET /os-server-groups?all_projects&limit&offset", Answer: "server_groups[]" + groupColumns,
	},
	{
		Name: "server-group-create", Short: "Create a server group.", Takes: "name policy --rule>rules=*@64",
		Same:   "server group create {name} --policy {policy}",
		Send:   "POST /os-server-groups server_group{name policies=policy|one@0-63 policy@64 rules?=rules|rules}",
		Answer: "server_group" + groupColumns,
	},
	{
		Name: "server-group-delete", Short: "Delete server groups.", Takes: "id+", Same: "server group delete {id...}",
		Send: "DELETE /os-server-groups/{=id...}", Says: "Server group {id} has been successfully deleted.",
		Failed: "Delete for server group {id} failed", Fails: "Unable to delete any of the specified server groups.", NoneOf: true,
	},
	{
		Name: "server-group-get", Short: "Show a server group.", Takes: "id", Same: "server group show {id}",
		Send: "GET /os-server-groups/{=id}", Answer: "server_group" + groupColumns,
	},
}
