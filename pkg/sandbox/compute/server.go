// Package compute has the records of Compute and their rules: what a create may ask for, which states allow an operation, what it does over
// time, and what it uses of a quota. Values go in and values come out: it knows neither requests nor a store.
//
// A server advances on read. Its record holds what it was and a plan of dated steps (lifecycle.go); whoever looks computes which of them are
// due by now. So there are no timers, and a read writes nothing. What each operation does, and which states allow it, is one table
// (operations.go). A create, a rebuild and an update are read into a CreateSpec, member by member, by the same checks.
package compute

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Server is a server as the store keeps it. What requests show of it is brought up to date first (AdvanceTo).
type Server struct {
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
	Networks    Networks     `json:"networks"`
	Placed      bool         `json:"placed,omitzero"` // host and addresses may be shown
	Locked      bool         `json:"locked,omitzero"` // most operations are refused
	State       ServerState  `json:"state"`
	Plan        []planStep   `json:"plan,omitzero"`
	Fault       *Failure     `json:"fault,omitzero"`  // why it is in ERROR
	Resize      *Resize      `json:"resize,omitzero"` // until it is confirmed or reverted
	Attachments attachments  `json:"attachments,omitzero"`
	Events      []Event      `json:"events,omitzero"` // what was done to it, the oldest first

	Schedule *api.ImageSchedule `json:"image_schedule,omitzero"`

	Launched time.Time `json:"launched,omitzero"` // when it was first ready
	Today              // what v2.1 has besides
}

// Today is what a server has that v2.1's microversions added, and v2 doesn't show.
type Today struct {
	Description  *string        `json:"description,omitzero"`
	Hostname     string         `json:"hostname,omitzero"` // "": made of the name
	LockedReason string         `json:"locked_reason,omitzero"`
	Tags         []string       `json:"tags,omitzero"`
	Shares       attachments    `json:"shares,omitzero"` // of a file system, each by its id, and without a device
	Hints        jsontext.Value `json:"hints,omitzero"`
	ConfigDrive  bool           `json:"config_drive,omitzero"`
	UserData     string         `json:"user_data,omitzero"`
	Pinned       string         `json:"pinned,omitzero"`        // the zone that was asked for
	ShelvedImage string         `json:"shelved_image,omitzero"` // what its disk is kept as while it is shelved
}

// Failure is why a server or an image is in ERROR (guide 1.11.2).
type Failure struct {
	Code    int       `json:"code"`
	Message string    `json:"message"`
	Created time.Time `json:"created"`
}

// Document is the fault as it is shown: without details, as a 500 is (fact 20).
func (f *Failure) Document() *api.Fault {
	return &api.Fault{Code: f.Code, Message: f.Message, Created: api.FormatTime(f.Created)}
}

// NewFailure returns the fault of a server in ERROR; without a message that of an error that nobody caught.
func NewFailure(message string, at time.Time) *Failure {
	if message == "" {
		message = fault.Uncaught
	}
	return &Failure{Code: 500, Message: message, Created: at}
}

// FailUnshelve ends an unshelving whose image is gone as Nova does: in ERROR, with its task for good.
func (s *Server) FailUnshelve(image string, now time.Time) {
	s.Plan, s.Updated = nil, now
	s.State.VM, s.State.Task = "error", "unshelving"
	s.Fault = &Failure{404, "Unshelve attempted but the image " + image + " cannot be found.", now}
}

// SecurityGroups are a server's as its document has them.
func (s *Server) SecurityGroups() []api.SecurityGroup {
	var all []api.SecurityGroup
	for _, name := range s.Groups {
		all = append(all, api.SecurityGroup{Name: name})
	}
	return all
}

// Set puts the server into a state of settable, whatever it was doing. For an error the message says why; "": in Nova's words.
func (s *Server) Set(next ServerState, message string, now time.Time) {
	s.endResize()
	s.State, s.Plan, s.Updated, s.Fault = next, nil, now, nil
	s.Placed = true
	s.reach()
	if next.VM == "error" {
		s.Fault = NewFailure(message, now)
	}
}

// endResize ends a resize where it was going, so that the server has the flavor that the quota counts.
func (s *Server) endResize() {
	switch {
	case s.Resize == nil:
	case s.Resize.Back:
		s.applyEffect(reverted, s.Updated)
	default:
		s.applyEffect(flavored, s.Updated)
		s.applyEffect(confirmed, s.Updated)
	}
}

// CountedFlavor is the flavor that the quota counts a server with: that of a resize from when it was accepted, and the old one from when
// the way back was.
func (s *Server) CountedFlavor() string {
	if r := s.resizing(); !r.Back {
		return r.To.FlavorID
	}
	return s.resizing().From.FlavorID
}

// Arrive plans an operation so long before now that its work is done by now. What it still plans is to come.
func (s *Server) Arrive(o Operation, now time.Time, speed float64) {
	for _, g := range ruleOf(o).stages {
		if g.task == none {
			s.PlanOperation(o, now.Add(-atSpeed(g.after, speed)), speed, "")
			break
		}
	}
	s.AdvanceTo(now)
}

// Finish carries out the rest of the server's plan.
func (s *Server) Finish() {
	if n := len(s.Plan); n > 0 {
		s.AdvanceTo(s.Plan[n-1].At)
	}
}

// NewServer returns the server that a create asks for. What the cloud chooses, such as its addresses, is missing.
func NewServer(spec *CreateSpec, name string) *Server {
	s := &Server{
		ID: spec.ID, Name: name, FlavorID: spec.Flavor.ID, DiskConfig: spec.diskConfig, AccessIPv4: spec.accessIPv4,
		AccessIPv6: spec.AccessIPv6, Metadata: spec.Metadata, KeyName: spec.keyName, Zone: spec.zone, Groups: spec.groups, Today: spec.Today,
	}
	if spec.Image != nil {
		s.ImageID = spec.Image.ID
	}
	return s
}
