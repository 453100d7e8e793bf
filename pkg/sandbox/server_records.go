package sandbox

import (
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
)

// Server reads a server, deleted or not; nil if there is none.
func (m *Model) Server(id string) (*server, error) {
	record := m.Tx.Get(serverBucket, m.KeyPrefix()+strings.ToLower(id))
	if record == nil {
		return nil, nil
	}
	return m.ServerOf(record)
}

// ServerOf returns the server of a record.
func (m *Model) ServerOf(record []byte) (*server, error) {
	s := &server{}
	if err := json.Unmarshal(record, s); err != nil {
		return nil, err
	}
	s.advanceTo(m.Now)
	return s, nil
}

// FindServer reads a server unless it is deleted. What is missing is a 404; how that is said differs from one resource to the next
// (errors.tsv).
func (m *Model) FindServer(id, missing string) (*server, error) {
	s, err := m.Server(id)
	if err != nil {
		return nil, err
	}
	if s == nil || !s.Deleted.IsZero() {
		return nil, notFound("%s", missing)
	}
	return s, nil
}

// ServerRecords yields the records of the tenant's servers in the order of lists, undecoded, after the marker: the id of a server; "": from
// the first. Those deleted are among them that were since then; none where since is zero. The marker's own key says where it is, so that
// the last page costs no more than the first. A deleted server is as good a marker as any while it is kept: deleting while listing must
// not break the list.
func (m *Model) ServerRecords(marker string, since time.Time) (iter.Seq[[]byte], error) {
	start := ""
	if marker != "" {
		s, err := m.Server(marker)
		if err != nil {
			return nil, err
		}
		if s == nil {
			return nil, errUnknownMarker(marker)
		}
		start = indexKey(m.KeyPrefix(), s.Created, s.ID)
	}
	return func(yield func([]byte) bool) {
		for id := range m.listIDs(serverCollection(), start, since) {
			if record := m.Tx.Get(serverBucket, m.KeyPrefix()+id); record != nil && !yield(record) {
				return
			}
		}
	}, nil
}

// SaveServer writes a server's record.
func (m *Model) SaveServer(s *server) error {
	return m.put(serverCollection().records, m.KeyPrefix()+s.ID, s)
}

// CreateServer makes one server's record and starts its plan.
func (m *Model) CreateServer(spec *createSpec, name string) (*server, error) {
	n, err := nextNumber(m.Tx, "servers")
	if err != nil {
		return nil, err
	}
	s := newServer(spec, name)
	if s.ID == "" {
		s.ID = newUUID()
	}
	s.UserID, s.Created = m.Account.id, m.Now
	s.HostID, s.Networks = hostID(m.KeyPrefix(), n), m.Tables.attach(spec.networks, n)
	s.Networks.fix(spec.fixed)
	if err := m.bootVolumes(s, spec.volumes); err != nil {
		return nil, err
	}
	m.begin(s, building)
	if err := m.SaveServer(s); err != nil {
		return nil, err
	}
	return s, m.addToIndex(serverCollection(), s.ID, s.Created)
}

// bootVolumes attaches the volumes of a create to a new server: they are there from the beginning.
func (m *Model) bootVolumes(s *server, ids []string) error {
	for _, id := range ids {
		if err := m.ClaimVolume(id, s); err != nil {
			return badRequest("Block Device Mapping is Invalid: failed to get volume %s.", id)
		}
		device, err := s.Attachments.device("")
		if err != nil {
			return err
		}
		if len(s.Attachments) == 0 && s.ImageID == "" {
			device = "/dev/xvda"
		}
		s.Attachments = append(s.Attachments, attachment{VolumeID: id, Device: device, Ready: m.Now})
	}
	return nil
}

// Begin starts an operation if the server's state allows it, and keeps the server.
func (m *Model) Begin(s *server, o operation) error {
	if err := s.allow(o); err != nil {
		return err
	}
	m.begin(s, o)
	return m.SaveServer(s)
}

// BeginResize starts a resize if the server's state allows it, and keeps the server.
func (m *Model) BeginResize(s *server, to sizing) error {
	if err := s.allow(resizing); err != nil {
		return err
	}
	s.beginResize(to)
	m.recordEvent(s, resizing.event(), s.plan(resizing, m.Now, m.speed, m.Failure))
	return m.SaveServer(s)
}

// begin starts an operation and notes it among the server's events. It returns when the operation is over.
func (m *Model) begin(s *server, o operation) time.Time {
	end := s.begin(o, m.Now, m.speed, m.FailsWith(o))
	m.recordEvent(s, o.event(), end)
	return end
}

// DeleteServer starts a deletion, in any state (guide 2.1.5), and gives back what the server had of the quota.
func (m *Model) DeleteServer(s *server) error {
	if err := s.allow(deleting); err != nil {
		return err
	}
	end := m.begin(s, deleting)
	if err := m.SaveServer(s); err != nil {
		return err
	}
	if m.FailsWith(deleting) != "" { // it will be there again
		return nil
	}
	return m.DropServer(s, end)
}

// DropServer gives back what a server had of the quota, and notes when it is deleted.
func (m *Model) DropServer(s *server, deleted time.Time) error {
	if err := m.Release(s); err != nil {
		return err
	}
	return m.softDelete(serverCollection(), s.ID, s.Created, deleted)
}

// RecordEvent notes the request's action on a server, which the caller saves.
func (m *Model) RecordEvent(s *server, action string) {
	end := m.After(attachTime)
	if n := len(s.Plan); n > 0 {
		end = s.Plan[n-1].At
	}
	m.recordEvent(s, action, end)
}

// recordEvent notes an action that is over at the time end.
func (m *Model) recordEvent(s *server, action string, end time.Time) {
	e := event{Action: action, Request: m.ID, User: m.Account.id, At: m.Now}
	if m.Failure != "" {
		e.Fails = end
	}
	s.addEvent(e)
}

// FailsWith returns why an operation that begins now will end in ERROR; "" if it won't. Of an image that is made it is the image that fails.
func (m *Model) FailsWith(o operation) string {
	if o == snapshotting {
		return ""
	}
	return m.Failure
}
