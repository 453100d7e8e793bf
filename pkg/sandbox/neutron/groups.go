package neutron

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

const ruleKind = "rule"

// defaultGroup is the group that every project has.
func defaultGroup(c *service.RequestContext) ([]members, error) {
	m := members{
		"id": tables.DefaultGroup(c.Tenant), "name": "default", "description": "Default security group", "stateful": true, "shared": false,
		"tenant_id": c.Tenant, "project_id": c.Tenant, "tags": []string{}, "revision_number": 1,
	}
	return []members{m}, refreshGroup(c, m)
}

// makeGroup makes a group that lets out everything, as Neutron does.
func makeGroup(c *service.RequestContext, m members) error {
	if m["name"] == "default" {
		return fault.Conflict("Default security group already exists.")
	}
	m["stateful"], m["shared"] = m["stateful"] != false, false
	for _, ethertype := range []string{"IPv4", "IPv6"} {
		rule := members{"id": random.UUID(), "security_group_id": m["id"], "direction": "egress", "ethertype": ethertype}
		describe(c, rule)
		completeRule(rule)
		if err := kindOf(ruleKind).save(c, rule); err != nil {
			return err
		}
	}
	return refreshGroup(c, m)
}

// refreshGroup says which rules a group has by now.
func refreshGroup(c *service.RequestContext, m members) error {
	made, err := c.Documents(ruleKind)
	rules := []members{}
	for _, r := range made {
		if r.Members["security_group_id"] == m["id"] {
			rules = append(rules, r.Members)
		}
	}
	m["security_group_rules"] = rules
	return err
}

// groupInUse reports whether a port has the group.
func groupInUse(c *service.RequestContext, id string) (bool, error) {
	return anyPort(c, func(p members) bool { return slices.Contains(texts(p["security_groups"]), id) })
}

func groupRemoved(c *service.RequestContext, m members) error {
	return removeAll(c, ruleKind, func(r members) bool { return r["security_group_id"] == m["id"] })
}

// groupIDs are the ids of a server's groups, which it has by name or by id.
func groupIDs(c *service.RequestContext, names []string) ([]string, error) {
	if len(names) == 0 {
		return []string{tables.DefaultGroup(c.Tenant)}, nil
	}
	made, err := c.Documents(model.GroupKind)
	ids := []string{}
	for _, name := range names {
		id := tables.GroupID(c.Tenant, name)
		for _, g := range made {
			if g.ID == name || g.Members["name"] == name {
				id = g.ID
			}
		}
		ids = append(ids, id)
	}
	return ids, err
}

// completeRule gives a rule the members that it wasn't made with.
func completeRule(m members) {
	delete(m, "name") // they have none
	defaults(m, members{
		"ethertype": "IPv4", "direction": "ingress", "protocol": nil, "port_range_min": nil, "port_range_max": nil, "remote_ip_prefix": nil,
		"remote_group_id": nil, "remote_address_group_id": nil, "belongs_to_default_sg": false,
	})
}

func makeRule(c *service.RequestContext, m members) error {
	if err := required(m, "security_group_id"); err != nil {
		return err
	}
	if _, err := exists(c, model.GroupKind, m["security_group_id"]); err != nil {
		return err
	}
	completeRule(m)
	if protocol, ok := m["protocol"].(string); ok {
		m["protocol"] = strings.ToLower(protocol)
	} else if m["port_range_min"] != nil {
		return fault.BadRequest("Must also specify protocol if port range is given.")
	}
	others, err := c.Documents(ruleKind)
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
