package neutron

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// givenPorts are the ports of the tenant's servers that nobody made: what a server has on each of its networks.
func givenPorts(c *service.RequestContext) ([]members, error) {
	var all []members
	made, err := c.Documents(model.PortKind)
	if err != nil {
		return nil, err
	}
	records, err := c.ServerRecords("", time.Time{}, nil)
	if err != nil {
		return nil, err
	}
	for _, record := range records {
		s, err := c.ServerOf(record)
		if err != nil {
			return nil, err
		}
		if !s.Placed || !c.Wants("device_id", s.ID) {
			continue
		}
		for _, n := range s.Networks {
			if slices.ContainsFunc(made, func(d *model.Document) bool { return d.ID == n.Port }) {
				continue
			}
			m, err := serverPort(c, s, n)
			if err != nil {
				return nil, err
			}
			all = append(all, m)
		}
	}
	return all, nil
}

// serverPort is a server's port on a network, as the service has it.
func serverPort(c *service.RequestContext, s *compute.Server, n compute.Network) (members, error) {
	subnets, err := c.Subnets(n.ID)
	if err != nil {
		return nil, err
	}
	fixed := []members{}
	for _, a := range n.Addresses {
		addr, _ := netip.ParseAddr(a.Addr)
		for _, subnet := range subnets {
			if len(a.Extra) == 0 && subnet.Prefix.Contains(addr) {
				fixed = append(fixed, members{"subnet_id": subnet.ID, "ip_address": a.Addr})
			}
		}
	}
	groups, err := groupIDs(c, s.Groups)
	m := members{
		"id": model.PortID(s, n), "network_id": n.ID, "device_id": s.ID, "device_owner": "compute:" + tables.Zone, "name": "", "status": "ACTIVE",
		"mac_address": model.MAC(s, n), "fixed_ips": fixed, "security_groups": groups, "tenant_id": c.Tenant, "project_id": c.Tenant, "tags": []string{},
	}
	completePort(m)
	return m, err
}

// completePort gives a port the members that it wasn't made with.
func completePort(m members) {
	defaults(m, members{
		"status": "DOWN", "admin_state_up": true, "device_id": "", "device_owner": "", "fixed_ips": []any{}, "port_security_enabled": true,
		"allowed_address_pairs": []any{}, "extra_dhcp_opts": []any{}, "binding:vnic_type": "normal", "dns_name": "", "description": "",
	})
}

func makePort(c *service.RequestContext, m members) error {
	if err := required(m, "network_id"); err != nil {
		return err
	}
	if _, err := exists(c, model.NetworkKind, m["network_id"]); err != nil {
		return err
	}
	for _, id := range texts(m["security_groups"]) {
		if _, err := exists(c, model.GroupKind, id); err != nil {
			return fault.NotFound("Security group %s does not exist", id)
		}
	}
	completePort(m)
	defaults(m, members{"security_groups": []string{tables.DefaultGroup(c.Tenant)}, "mac_address": tables.MAC(fmt.Sprint(m["id"]))})
	return completeAddresses(c, m)
}

// completeAddresses gives a port the addresses that it asks for: without any one of each version that its network has, and of a subnet without
// an address the next one.
func completeAddresses(c *service.RequestContext, m members) error {
	subnets, err := c.Subnets(fmt.Sprint(m["network_id"]))
	if err != nil {
		return err
	}
	asked, versions := objects(m["fixed_ips"]), map[int]bool{}
	if len(asked) == 0 {
		for _, s := range subnets {
			if !versions[s.Version] {
				asked = append(asked, members{"subnet_id": s.ID})
			}
			versions[s.Version] = true
		}
	}
	fixed := []any{}
	for _, a := range asked {
		f, err := fixedAddress(c, m, subnets, a)
		if err != nil {
			return err
		}
		fixed = append(fixed, f)
	}
	m["fixed_ips"] = fixed
	return nil
}

// fixedAddress completes an address that a port asks for, or refuses it.
func fixedAddress(c *service.RequestContext, port members, subnets []tables.Subnet, asked members) (members, error) {
	text, _ := asked["ip_address"].(string)
	addr, bad := netip.ParseAddr(text)
	i := slices.IndexFunc(subnets, func(s tables.Subnet) bool {
		return s.ID == asked["subnet_id"] || asked["subnet_id"] == nil && bad == nil && s.Prefix.Contains(addr)
	})
	switch {
	case text != "" && bad != nil:
		return nil, fault.BadRequest("Invalid input for fixed_ips. Reason: '%s' is not a valid IP address.", text)
	case i < 0:
		return nil, fault.BadRequest("Invalid input for operation: Failed to create port on network %s, because fixed_ips included invalid subnet %v.",
			port["network_id"], asked["subnet_id"])
	case text != "" && !subnets[i].Prefix.Contains(addr):
		return nil, fault.BadRequest("IP address %s is not a valid IP for the specified subnet.", text)
	}
	for text == "" || bad == nil {
		if text == "" {
			next, err := c.NextAddress(subnets[i])
			if err != nil {
				return nil, err
			}
			addr = next
		}
		taken, err := anyPort(c, func(p members) bool {
			return p["id"] != port["id"] && hasFixed(p, addr.String()) && onSubnet(p, subnets[i].ID)
		})
		if err != nil {
			return nil, err
		}
		if !taken {
			break
		}
		if text != "" {
			return nil, fault.Conflict("IP address %s already allocated in subnet %s", text, subnets[i].ID)
		}
	}
	return members{"subnet_id": subnets[i].ID, "ip_address": addr.String()}, nil
}

// refreshPort frees a port whose server is gone.
func refreshPort(c *service.RequestContext, m members) error {
	holder, err := c.PortHolder(&model.Document{Members: m})
	if err == nil && holder == "" && m["device_id"] != "" {
		model.Release(m)
	}
	return err
}

// portRemoved takes a port that is deleted from the server that has it.
func portRemoved(c *service.RequestContext, m members) error {
	id, _ := m["device_id"].(string)
	s, err := c.Server(id)
	if err != nil || s == nil {
		return err
	}
	if had, err := c.Detach(s, fmt.Sprint(m["id"])); err != nil || !had {
		return err
	}
	return c.SaveServer(s)
}
