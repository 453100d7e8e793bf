package tables

import (
	"encoding/binary"
	"net/netip"
	"slices"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// IsolatedNetworks are the networks of its own that every account has besides (guide 1.1): those that the guide's examples attach
// to. They can't be made or deleted. Nobody writes to it.
var IsolatedNetworks = []Isolated{
	{"4ebd35cf-bfe7-4d93-b0d8-eb468ce2245a", "backend", 0xc0a80000, 16},  // 192.168.0.0/16; examples 1.6 to 1.10
	{"0ef47ac7-6797-4e01-8a47-ed26ec3aaa56", "database", 0xac100000, 20}, // 172.16.0.0/12; example 2.7
	{"538a112a-34d1-47ff-bf1e-c40639e886e2", "cluster", 0x0a400000, 20},  // 10.64.0.0/12; guide 1.2
}

// The ranges of the two networks that every account shares: public, 198.18.0.0/15 and 2001:db8:780e:510::/64, and private,
// 10.180.0.0/14, as in example 2.14. The bits tell the hosts apart.
const (
	publicBase, publicBits   = 0xc6120000, 17
	serviceBase, serviceBits = 0x0ab40000, 18
)

var publicPrefix = netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0x78, 0x0e, 0x05, 0x10}), 64)

// Isolated is a network whose addresses the cloud gives to servers.
type Isolated struct {
	ID, Label string
	Base      uint32 // its first address
	Bits      int    // how many bits of an address tell its hosts apart
}

// NetworkIDs are the networks that a server can be attached to, in the order in which its document shows them.
//
//go:noinline
func (t *Tables) NetworkIDs() []string {
	ids := []string{api.PublicNet, api.ServiceNet}
	for _, n := range t.Networks {
		ids = append(ids, n.ID)
	}
	return ids
}

// Attach gives server number n addresses on the networks that wanted names. The public ones are from ranges that lead nowhere
// (RFC 2544, RFC 3849), so that nobody's real machine is mistaken for a sandbox's; each number has its own.
func (t *Tables) Attach(wanted []string, n uint64) compute.Networks {
	var attached compute.Networks
	for _, id := range t.NetworkIDs() {
		if slices.Contains(wanted, id) {
			attached = append(attached, t.NetworkOf(id, n))
		}
	}
	return attached
}

// NetworkOf is a network with the addresses of server number n on it.
func (t *Tables) NetworkOf(id string, n uint64) compute.Network {
	switch id {
	case api.PublicNet:
		return compute.Network{ID: id, Label: "public", Addresses: publicAddresses(n)}
	case api.ServiceNet:
		return compute.Network{ID: id, Label: "private", Addresses: []api.Address{{Version: 4, Addr: ipv4(serviceBase, n, serviceBits)}}}
	}
	for _, i := range t.Networks {
		if i.ID == id {
			return compute.Network{ID: id, Label: i.Label, Addresses: []api.Address{{Version: 4, Addr: ipv4(i.Base, n, i.Bits)}}}
		}
	}
	return compute.Network{ID: id}
}

func publicAddresses(n uint64) []api.Address {
	var six [16]byte
	copy(six[:], publicPrefix.Addr().AsSlice())
	binary.BigEndian.PutUint64(six[8:], 0xbe764efffe000000+n) // as a network card's address would make it
	return []api.Address{
		{Version: 4, Addr: ipv4(publicBase, n, publicBits)},
		{Version: 6, Addr: netip.AddrFrom16(six).StringExpanded()}, // written in full, as in example 2.14
	}
}

// ipv4 is the n-th host address of a range with so many host bits, going round at its end; .0 and .255 are left out.
func ipv4(base uint32, n uint64, bits int) string {
	block, host := n/254, n%254+1
	offset := uint32(block<<8|host) & (1<<bits - 1)
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], base|offset)
	return netip.AddrFrom4(four).String()
}
