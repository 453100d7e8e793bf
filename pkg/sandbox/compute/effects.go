package compute

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
func (s *Server) applyEffect(e effect, at time.Time) {
	switch e {
	case placed:
		s.Placed = true
	case reachable:
		s.Launched = at
		s.reach()
	case gone:
		s.Deleted = at
	case flavored:
		s.resizeTo(s.resizing().To)
	case confirmed:
		s.Resize = nil
	case reverted:
		s.resizeTo(s.resizing().From)
		s.Resize = nil
	}
}

// Resize is what a resize changes, kept until it is confirmed (guide 2.3.4).
type Resize struct {
	From Sizing `json:"from"`
	To   Sizing `json:"to"`
	Back bool   `json:"back,omitzero"` // it is being reverted, or was when the server failed or was deleted
}

// BeginResize notes what a resize changes. It is the one way into it: every server that is resized has something to go back to.
func (s *Server) BeginResize(to Sizing) {
	s.Resize = &Resize{From: s.Sizing(), To: to}
}

// GoBack notes that the resize is being reverted, and returns it.
func (s *Server) GoBack() Resize {
	r := s.resizing()
	r.Back = true
	s.Resize = &r
	return r
}

// resizing is the resize that the server is in; one that changes nothing where it is in none.
func (s *Server) resizing() Resize {
	if s.Resize == nil {
		return Resize{From: s.Sizing(), To: s.Sizing()}
	}
	return *s.Resize
}

// Sizing is what the server has of what a resize may change.
//
//go:noinline
func (s *Server) Sizing() Sizing { return Sizing{FlavorID: s.FlavorID, DiskConfig: s.DiskConfig} }

func (s *Server) resizeTo(to Sizing) { s.FlavorID, s.DiskConfig = to.FlavorID, to.DiskConfig }

// Sizing is what a resize may change of a server.
type Sizing struct {
	FlavorID   string `json:"flavor"`
	DiskConfig string `json:"disk_config"`
}

// reach fills the access addresses that the user didn't set with those of the public network (guide 2.1.2.4). They are empty until
// the server is ready to use (guide 2.1.3).
func (s *Server) reach() {
	for _, a := range s.Networks.addresses("public") {
		switch {
		case a.Version == 4 && s.AccessIPv4 == "":
			s.AccessIPv4 = a.Addr
		case a.Version == 6 && s.AccessIPv6 == "":
			s.AccessIPv6 = a.Addr
		}
	}
}
