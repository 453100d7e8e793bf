package novav21

import (
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// showQuotaSet answers with what a project may have, and with details how much it has of it.
func showQuotaSet(c *service.RequestContext) (*web.Response, error) {
	project := c.Arg("id")
	if project != c.Tenant && !c.Account.Admin && !strings.HasSuffix(c.Path, "/defaults") {
		return nil, forbidden("os_compute_api:os-quota-sets:show")
	}
	c.Tenant = project
	used, err := c.Usage()
	if err != nil {
		return nil, err
	}
	groups, err := c.ServerGroups()
	if err != nil {
		return nil, err
	}
	q := c.Quota()
	values := object{"id": project}
	for name, n := range map[string][2]int{
		"instances": {q.Instances, used.Instances}, "cores": {q.Cores, used.Cores}, "ram": {q.RAM, used.RAM}, "metadata_items": {q.Metadata, 0},
		"key_pairs": {compute.MaxKeypairs, 0}, "server_groups": {10, len(groups)}, "server_group_members": {10, 0}, "injected_files": {q.Files, 0},
		"injected_file_content_bytes": {q.FileBytes, 0}, "injected_file_path_bytes": {255, 0}, "fixed_ips": {-1, 0}, "floating_ips": {-1, 0},
		"security_groups": {-1, 0}, "security_group_rules": {-1, 0},
	} {
		values[name] = n[0]
		if strings.HasSuffix(c.Path, "/detail") {
			values[name] = object{"limit": n[0], "in_use": n[1], "reserved": 0}
		}
	}
	text, err := view.Document(c, view.Parse(`id instances cores ram metadata_items key_pairs server_groups server_group_members injected_files@0-56
		injected_file_content_bytes@0-56 injected_file_path_bytes@0-56 fixed_ips@0-35 floating_ips@0-35 security_groups@0-35
		security_group_rules@0-35`), values, view.Mode{})
	return web.OK(web.JSON(object{"quota_set": text})), err
}
