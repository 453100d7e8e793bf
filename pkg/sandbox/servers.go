package sandbox

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json"

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

// loadServer reads a server, deleted or not, as it is at the request's time; nil if there is none.
func (c *requestContext) loadServer(id string) (*server, error) {
	record := c.tx.Get(serverBucket, c.keyPrefix()+id)
	if record == nil {
		return nil, nil
	}
	return c.serverOf(record)
}

// serverOf is the server of a record, as it is at the request's time.
func (c *requestContext) serverOf(record []byte) (*server, error) {
	s := &server{}
	if err := json.Unmarshal(record, s); err != nil {
		return nil, err
	}
	s.advanceTo(c.now)
	return s, nil
}

// findServer reads the server that the path names. One that is deleted is not found; how that is said differs from one resource
// to the next (errors.tsv).
func (c *requestContext) findServer(missing string) (*server, error) {
	s, err := c.loadServer(strings.ToLower(c.arg("id")))
	if err != nil {
		return nil, err
	}
	if s == nil || !s.Deleted.IsZero() {
		return nil, notFound("%s", missing)
	}
	return s, nil
}

// saveServer writes a server's record.
func (c *requestContext) saveServer(s *server) error {
	return c.saveRecord(serverCollection(), s.ID, s)
}

// showServer answers with all of a server (guide 2.1.3).
func showServer(c *requestContext) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	return ok(documentBody("server", c.serverDetail(s))), nil
}

// deleteServer starts a deletion, in any state (guide 2.1.5). One that is on its way already goes on as it was.
func deleteServer(c *requestContext) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	done := noContent()
	if s.State.Task == "deleting" && len(s.Plan) > 0 {
		return done, nil
	}
	if err := s.allow(deleting); err != nil {
		return nil, err
	}
	s.begin(deleting, c.now, c.cloud.speed, c.failsWith(deleting))
	c.record(s, deleting.event())
	if err := c.saveServer(s); err != nil {
		return nil, err
	}
	if c.failsWith(deleting) != "" { // it will be there again
		return done, nil
	}
	if err := c.release(s); err != nil {
		return nil, err
	}
	return done, c.softDelete(serverCollection(), s.ID, s.Created, s.Plan[len(s.Plan)-1].At)
}
