package neutron

import (
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// What the service says of itself, and nobody changes.

// extensions are those whose paths and members there are.
func extensions() []members {
	all := []members{}
	for _, e := range []struct{ alias, name string }{
		{"agent", "agent"}, {"availability_zone", "Availability Zone"}, {"external-net", "Neutron external network"},
		{"network-ip-availability", "Network IP Availability"}, {"network_availability_zone", "Network Availability Zone"}, {"pagination", "Pagination support"},
		{"port-security", "Port Security"}, {"project-id", "project_id field enabled"}, {"quotas", "Quota management support"},
		{"quota_details", "Quota details management support"}, {"router", "Neutron L3 Router"}, {"security-group", "security-group"},
		{"standard-attr-description", "standard-attr-description"}, {"standard-attr-tag", "Tag support for resources with standard attribute"},
		{"standard-attr-timestamp", "Resource timestamps"},
	} {
		all = append(all, members{"alias": e.alias, "name": e.name, "description": e.name, "updated": "2015-01-01T10:00:00-00:00", "links": []any{}})
	}
	return all
}

func fixedRoutes() []*service.Route {
	const v2 = "/network/v2.0"
	none := func(name string) service.Handler { return answerWith(members{name: []any{}}) }
	zone := members{"name": tables.Zone, "resource": "network", "state": "available"}
	return []*service.Route{
		service.SignedIn("extension.list", "GET "+v2+"/extensions", answerWith(members{"extensions": extensions()})),
		service.SignedIn("extension.show", "GET "+v2+"/extensions/{alias}", showExtension),
		service.SignedIn("zone.list", "GET "+v2+"/availability_zones", answerWith(members{"availability_zones": []members{zone}})),
		service.SignedIn("agent.list", "GET "+v2+"/agents", none("agents")),
		service.SignedIn("subnetpool.list", "GET "+v2+"/subnetpools", none("subnetpools")),
		service.SignedIn("network.availability", "GET "+v2+"/network-ip-availabilities", listAvailability),
		service.SignedIn("quota.project", "GET "+v2+"/quotas/tenant", showOwner("tenant")),
		service.SignedIn("quota.project", "GET "+v2+"/quotas/project", showOwner("project")),
		service.SignedIn("quota.show", "GET "+v2+"/quotas/{project}", showQuota(false)),
		service.SignedIn("quota.show", "GET "+v2+"/quotas/{project}/default", showQuota(false)),
		service.SignedIn("quota.show", "GET "+v2+"/quotas/{project}/details", showQuota(true)),
		service.SignedIn("quota.show", "GET "+v2+"/quotas/{project}/details.json", showQuota(true)),
	}
}

func answerWith(doc members) service.Handler {
	return func(*service.RequestContext) (*web.Response, error) { return web.OK(web.JSON(doc)), nil }
}

func showExtension(c *service.RequestContext) (*web.Response, error) {
	for _, e := range extensions() {
		if e["alias"] == c.Arg("alias") {
			return web.OK(web.JSON(members{"extension": e})), nil
		}
	}
	return nil, fault.NotFound("Extension with alias %s does not exist", c.Arg("alias"))
}

// showOwner says which project the token is of: the neutron command asks for it before it asks for the quota (fact 114).
func showOwner(word string) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		return web.OK(web.JSON(members{word: members{word + "_id": c.Tenant}})), nil
	}
}

// showQuota says that there may be as many of each kind as anybody likes, and with details how many there are.
func showQuota(detailed bool) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		if project := c.Arg("project"); project != c.Tenant && !c.Account.Admin {
			return nil, fault.Forbidden("(rule:get_quota) is disallowed by policy")
		}
		v := members{"rbac_policy": -1, "subnetpool": -1}
		if detailed {
			v = members{"rbac_policy": usage(0), "subnetpool": usage(0)}
		}
		c.Tenant = c.Arg("project")
		for _, k := range kinds() {
			made, err := c.Documents(k.name)
			if err != nil {
				return nil, err
			}
			v[k.root] = -1
			if detailed {
				v[k.root] = usage(len(made))
			}
		}
		return web.OK(web.JSON(members{"quota": v})), nil
	}
}

func usage(used int) members { return members{"limit": -1, "used": used, "reserved": 0} }

// listAvailability says how many addresses of each network are had by ports.
func listAvailability(c *service.RequestContext) (*web.Response, error) {
	networks, err := kindOf(model.NetworkKind).all(c)
	if err != nil {
		return nil, err
	}
	ports, err := kindOf(model.PortKind).all(c)
	all := []members{}
	for _, n := range networks {
		subnets, failed := c.Subnets(fmt.Sprint(n["id"]))
		if failed != nil {
			return nil, failed
		}
		total, used, each := 0, 0, []members{}
		for _, s := range subnets {
			has := 0
			for _, p := range ports {
				if onSubnet(p, s.ID) {
					has++
				}
			}
			size := 1<<min(s.Prefix.Addr().BitLen()-s.Prefix.Bits(), 30) - 2
			total, used = total+size, used+has
			each = append(each, members{
				"subnet_id": s.ID, "subnet_name": "", "cidr": s.Prefix.String(), "ip_version": s.Version, "total_ips": size, "used_ips": has,
			})
		}
		all = append(all, members{
			"network_id": n["id"], "network_name": n["name"], "tenant_id": n["tenant_id"], "project_id": n["tenant_id"], "total_ips": total, "used_ips": used,
			"subnet_ip_availability": each,
		})
	}
	return web.OK(web.JSON(members{"network_ip_availabilities": all})), err
}

// newFace returns how the service speaks: in JSON, with refusals of a form of its own. The middleware in front of it refuses in words of its own.
func newFace(middleware func(*fault.Error) *web.Response) *service.Face {
	return &service.Face{Fault: func(f *fault.Error) *web.Response {
		if f.Status == http.StatusUnauthorized {
			return middleware(f)
		}
		a := web.FaultResponse(f)
		a.Body = web.JSON(members{"NeutronError": members{"type": errorType(f.Status), "message": f.Message, "detail": ""}})
		return a
	}}
}

func errorType(status int) string {
	switch status {
	case http.StatusNotFound:
		return "NotFound"
	case http.StatusConflict:
		return "Conflict"
	case http.StatusForbidden:
		return "PolicyNotAuthorized"
	case http.StatusBadRequest:
		return "BadRequest"
	}
	return "HTTPInternalServerError"
}
