package neutron

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// defaults puts values where a new resource has none.
func defaults(m, values members) {
	for name, value := range values {
		if _, given := m[name]; !given {
			m[name] = value
		}
	}
}

func makeNetwork(_ *service.RequestContext, m members) error {
	if m["router:external"] == true {
		return fault.Forbidden("(rule:create_network and rule:create_network:router:external) is disallowed by policy")
	}
	defaults(m, members{"status": "ACTIVE", "admin_state_up": true, "shared": false, "router:external": false, "mtu": 1500, "subnets": []string{}})
	return nil
}

// networkInUse reports whether a network has ports.
func networkInUse(c *service.RequestContext, id string) (bool, error) {
	made, err := c.Documents("port")
	for _, p := range made {
		if p.Members["network_id"] == id {
			return true, err
		}
	}
	return false, err
}

func makeSubnet(c *service.RequestContext, m members) error {
	if err := required(m, "network_id"); err != nil {
		return err
	}
	network, err := c.Document("network", m["network_id"].(string))
	if err == nil && network == nil {
		err = fault.NotFound("Network %s could not be found.", m["network_id"])
	}
	if err != nil {
		return err
	}
	cidr, _ := m["cidr"].(string)
	prefix, bad := netip.ParsePrefix(cidr)
	switch {
	case m["ip_version"] == nil:
		return fault.BadRequest("Failed to parse request. Required attribute 'ip_version' not specified")
	case cidr == "":
		return fault.BadRequest("Bad subnets request: a subnetpool must be specified in the absence of a cidr.")
	case bad != nil:
		return fault.BadRequest("Invalid input for cidr. Reason: '%s' is not a valid IP subnet.", cidr)
	}
	m["cidr"] = prefix.Masked().String()
	defaults(m, members{"gateway_ip": addressIn(cidr, 1), "enable_dhcp": true, "dns_nameservers": []string{}, "host_routes": []string{}, "allocation_pools": []string{}})
	ids, _ := network.Members["subnets"].([]any)
	network.Members["subnets"] = append(ids, m["id"])
	return c.SaveDocument("network", network)
}

func makePort(c *service.RequestContext, m members) error {
	if err := required(m, "network_id"); err != nil {
		return err
	}
	network, err := exists(c, "network", m["network_id"])
	if err != nil {
		return err
	}
	id := m["id"].(string)
	defaults(m, members{
		"status": "DOWN", "admin_state_up": true, "device_id": "", "device_owner": "", "security_groups": []string{groupID(c)},
		"mac_address": fmt.Sprintf("fa:16:3e:%s:%s:%s", id[:2], id[2:4], id[4:6]), "fixed_ips": []any{},
	})
	asked, _ := m["fixed_ips"].([]any)
	if len(asked) > 0 {
		return nil
	}
	subnets, err := c.Documents("subnet")
	others, failed := c.Documents("port")
	for _, s := range subnets {
		if s.Members["network_id"] == network["id"] {
			m["fixed_ips"] = []any{members{"subnet_id": s.ID, "ip_address": addressIn(s.Members["cidr"].(string), len(others)+10)}}
			break
		}
	}
	if err == nil {
		err = failed
	}
	return err
}

// floatingFirst is the first address that floating IPs get: of a range for documentation (RFC 5737).
const floatingFirst = "203.0.113.0/24"

func makeFloatingIP(c *service.RequestContext, m members) error {
	if err := required(m, "floating_network_id"); err != nil {
		return err
	}
	if _, err := exists(c, "network", m["floating_network_id"]); err != nil {
		return err
	}
	others, err := c.Documents("floatingip")
	if err != nil {
		return err
	}
	n := 1
	for slices.ContainsFunc(others, func(d *model.Document) bool { return d.Members["floating_ip_address"] == addressIn(floatingFirst, n) }) {
		n++
	}
	delete(m, "name") // they have none
	defaults(m, members{
		"status": "DOWN", "floating_ip_address": addressIn(floatingFirst, n), "fixed_ip_address": nil, "port_id": nil, "router_id": nil, "port_details": nil,
	})
	return lead(c, m, m["port_id"])
}

// lead makes a floating IP lead to a port; nil: to none.
func lead(c *service.RequestContext, m members, port any) error {
	if port == nil {
		m["fixed_ip_address"], m["status"], m["port_details"] = nil, "DOWN", nil
		return nil
	}
	p, err := exists(c, "port", port)
	if err != nil {
		return err
	}
	m["status"], m["fixed_ip_address"] = "ACTIVE", firstAddress(p)
	m["port_details"] = members{"device_id": p["device_id"], "network_id": p["network_id"], "status": p["status"]}
	return nil
}

// firstAddress is the first address of a port; nil where it has none.
func firstAddress(port members) any {
	switch fixed := port["fixed_ips"].(type) {
	case []map[string]string:
		if len(fixed) > 0 {
			return fixed[0]["ip_address"]
		}
	case []any:
		if len(fixed) > 0 {
			if first, ok := fixed[0].(members); ok {
				return first["ip_address"]
			}
		}
	}
	return nil
}

// groupID is the id of the group that every project has.
func groupID(c *service.RequestContext) string {
	return tables.DerivedID(c.Tenant + "default security group")
}

func defaultGroup(c *service.RequestContext) ([]members, error) {
	return []members{{
		"id": groupID(c), "name": "default", "description": "Default security group", "stateful": true, "shared": false,
		"tenant_id": c.Tenant, "project_id": c.Tenant, "tags": []string{}, "security_group_rules": []any{},
	}}, nil
}

func makeGroup(_ *service.RequestContext, m members) error {
	if m["name"] == "default" {
		return fault.Conflict("Default security group already exists.")
	}
	m["stateful"], m["shared"], m["security_group_rules"] = m["stateful"] != false, false, []any{}
	return nil
}

// groupInUse reports whether a port has the group.
func groupInUse(c *service.RequestContext, id string) (bool, error) {
	made, err := c.Documents("port")
	for _, p := range made {
		groups, _ := p.Members["security_groups"].([]any)
		if slices.Contains(groups, any(id)) {
			return true, err
		}
	}
	return false, err
}

func makeRule(c *service.RequestContext, m members) error {
	if err := required(m, "security_group_id"); err != nil {
		return err
	}
	if _, err := exists(c, "group", m["security_group_id"]); err != nil {
		return err
	}
	delete(m, "name") // they have none
	defaults(m, members{"ethertype": "IPv4", "direction": "ingress", "protocol": nil, "port_range_min": nil, "port_range_max": nil, "remote_ip_prefix": nil, "remote_group_id": nil})
	if protocol, ok := m["protocol"].(string); ok {
		m["protocol"] = strings.ToLower(protocol)
	} else if m["port_range_min"] != nil {
		return fault.BadRequest("Must also specify protocol if port range is given.")
	}
	others, err := c.Documents("rule")
	for _, o := range others {
		if sameRule(o.Members, m) {
			return fault.Conflict("Security group rule already exists. Rule id is %s.", o.ID)
		}
	}
	return err
}

// sameRule reports whether two rules let the same through: what is said of them doesn't count.
func sameRule(a, b members) bool {
	for _, name := range []string{"security_group_id", "ethertype", "direction", "protocol", "port_range_min", "port_range_max", "remote_ip_prefix", "remote_group_id"} {
		if a[name] != b[name] {
			return false
		}
	}
	return true
}
