package neutron

import (
	"fmt"
	"net/netip"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listPorts lists the ports of the tenant's servers: what a server has on each of its networks. Nobody makes one by itself.
func listPorts(c *service.RequestContext) (*web.Response, error) {
	found := []map[string]any{}
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
			if p := port(c, s, n); c.Wants("id", p["id"].(string)) && c.Wants("network_id", n.ID) {
				found = append(found, p)
			}
		}
	}
	return web.OK(web.JSON(map[string]any{"ports": found})), nil
}

// port is a server's port on a network, as the service has it. Its id follows from theirs.
func port(c *service.RequestContext, s *compute.Server, n compute.Network) map[string]any {
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
	return map[string]any{
		"id": id, "network_id": n.ID, "device_id": s.ID, "device_owner": "compute:None", "name": "", "status": "ACTIVE", "admin_state_up": true,
		"mac_address": fmt.Sprintf("fa:16:3e:%s:%s:%s", id[:2], id[2:4], id[4:6]), "fixed_ips": fixed, "security_groups": []string{}, "tenant_id": c.Tenant,
	}
}
