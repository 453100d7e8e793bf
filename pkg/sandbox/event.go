package sandbox

import (
	"slices"
	"time"
)

// event is what somebody did to a server: os-instance-actions, which the guide leaves out. Members and order are recorded from a Nova 26
// (sub-instance-actions.json).
type event struct {
	Action  string    `json:"action"`
	Request string    `json:"request"`
	User    string    `json:"user"`
	At      time.Time `json:"at"`
	Fails   time.Time `json:"fails,omitzero"` // from then on it is known to have failed
}

// maxEvents bounds what a server's record keeps. A real cloud keeps all.
const maxEvents = 200

// event is the operation's name among the events of a server.
func (o operation) event() string {
	if name := operations[o].name; name != "" {
		return name
	}
	return string(o)
}

// addEvent notes what was done to the server. The oldest are dropped where there are too many.
func (s *server) addEvent(e event) {
	s.Events = append(s.Events, e)
	if more := len(s.Events) - maxEvents; more > 0 {
		s.Events = slices.Delete(s.Events, 0, more)
	}
}
