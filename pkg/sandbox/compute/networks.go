package compute

import (
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"slices"
	"strconv"

	"github.com/novactl/novactl/pkg/api"
)

// Networks are what a server is attached to, in the order in which its document shows them.
type Networks []Network

// Network is a network as a server sees it, with the addresses that the server has there.
type Network struct {
	ID        string        `json:"id"`
	Label     string        `json:"label"`
	Addresses []api.Address `json:"addresses"`
	Port      string        `json:"port,omitzero"` // the id of the port; "": it follows from server and network
	MAC       string        `json:"mac,omitzero"`  // of the port; likewise
}

func (n Networks) addresses(label string) []api.Address {
	for _, net := range n {
		if net.Label == label {
			return net.Addresses
		}
	}
	return nil
}

// Document returns the networks as the addresses of a server.
func (n Networks) Document() api.Addresses {
	doc := api.Addresses{}
	for _, net := range n {
		i := slices.IndexFunc(doc, func(other api.Network) bool { return other.Label == net.Label })
		if i < 0 {
			doc = append(doc, api.Network{Label: net.Label, Addresses: net.Addresses})
			continue
		}
		doc[i].Addresses = slices.Concat(doc[i].Addresses, net.Addresses)
	}
	return doc
}

// Fix gives networks the addresses that were asked for.
func (n Networks) Fix(fixed map[string]netip.Addr) {
	for i := range n {
		ip, wanted := fixed[n[i].ID]
		if !wanted {
			continue
		}
		version := 6
		if ip.Is4() {
			version = 4
		}
		rest := slices.DeleteFunc(slices.Clone(n[i].Addresses), func(a api.Address) bool { return a.Version == version })
		n[i].Addresses = append([]api.Address{{Version: version, Addr: ip.String()}}, rest...)
	}
}

// hosts is how many physical machines a region has. A tenant's servers are spread over them, and hostId tells whether two share one
// (guide 2.1.3).
const hosts = 16

// HostID is unique per account, not globally (guide 2.1.3).
func HostID(prefix string, n uint64) string {
	sum := sha256.Sum224([]byte(prefix + strconv.FormatUint(n%hosts, 10)))
	return hex.EncodeToString(sum[:])
}
