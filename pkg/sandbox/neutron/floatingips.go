package neutron

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// floatingRange has the addresses that floating IPs get: it is for documentation (RFC 5737).
const floatingRange = "203.0.113.0/24"

func makeFloatingIP(c *service.RequestContext, m members) error {
	if err := required(m, "floating_network_id"); err != nil {
		return err
	}
	if _, err := exists(c, model.NetworkKind, m["floating_network_id"]); err != nil {
		return err
	}
	addr, err := freeFloating(c)
	if err != nil {
		return err
	}
	delete(m, "name") // they have none
	defaults(m, members{
		"status": "DOWN", "floating_ip_address": addr, "fixed_ip_address": nil, "port_id": nil, "router_id": nil, "port_details": nil,
		"dns_domain": "", "dns_name": "", "qos_policy_id": nil,
	})
	return lead(c, m, m["port_id"])
}

// freeFloating is the first address that no floating IP has.
func freeFloating(c *service.RequestContext) (string, error) {
	others, err := c.Documents(model.FloatingIPKind)
	addr := netip.MustParsePrefix(floatingRange).Addr().Next()
	for slices.ContainsFunc(others, func(d *model.Document) bool { return d.Members["floating_ip_address"] == addr.String() }) {
		addr = addr.Next()
	}
	return addr.String(), err
}

// lead makes a floating IP lead to a port, and to the server that has it; nil: to none.
func lead(c *service.RequestContext, m members, port any) error {
	addr := fmt.Sprint(m["floating_ip_address"])
	if port == nil || port == "" {
		unlead(m)
		return c.SetFloating(addr, "")
	}
	p, err := exists(c, model.PortKind, port)
	if err != nil {
		return err
	}
	m["status"], m["port_id"] = "ACTIVE", port
	if fixed, _ := m["fixed_ip_address"].(string); fixed == "" || !hasFixed(p, fixed) {
		m["fixed_ip_address"] = firstAddress(p)
	}
	m["port_details"] = members{
		"device_id": p["device_id"], "device_owner": p["device_owner"], "network_id": p["network_id"], "status": p["status"], "name": p["name"],
		"mac_address": p["mac_address"], "admin_state_up": true,
	}
	if m["router_id"], err = routerOf(c, p); err != nil {
		return err
	}
	return c.SetFloating(addr, fmt.Sprint(port))
}

func unlead(m members) {
	m["port_id"], m["fixed_ip_address"], m["status"], m["port_details"], m["router_id"] = nil, nil, "DOWN", nil, nil
}

// refreshFloatingIP frees a floating IP whose port went away with its server.
func refreshFloatingIP(c *service.RequestContext, m members) error {
	if m["port_id"] == nil {
		return nil
	}
	there, err := anyPort(c, func(p members) bool { return p["id"] == m["port_id"] })
	if err == nil && !there {
		unlead(m)
	}
	return err
}

func floatingIPRemoved(c *service.RequestContext, m members) error {
	return c.SetFloating(fmt.Sprint(m["floating_ip_address"]), "")
}

// firstAddress is the first address of a port; nil where it has none.
func firstAddress(port members) any {
	if fixed := objects(port["fixed_ips"]); len(fixed) > 0 {
		return fixed[0]["ip_address"]
	}
	return nil
}

func hasFixed(port members, addr string) bool {
	return slices.ContainsFunc(objects(port["fixed_ips"]), func(f members) bool { return f["ip_address"] == addr })
}
