// Package neutron has as much of the network service as clients of Compute ask for: networks, their subnets and the ports of
// servers, to read.
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

// Routes are the requests that the network service answers.
func Routes() []service.Route {
	return []service.Route{
		service.Anyone("version.list", "GET /network", listVersions),
		service.SignedIn("network.list", "GET /network/v2.0/networks", listNetworks),
		service.SignedIn("network.show", "GET /network/v2.0/networks/{id}", showNetwork),
		service.SignedIn("port.list", "GET /network/v2.0/ports", listPorts),
		service.SignedIn("subnet.list", "GET /network/v2.0/subnets", listSubnets),
		service.SignedIn("subnet.show", "GET /network/v2.0/subnets/{id}", showSubnet),
	}
}

func listVersions(c *service.RequestContext) (*web.Response, error) {
	v2 := api.Version{ID: "v2.0", Status: "CURRENT", Links: service.VersionLinks(Endpoint(c.RegionRoot()) + "/v2.0/")}
	return web.OK(web.List("versions", []api.Version{v2}, nil)), nil
}

// networks are those that a tenant's servers can be attached to, in the order of a server's document. Those of the provider are shared.
func networks(c *service.RequestContext) []api.NeutronNetwork {
	up := true
	var all []api.NeutronNetwork
	for _, id := range c.Tables.NetworkIDs() {
		shared, external := id == api.PublicNet || id == api.ServiceNet, false
		n := api.NeutronNetwork{
			ID: id, Name: c.Tables.NetworkOf(id, 0).Label, Status: "ACTIVE", AdminStateUp: &up, Shared: &shared, External: &external,
			TenantID: c.Tenant, Subnets: []string{},
		}
		for _, s := range c.Tables.Subnets(id) {
			n.Subnets = append(n.Subnets, s.ID)
		}
		all = append(all, n)
	}
	return all
}

func listNetworks(c *service.RequestContext) (*web.Response, error) {
	found := []api.NeutronNetwork{}
	for _, n := range networks(c) {
		if c.Wants("id", n.ID) && c.Wants("name", n.Name) && c.Wants("status", n.Status) &&
			wantsBool(c, "shared", *n.Shared) && wantsBool(c, "router:external", *n.External) {
			found = append(found, n)
		}
	}
	return web.OK(web.JSON(map[string]any{"networks": found})), nil
}

func showNetwork(c *service.RequestContext) (*web.Response, error) {
	for _, n := range networks(c) {
		if n.ID == c.Arg("id") {
			return web.OK(web.JSON(map[string]any{"network": n})), nil
		}
	}
	return nil, fault.NotFound("Network %s could not be found.", c.Arg("id"))
}

// subnet is a subnet as the service has it.
func subnet(c *service.RequestContext, s tables.Subnet) map[string]any {
	return map[string]any{
		"id": s.ID, "network_id": s.NetworkID, "name": "", "ip_version": s.Version, "cidr": s.Prefix.String(), "gateway_ip": nil,
		"enable_dhcp": false, "allocation_pools": []any{}, "dns_nameservers": []any{}, "host_routes": []any{}, "tenant_id": c.Tenant,
	}
}

func listSubnets(c *service.RequestContext) (*web.Response, error) {
	found := []map[string]any{}
	for _, id := range c.Tables.NetworkIDs() {
		for _, s := range c.Tables.Subnets(id) {
			if c.Wants("id", s.ID) && c.Wants("network_id", id) && c.Wants("cidr", s.Prefix.String()) && c.Wants("name", "") {
				found = append(found, subnet(c, s))
			}
		}
	}
	return web.OK(web.JSON(map[string]any{"subnets": found})), nil
}

func showSubnet(c *service.RequestContext) (*web.Response, error) {
	for _, id := range c.Tables.NetworkIDs() {
		for _, s := range c.Tables.Subnets(id) {
			if s.ID == c.Arg("id") {
				return web.OK(web.JSON(map[string]any{"subnet": subnet(c, s)})), nil
			}
		}
	}
	return nil, fault.NotFound("Subnet %s could not be found.", c.Arg("id"))
}

// wantsBool reports whether a parameter asks for a truth, in any of the ways in which clients write one, or isn't there.
func wantsBool(c *service.RequestContext, parameter string, is bool) bool {
	if is {
		return c.Wants(parameter, "true") || c.Wants(parameter, "True") || c.Wants(parameter, "1")
	}
	return c.Wants(parameter, "false") || c.Wants(parameter, "False") || c.Wants(parameter, "0")
}
