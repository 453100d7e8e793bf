package sandbox

import (
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// server is a server as the store keeps it. What requests show of it is brought up to date first (advanceTo).
type server struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	UserID      string       `json:"user_id"`
	ImageID     string       `json:"image"` // "": booted from a volume
	FlavorID    string       `json:"flavor"`
	Created     time.Time    `json:"created"`
	Updated     time.Time    `json:"updated"`
	Deleted     time.Time    `json:"deleted,omitzero"`
	DiskConfig  string       `json:"disk_config"`
	AccessIPv4  string       `json:"access4,omitzero"`
	AccessIPv6  string       `json:"access6,omitzero"`
	Metadata    api.Metadata `json:"metadata"`
	KeyName     string       `json:"key_name,omitzero"`
	Zone        string       `json:"zone,omitzero"`
	Groups      []string     `json:"groups,omitzero"` // security groups
	HostID      string       `json:"host"`
	Networks    networks     `json:"networks"`
	Placed      bool         `json:"placed,omitzero"` // host and addresses may be shown
	Locked      bool         `json:"locked,omitzero"` // most operations are refused
	State       serverState  `json:"state"`
	Plan        []planStep   `json:"plan,omitzero"`
	Fault       *fault       `json:"fault,omitzero"`  // why it is in ERROR
	Resize      *resize      `json:"resize,omitzero"` // until it is confirmed or reverted
	Attachments attachments  `json:"attachments,omitzero"`
	Events      []event      `json:"events,omitzero"` // what was done to it, the oldest first
}

// fault is why a server or an image is in ERROR (guide 1.11.2).
type fault struct {
	Code    int       `json:"code"`
	Message string    `json:"message"`
	Created time.Time `json:"created"`
}

// document is the fault as it is shown: without details, as a 500 is (fact 20).
func (f *fault) document() *api.Fault {
	return &api.Fault{Code: f.Code, Message: f.Message, Created: api.FormatTime(f.Created)}
}

func newFault(message string, at time.Time) *fault {
	if message == "" {
		message = uncaught
	}
	return &fault{Code: 500, Message: message, Created: at}
}

// securityGroups are a server's as its document has them.
func (s *server) securityGroups() []api.SecurityGroup {
	var all []api.SecurityGroup
	for _, name := range s.Groups {
		all = append(all, api.SecurityGroup{Name: name})
	}
	return all
}

// Set puts the server into a state of settable, whatever it was doing. For an error the message says why; "": in Nova's words.
func (s *server) Set(next serverState, message string, now time.Time) {
	s.endResize()
	s.State, s.Plan, s.Updated, s.Fault = next, nil, now, nil
	s.Placed = true
	s.reach()
	if next.VM == "error" {
		s.Fault = newFault(message, now)
	}
}

// endResize ends a resize where it was going, so that the server has the flavor that the quota counts.
func (s *server) endResize() {
	switch {
	case s.Resize == nil:
	case s.Resize.Back:
		s.applyEffect(reverted, s.Updated)
	default:
		s.applyEffect(flavored, s.Updated)
		s.applyEffect(confirmed, s.Updated)
	}
}

// countedFlavor is the flavor that the quota counts a server with: that of a resize from when it was accepted, and the old one from when
// the way back was.
func (s *server) countedFlavor() string {
	if r := s.resizing(); !r.Back {
		return r.To.FlavorID
	}
	return s.resizing().From.FlavorID
}

// arrive plans an operation so long before now that its work is done by now. What it still plans is to come.
func (s *server) arrive(o operation, now time.Time, speed float64) {
	for _, g := range operations[o].stages {
		if g.task == none {
			s.plan(o, now.Add(-atSpeed(g.after, speed)), speed, "")
			break
		}
	}
	s.advanceTo(now)
}

// finish carries out the rest of the server's plan.
func (s *server) finish() {
	if n := len(s.Plan); n > 0 {
		s.advanceTo(s.Plan[n-1].At)
	}
}

// newServer returns the server that a create asks for. What the cloud chooses, such as its addresses, is missing.
func newServer(spec *createSpec, name string) *server {
	s := &server{
		ID: spec.id, Name: name, FlavorID: spec.flavor.ID, DiskConfig: spec.diskConfig, AccessIPv4: spec.accessIPv4,
		AccessIPv6: spec.accessIPv6, Metadata: spec.metadata, KeyName: spec.keyName, Zone: spec.zone, Groups: spec.groups,
	}
	if spec.image != nil {
		s.ImageID = spec.image.ID
	}
	return s
}
