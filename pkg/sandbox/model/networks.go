package model

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// The kinds of the documents of the network service that servers have to do with.
const (
	NetworkKind    = "network"
	SubnetKind     = "subnet"
	PortKind       = "port"
	FloatingIPKind = "floatingip"
	GroupKind      = "group"
)

// PortID returns the id of a server's port on a network. Unless a port was asked for, it follows from both.
//
//go:noinline
func PortID(s *compute.Server, n compute.Network) string {
	return cmp.Or(n.Port, tables.DerivedID(s.ID+n.ID))
}

// MAC returns the address of the card that a server has on a network.
//
//go:noinline
func MAC(s *compute.Server, n compute.Network) string { return cmp.Or(n.MAC, tables.MAC(s.ID+n.ID)) }

// Subnets returns the ranges of a network: of one that the cloud has, or of the tenant's own.
func (m *Model) Subnets(network string) ([]tables.Subnet, error) {
	if all := m.Tables.Subnets(network); len(all) > 0 {
		return all, nil
	}
	made, err := m.Documents(SubnetKind)
	var all []tables.Subnet
	for _, d := range made {
		cidr, _ := d.Members["cidr"].(string)
		if prefix, bad := netip.ParsePrefix(cidr); bad == nil && d.Members["network_id"] == network {
			all = append(all, tables.Subnet{ID: d.ID, NetworkID: network, Version: map[bool]int{true: 4, false: 6}[prefix.Addr().Is4()], Prefix: prefix})
		}
	}
	return all, err
}

// NextAddress returns an address of a subnet that nobody has had yet, one after another from its tenth on: what is before that people give to
// machines by hand. A small one has them from behind its gateway on.
func (m *Model) NextAddress(s tables.Subnet) (netip.Addr, error) {
	n, err := NextNumber(m.Tx, "addresses/"+m.KeyPrefix()+s.ID)
	if s.Prefix.Addr().BitLen()-s.Prefix.Bits() > 6 {
		n += 8
	}
	addr := s.Prefix.Masked().Addr().Next()
	for range n {
		if addr = addr.Next(); !s.Prefix.Contains(addr) {
			return addr, fault.Conflict("No more IP addresses available on network %s.", s.NetworkID)
		}
	}
	return addr, err
}

// Attach attaches a server to a port, or to a network of the tenant's own, where it gets a port. The caller saves the server.
func (m *Model) Attach(s *compute.Server, nic compute.NIC) error {
	if err := m.mayAttach(nic); err != nil {
		return err
	}
	if nic.Port == "" {
		return m.attachToNetwork(s, nic)
	}
	d, err := m.Document(PortKind, nic.Port)
	if err != nil {
		return err
	}
	network, _ := d.Members["network_id"].(string)
	label, err := m.labelOf(network)
	if err != nil {
		return err
	}
	mac, _ := d.Members["mac_address"].(string)
	n := compute.Network{ID: network, Label: label, Port: d.ID, MAC: mac, Addresses: []api.Address{}}
	for _, text := range FixedAddresses(d.Members) {
		if addr, bad := netip.ParseAddr(text); bad == nil {
			n.Addresses = append(n.Addresses, address(addr))
		}
	}
	floating, err := m.floatingOf(d.ID)
	if err != nil {
		return err
	}
	n.Addresses = append(n.Addresses, floating...)
	s.Networks = append(s.Networks, n)
	d.Members["device_id"], d.Members["device_owner"], d.Members["status"] = s.ID, "compute:"+tables.Zone, "ACTIVE"
	return m.SaveDocument(PortKind, d)
}

func (m *Model) attachToNetwork(s *compute.Server, nic compute.NIC) error {
	label, err := m.labelOf(nic.Network)
	if err != nil {
		return err
	}
	n := compute.Network{ID: nic.Network, Label: label, Addresses: []api.Address{}}
	if slices.ContainsFunc(s.Networks, func(other compute.Network) bool { return other.ID == n.ID }) {
		n.Port = random.UUID()
		n.MAC = tables.MAC(n.Port)
	}
	subnets, err := m.Subnets(nic.Network)
	if err != nil {
		return err
	}
	if len(subnets) == 0 {
		return fault.BadRequest("Network %s requires a subnet in order to boot instances on.", nic.Network)
	}
	if !nic.Fixed.IsValid() {
		if nic.Fixed, err = m.NextAddress(subnets[0]); err != nil {
			return err
		}
	}
	n.Addresses = append(n.Addresses, address(nic.Fixed))
	s.Networks = append(s.Networks, n)
	return nil
}

// Detach takes a port from a server, and reports whether it had it. The caller saves the server.
func (m *Model) Detach(s *compute.Server, port string) (bool, error) {
	i := slices.IndexFunc(s.Networks, func(n compute.Network) bool { return PortID(s, n) == port })
	if i < 0 {
		return false, nil
	}
	s.Networks = slices.Delete(s.Networks, i, i+1)
	d, err := m.Document(PortKind, port)
	if err != nil || d == nil {
		return true, err
	}
	Release(d.Members)
	return true, m.SaveDocument(PortKind, d)
}

// Release makes a port's members those of one that no device has.
func Release(port map[string]any) {
	port["device_id"], port["device_owner"], port["status"] = "", "", "DOWN"
}

// labelOf is the name of a network.
func (m *Model) labelOf(network string) (string, error) {
	if slices.Contains(m.Tables.NetworkIDs(), network) {
		return m.Tables.NetworkOf(network, 0).Label, nil
	}
	d, err := m.Document(NetworkKind, network)
	if err != nil || d == nil {
		return "", err
	}
	name, _ := d.Members["name"].(string)
	return cmp.Or(name, network), nil
}

// FixedAddresses are the addresses of a port's document.
func FixedAddresses(port map[string]any) (all []string) {
	fixed, _ := port["fixed_ips"].([]any)
	for _, item := range fixed {
		if f, ok := item.(map[string]any); ok {
			text, _ := f["ip_address"].(string)
			all = append(all, text)
		}
	}
	return all
}

// SetFloating makes a floating address lead to the server that has a port, or, without a port, to none.
//
//go:noinline
func (m *Model) SetFloating(addr, port string) error {
	return m.eachServer(func(s *compute.Server) error {
		if !lead(s, addr, port) {
			return nil
		}
		return m.SaveServer(s)
	})
}

// lead gives a server a floating address at a port, or takes it away at the others, and reports whether that changed anything.
func lead(s *compute.Server, addr, port string) (changed bool) {
	for i := range s.Networks {
		n := &s.Networks[i]
		has := slices.IndexFunc(n.Addresses, func(a api.Address) bool { return a.Addr == addr && len(a.Extra) > 0 })
		switch wanted := PortID(s, *n) == port; {
		case wanted && has < 0:
			n.Addresses = append(slices.Clip(n.Addresses), floatingAddress(addr))
			changed = true
		case !wanted && has >= 0:
			n.Addresses = slices.Delete(slices.Clone(n.Addresses), has, has+1)
			changed = true
		}
	}
	return changed
}

// floatingOf are the floating addresses that lead to a port.
func (m *Model) floatingOf(port string) (all []api.Address, err error) {
	made, err := m.Documents(FloatingIPKind)
	for _, d := range made {
		if addr, _ := d.Members["floating_ip_address"].(string); d.Members["port_id"] == port {
			all = append(all, floatingAddress(addr))
		}
	}
	return all, err
}

// address is an address of a network.
func address(a netip.Addr) api.Address {
	return api.Address{Version: map[bool]int{true: 4, false: 6}[a.Is4()], Addr: a.String()}
}

// floatingAddress is an address that leads to one of a network.
func floatingAddress(addr string) api.Address {
	return api.Address{Version: 4, Addr: addr, Extra: jsontext.Value(`{"OS-EXT-IPS:type":"floating"}`)}
}
