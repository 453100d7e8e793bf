package novav21

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// What Compute told of the network service until 2.35, and what it tells of the cloud itself, which clients of v2 ask for too.

// GuideRoutes are the paths of v2 that the guide doesn't have and clients ask for all the same: Prometheus the floating IPs, exporters the rest. They
// answer as v2.1 does in its first version.
func GuideRoutes() []*service.Route {
	asked := []string{
		"os-availability-zone", "os-hypervisors", "os-services", "os-aggregates", "os-simple-tenant-usage", "os-floating-ips", "os-security-groups",
		"os-quota-sets",
	}
	return slices.DeleteFunc(added(), func(r *service.Route) bool {
		below, _, _ := strings.Cut(strings.TrimPrefix(r.Path, "/v2/{tenant}/"), "/")
		return !slices.Contains(asked, below)
	})
}

// listFloatingIPs are those of the network service, with the servers that they lead to.
func listFloatingIPs(c *service.RequestContext) (*web.Response, error) {
	made, err := c.Documents(model.FloatingIPKind)
	all := []object{}
	for _, d := range made {
		details, _ := d.Members["port_details"].(object)
		all = append(all, object{
			"id": d.ID, "ip": d.Members["floating_ip_address"], "fixed_ip": d.Members["fixed_ip_address"], "pool": "public", "instance_id": details["device_id"],
		})
	}
	return web.OK(web.JSON(object{"floating_ips": all})), err
}

// listGroupsOfNetworks are the security groups of the network service, without their rules.
func listGroupsOfNetworks(c *service.RequestContext) (*web.Response, error) {
	made, err := c.Documents(model.GroupKind)
	group := func(id string, name, description any) object {
		return object{"id": id, "name": name, "description": description, "tenant_id": c.Tenant, "rules": []any{}}
	}
	all := []object{group(tables.DefaultGroup(c.Tenant), "default", "Default security group")}
	for _, d := range made {
		all = append(all, group(d.ID, d.Members["name"], d.Members["description"]))
	}
	return web.OK(web.JSON(object{"security_groups": all})), err
}
