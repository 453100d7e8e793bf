package server

import (
	"cmp"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/pkg/api"
)

// reach is where a server answers: its access address, a public one or a floating one, IPv4 before IPv6; else any. "" is nowhere.
func reach(s *api.Server) string {
	public := network("public")
	return cmp.Or(
		cell.Text(s.AccessIPv4), first(s, public, version(4)), first(s, floating, version(4)),
		cell.Text(s.AccessIPv6), first(s, public, version(6)),
		first(s, version(4)), first(s),
	)
}

// reach6 is reach where it must be IPv6.
func reach6(s *api.Server) string {
	return cmp.Or(cell.Text(s.AccessIPv6), first(s, network("public"), version(6)), first(s, version(6)))
}

// where says of an address whether it will do.
type where func(label string, a api.Address) bool

func network(label string) where {
	return func(l string, _ api.Address) bool { return l == label }
}

func version(n int) where {
	return func(_ string, a api.Address) bool { return a.Version == n }
}

// floating is an address that a Nova of today maps to a private one: its networks have any label.
func floating(_ string, a api.Address) bool {
	var more struct {
		Type string `json:"OS-EXT-IPS:type"`
	}
	return len(a.Extra) > 0 && api.Unmarshal(a.Extra, &more) == nil && more.Type == "floating"
}

// first is the first address that all of will do for.
func first(s *api.Server, all ...where) string {
	for _, n := range s.Addresses {
	next:
		for _, a := range n.Addresses {
			for _, does := range all {
				if !does(n.Label, a) {
					continue next
				}
			}
			return a.Addr
		}
	}
	return ""
}
