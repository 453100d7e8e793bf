package neutron

import (
	"net/netip"
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// defaults puts values where a new resource has none.
//
//go:noinline
func defaults(m, values members) {
	for name, value := range values {
		if given, there := m[name]; !there || given == nil {
			m[name] = value
		}
	}
}

func makeNetwork(c *service.RequestContext, m members) error {
	if m["router:external"] == true && !c.Account.Admin {
		return fault.Forbidden("(rule:create_network and rule:create_network:router:external) is disallowed by policy")
	}
	defaults(m, members{
		"status": "ACTIVE", "admin_state_up": true, "shared": false, "router:external": false, "mtu": 1500, "port_security_enabled": true,
		"availability_zones": []string{}, "availability_zone_hints": []string{}, "ipv4_address_scope": nil, "ipv6_address_scope": nil,
	})
	return refreshNetwork(c, m)
}

// refreshNetwork says which subnets a network has by now.
func refreshNetwork(c *service.RequestContext, m members) error {
	made, err := c.Documents(model.SubnetKind)
	ids := []string{}
	for _, s := range made {
		if s.Members["network_id"] == m["id"] {
			ids = append(ids, s.ID)
		}
	}
	m["subnets"] = ids
	return err
}

// networkInUse reports whether a network has ports.
func networkInUse(c *service.RequestContext, id string) (bool, error) {
	return anyPort(c, func(p members) bool { return p["network_id"] == id })
}

// networkRemoved deletes the subnets of a network with it.
func networkRemoved(c *service.RequestContext, m members) error {
	return removeAll(c, model.SubnetKind, func(s members) bool { return s["network_id"] == m["id"] })
}

// removeAll deletes the resources of a kind that have what is asked for.
func removeAll(c *service.RequestContext, kind string, has func(members) bool) error {
	made, err := c.Documents(kind)
	if err != nil {
		return err
	}
	for _, d := range made {
		if has(d.Members) {
			if err := c.DeleteDocument(kind, d.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// anyPort reports whether there is a port, of a server or another device, that has what is asked for.
func anyPort(c *service.RequestContext, has func(members) bool) (bool, error) {
	all, err := kindOf(model.PortKind).all(c)
	return slices.ContainsFunc(all, has), err
}

func subnetInUse(c *service.RequestContext, id string) (bool, error) {
	return anyPort(c, func(p members) bool {
		return slices.ContainsFunc(objects(p["fixed_ips"]), func(f members) bool { return f["subnet_id"] == id })
	})
}

func makeSubnet(c *service.RequestContext, m members) error {
	if err := required(m, "network_id"); err != nil {
		return err
	}
	network, err := c.Document(model.NetworkKind, m["network_id"].(string))
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
	prefix = prefix.Masked()
	gateway := prefix.Addr().Next()
	m["cidr"] = prefix.String()
	if _, named := m["gateway_ip"]; !named {
		m["gateway_ip"] = gateway.String()
	}
	defaults(m, members{
		"enable_dhcp": true, "dns_nameservers": []string{}, "host_routes": []any{}, "ipv6_address_mode": nil, "ipv6_ra_mode": nil,
		"allocation_pools": []members{{"start": gateway.Next().String(), "end": lastOf(prefix).String()}}, "subnetpool_id": nil, "service_types": []string{},
	})
	return nil
}

// lastOf is the last address of a range that a host can have.
func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	if last.Is4() { // the very last is for all of them
		return last.Prev()
	}
	return last
}
