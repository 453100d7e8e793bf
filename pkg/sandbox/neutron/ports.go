package neutron

import (
	"net/netip"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// givenPorts are the ports of the tenant's servers: what a server has on each of its networks.
func givenPorts(c *service.RequestContext) ([]members, error) {
	var all []members
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
			all = append(all, port(c, s, n))
		}
	}
	return all, nil
}

// port is a server's port on a network, as the service has it. Its id follows from theirs.
func port(c *service.RequestContext, s *compute.Server, n compute.Network) members {
	fixed := []map[string]string{}
	for _, a := range n.Addresses {
		addr, _ := netip.ParseAddr(a.Addr)
		for _, subnet := range c.Tables.Subnets(n.ID) {
			if subnet.Prefix.Contains(addr) {
				fixed = append(fixed, map[string]string{"subnet_id": subnet.ID, "ip_address": a.Addr})
			}
		}
	}
	id := tables.DerivedID(s.ID + n.ID)
	return members{
		"id": id, "network_id": n.ID, "device_id": s.ID, "device_owner": "compute:None", "name": "", "status": "ACTIVE", "admin_state_up": true,
		"mac_address": tables.MAC(s.ID + n.ID), "fixed_ips": fixed, "security_groups": []string{}, "tenant_id": c.Tenant,
	}
}
