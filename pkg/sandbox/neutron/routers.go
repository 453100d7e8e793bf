package neutron

import (
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

const (
	routerKind     = "router"
	interfaceOwner = "network:router_interface" // of the ports that a router has in its subnets
)

func makeRouter(c *service.RequestContext, m members) error {
	defaults(m, members{
		"status": "ACTIVE", "admin_state_up": true, "external_gateway_info": nil, "routes": []any{}, "ha": false, "distributed": false,
		"availability_zones": []string{}, "availability_zone_hints": []string{}, "flavor_id": nil,
	})
	return completeGateway(c, m)
}

// completeGateway gives a router's gateway, where it has one, an address of its network.
func completeGateway(c *service.RequestContext, m members) error {
	gateway, _ := m["external_gateway_info"].(members)
	if len(gateway) == 0 {
		m["external_gateway_info"] = nil
		return nil
	}
	network, err := exists(c, model.NetworkKind, gateway["network_id"])
	if err != nil {
		return err
	}
	if network["router:external"] != true {
		return fault.BadRequest("Bad router request: Network %s is not an external network.", gateway["network_id"])
	}
	fixed := []members{}
	if subnets := texts(network["subnets"]); len(subnets) > 0 {
		subnet, err := exists(c, model.SubnetKind, subnets[0])
		if err != nil {
			return err
		}
		fixed = append(fixed, members{"subnet_id": subnets[0], "ip_address": subnet["gateway_ip"]})
	}
	defaults(gateway, members{"enable_snat": true, "external_fixed_ips": fixed})
	return nil
}

// interfacesOf are the ports of a router.
func interfacesOf(c *service.RequestContext, router any) (all []*model.Document, err error) {
	made, err := c.Documents(model.PortKind)
	for _, d := range made {
		if d.Members["device_owner"] == interfaceOwner && d.Members["device_id"] == router {
			all = append(all, d)
		}
	}
	return all, err
}

func routerInUse(c *service.RequestContext, id string) (bool, error) {
	all, err := interfacesOf(c, id)
	return len(all) > 0, err
}

// routerOf is the router that a port is behind, by its subnet; nil: none.
func routerOf(c *service.RequestContext, port members) (any, error) {
	made, err := c.Documents(model.PortKind)
	for _, d := range made {
		if d.Members["device_owner"] != interfaceOwner {
			continue
		}
		for _, f := range objects(port["fixed_ips"]) {
			if onSubnet(d.Members, f["subnet_id"]) {
				return d.Members["device_id"], err
			}
		}
	}
	return nil, err
}

func onSubnet(port members, subnet any) bool {
	for _, f := range objects(port["fixed_ips"]) {
		if f["subnet_id"] == subnet {
			return true
		}
	}
	return false
}

// interfaceBody reads the router of the path, and the subnet or the port that the request names.
func interfaceBody(c *service.RequestContext) (router members, subnet, port string, err error) {
	if router, err = kindOf(routerKind).made(c); err != nil {
		return nil, "", "", err
	}
	doc, err := c.Body.Document()
	if err != nil {
		return nil, "", "", err
	}
	subnet, _ = doc.Text("subnet_id")
	port, _ = doc.Text("port_id")
	if subnet == "" && port == "" {
		err = fault.BadRequest("Bad router request: Either subnet_id or port_id must be specified.")
	}
	return router, subnet, port, err
}

// addInterface puts a router into a subnet, at its gateway's address, or gives it a port that is there.
func addInterface(c *service.RequestContext) (*web.Response, error) {
	router, subnet, port, err := interfaceBody(c)
	if err != nil {
		return nil, err
	}
	var m members
	if port != "" {
		m, err = exists(c, model.PortKind, port)
	} else {
		m, err = interfacePort(c, subnet)
	}
	if err != nil {
		return nil, err
	}
	m["device_id"], m["device_owner"], m["status"] = router["id"], interfaceOwner, "ACTIVE"
	return interfaceResponse(router, m), kindOf(model.PortKind).save(c, m)
}

// interfacePort is a new port for a router at the gateway of a subnet.
func interfacePort(c *service.RequestContext, id string) (members, error) {
	subnet, err := exists(c, model.SubnetKind, id)
	if err != nil {
		return nil, err
	}
	taken, err := anyPort(c, func(p members) bool { return p["device_owner"] == interfaceOwner && onSubnet(p, id) })
	if err == nil && taken {
		err = fault.BadRequest("Bad router request: Router already has a port on subnet %s.", id)
	}
	if err != nil {
		return nil, err
	}
	m := members{
		"id": random.UUID(), "network_id": subnet["network_id"],
		"fixed_ips": []any{members{"subnet_id": id, "ip_address": subnet["gateway_ip"]}},
	}
	describe(c, m)
	completePort(m)
	m["security_groups"], m["mac_address"] = []string{}, tables.MAC(fmt.Sprint(m["id"]))
	return m, nil
}

// removeInterface takes a router out of a subnet, and deletes its port there.
func removeInterface(c *service.RequestContext) (*web.Response, error) {
	router, subnet, port, err := interfaceBody(c)
	if err != nil {
		return nil, err
	}
	all, err := interfacesOf(c, router["id"])
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if (port == "" || d.ID == port) && (subnet == "" || onSubnet(d.Members, subnet)) {
			return interfaceResponse(router, d.Members), c.DeleteDocument(model.PortKind, d.ID)
		}
	}
	return nil, fault.NotFound("Router %s has no interface on subnet %s", router["id"], subnet)
}

func interfaceResponse(router, port members) *web.Response {
	var ids []any
	for _, f := range objects(port["fixed_ips"]) {
		ids = append(ids, f["subnet_id"])
	}
	v := members{
		"id": router["id"], "tenant_id": router["tenant_id"], "port_id": port["id"], "network_id": port["network_id"], "subnet_ids": ids,
	}
	if len(ids) > 0 {
		v["subnet_id"] = ids[0]
	}
	return &web.Response{Status: http.StatusOK, Body: web.JSON(v)}
}
