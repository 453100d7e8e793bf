package sandbox

import "time"

// effect is what a step does to a server besides changing its state.
type effect string

const (
	placed    effect = "placed"    // it has a host and addresses
	reachable effect = "reachable" // its access addresses are known
	gone      effect = "gone"      // it is deleted
	flavored  effect = "flavored"  // it has the flavor of its resize
	confirmed effect = "confirmed" // its resize is over: there is no way back
	reverted  effect = "reverted"  // it has its old flavor again
)

// applyEffect lets an effect happen at the time at.
func (s *server) applyEffect(e effect, at time.Time) {
	switch e {
	case placed:
		s.Placed = true
	case reachable:
		s.reach()
	case gone:
		s.Deleted = at
	case flavored:
		s.FlavorID, s.DiskConfig = s.Resize.To.FlavorID, s.Resize.To.DiskConfig
	case confirmed:
		s.Resize = nil
	case reverted:
		s.FlavorID, s.DiskConfig, s.Resize = s.Resize.From.FlavorID, s.Resize.From.DiskConfig, nil
	}
}

// resize is what a resize changes, kept until it is confirmed (guide 2.3.4).
type resize struct {
	From sizing `json:"from"`
	To   sizing `json:"to"`
	Back bool   `json:"back,omitzero"` // it is being reverted, or was when the server failed or was deleted
}

// sizing is what a resize may change of a server.
type sizing struct {
	FlavorID   string `json:"flavor"`
	DiskConfig string `json:"disk_config"`
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
