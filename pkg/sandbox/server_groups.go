package sandbox

import "github.com/novactl/novactl/pkg/api"

// listServerGroups lists none: the sandbox has no hosts to spread servers over (ext-os-server-groups.json of a Nova 26).
func listServerGroups(*call) (*answer, error) {
	return ok(collection("server_groups", []api.ServerGroup{}, nil)), nil
}
