package sandbox

import "time"

// effect is what a step does to a server besides changing its state.
type effect string

const (
	placed    effect = "placed"    // it has a host and addresses
	reachable effect = "reachable" // its access addresses are known
	gone      effect = "gone"      // it is deleted
)

// take lets an effect happen at the time at.
func (s *server) take(e effect, at time.Time) {
	switch e {
	case placed:
		s.Placed = true
	case reachable:
		s.reach()
	case gone:
		s.Deleted = at
	}
}

// reach fills the access addresses that the user didn't set with those of the public network (guide 2.1.2.4). They are empty until
// the server is ready to use (guide 2.1.3).
func (s *server) reach() {
	for _, a := range s.Networks.addresses("public") {
		switch {
		case a.Version == 4 && s.AccessIPv4 == "":
			s.AccessIPv4 = a.Addr
		case a.Version == 6 && s.AccessIPv6 == "":
			s.AccessIPv6 = a.Addr
		}
	}
}
