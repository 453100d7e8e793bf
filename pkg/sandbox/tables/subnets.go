package tables

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/netip"

	"github.com/novactl/novactl/pkg/api"
)

// Subnet is a range of addresses of a network.
type Subnet struct {
	ID, NetworkID string
	Version       int // of IP
	Prefix        netip.Prefix
}

// Subnets returns the ranges that NetworkOf takes a network's addresses from.
func (t *Tables) Subnets(network string) []Subnet {
	switch network {
	case api.PublicNet:
		return []Subnet{newSubnet(network, ipv4Prefix(publicBase, publicBits)), newSubnet(network, publicPrefix)}
	case api.ServiceNet:
		return []Subnet{newSubnet(network, ipv4Prefix(serviceBase, serviceBits))}
	}
	for _, n := range t.Networks {
		if n.ID == network {
			return []Subnet{newSubnet(network, ipv4Prefix(n.Base, n.Bits))}
		}
	}
	return nil
}

func newSubnet(network string, p netip.Prefix) Subnet {
	version := 6
	if p.Addr().Is4() {
		version = 4
	}
	return Subnet{ID: DerivedID(network + p.String()), NetworkID: network, Version: version, Prefix: p}
}

// DerivedID returns an id in the form of a UUID that follows from what it names, so that every process gives it the same.
//
//go:noinline
func DerivedID(of string) string {
	sum := sha256.Sum256([]byte(of))
	sum[6], sum[8] = sum[6]&0x0f|0x40, sum[8]&0x3f|0x80 // as a random UUID has them
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func ipv4Prefix(base uint32, hostBits int) netip.Prefix {
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], base)
	return netip.PrefixFrom(netip.AddrFrom4(four), 32-hostBits)
}
