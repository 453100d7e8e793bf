package compute

import (
	"slices"
	"time"
)

// Event is what somebody did to a server: os-instance-actions, which the guide leaves out. Members and order are recorded from a Nova 26
// (sub-instance-actions.json).
type Event struct {
	Action  string    `json:"action"`
	Request string    `json:"request"`
	User    string    `json:"user"`
	At      time.Time `json:"at"`
	Fails   time.Time `json:"fails,omitzero"` // from then on it is known to have failed
}

// MaxEvents bounds what a server's record keeps. A real cloud keeps all.
const MaxEvents = 200

// Event is the operation's name among the events of a server.
func (o Operation) Event() string {
	if name := ruleOf(o).name; name != "" {
		return name
	}
	return string(o)
}

// AddEvent notes what was done to the server. The oldest are dropped where there are too many.
func (s *Server) AddEvent(e Event) {
	s.Events = append(s.Events, e)
	if more := len(s.Events) - MaxEvents; more > 0 {
		s.Events = slices.Delete(s.Events, 0, more)
	}
}
