// Package neutron has as much of the network service as serves servers. The networks that every account has, and the ports of its servers, are there;
// projects make others, with floating IPs and security groups, which lead nowhere.
package neutron

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Endpoint returns where the service of a region is. Clients put /v2.0 behind it where it isn't there (fact 5's catalogs have both).
func Endpoint(root string) string { return root + "/network" }

// Routes are the requests that the network service answers. The middleware refuses requests without a token.
func Routes(middleware func(*fault.Error) *web.Response) []*service.Route {
	face := newFace(middleware)
	routes := []*service.Route{service.Anyone("version.list", "GET /network", listVersions)}
	for _, k := range kinds() {
		routes = append(routes, k.routes()...)
	}
	const router = "/network/v2.0/routers/{id}/"
	routes = append(routes,
		service.SignedIn("router.add_interface", "PUT "+router+"add_router_interface", addInterface),
		service.SignedIn("router.remove_interface", "PUT "+router+"remove_router_interface", removeInterface),
	)
	routes = append(routes, fixedRoutes()...)
	for i := range routes {
		routes[i].Face = face
	}
	return routes
}

func listVersions(c *service.RequestContext) (*web.Response, error) {
	v2 := api.Version{ID: "v2.0", Status: "CURRENT", Links: service.VersionLinks(Endpoint(c.RegionRoot()) + "/v2.0/")}
	return web.OK(web.List("versions", []api.Version{v2}, nil)), nil
}

// givenNetworks are those that a tenant's servers can be attached to, in the order of a server's document. Those of the provider are shared.
func givenNetworks(c *service.RequestContext) ([]members, error) {
	var all []members
	for _, id := range c.Tables.NetworkIDs() {
		shared, subnets := id == api.PublicNet || id == api.ServiceNet, []string{}
		for _, s := range c.Tables.Subnets(id) {
			subnets = append(subnets, s.ID)
		}
		all = append(all, members{
			"id": id, "name": c.Tables.NetworkOf(id, 0).Label, "status": "ACTIVE", "admin_state_up": true, "shared": shared, "router:external": id == api.PublicNet,
			"tenant_id": c.Tenant, "project_id": c.Tenant, "subnets": subnets, "description": "", "tags": []string{}, "mtu": 1500, "port_security_enabled": true,
			"availability_zones": []string{tables.Zone}, "availability_zone_hints": []string{},
		})
	}
	return all, nil
}

// givenSubnets are those of the given networks.
func givenSubnets(c *service.RequestContext) ([]members, error) {
	var all []members
	for _, id := range c.Tables.NetworkIDs() {
		for _, s := range c.Tables.Subnets(id) {
			all = append(all, members{
				"id": s.ID, "network_id": s.NetworkID, "name": "", "ip_version": s.Version, "cidr": s.Prefix.String(), "gateway_ip": nil,
				"enable_dhcp": false, "allocation_pools": []any{}, "dns_nameservers": []any{}, "host_routes": []any{}, "tenant_id": c.Tenant,
				"project_id": c.Tenant, "description": "", "tags": []string{}, "ipv6_address_mode": nil, "ipv6_ra_mode": nil, "subnetpool_id": nil,
			})
		}
	}
	return all, nil
}

// wantsBool reports whether a parameter asks for a truth, in any of the ways in which clients write one, or isn't there.
func wantsBool(c *service.RequestContext, parameter string, is bool) bool {
	if is {
		return c.Wants(parameter, "true") || c.Wants(parameter, "True") || c.Wants(parameter, "1")
	}
	return c.Wants(parameter, "false") || c.Wants(parameter, "False") || c.Wants(parameter, "0")
}
