package model

import (
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// Server reads a server, deleted or not; nil if there is none.
func (m *Model) Server(id string) (*compute.Server, error) {
	record := m.Tx.Get(ServerBucket, m.KeyPrefix()+strings.ToLower(id))
	if record == nil {
		return nil, nil
	}
	return m.ServerOf(record)
}

// ServerOf returns the server of a record.
func (m *Model) ServerOf(record []byte) (*compute.Server, error) {
	s := &compute.Server{}
	if err := json.Unmarshal(record, s); err != nil {
		return nil, err
	}
	s.AdvanceTo(m.Now)
	return s, nil
}

// FindServer reads a server unless it is deleted. What is missing is a 404; how that is said differs from one resource to the next
// (errors.tsv).
func (m *Model) FindServer(id, missing string) (*compute.Server, error) {
	s, err := m.Server(id)
	if err != nil {
		return nil, err
	}
	if s == nil || !s.Deleted.IsZero() {
		return nil, fault.NotFound("%s", missing)
	}
	return s, nil
}

// ServerRecords yields the ids and records of the tenant's servers in the order of lists, undecoded, after the marker: the id of a server; "": from
// the first. Those deleted are among them that were since then; none where since is zero. The marker's own key says where it is, so that
// the last page costs no more than the first. A deleted server is as good a marker as any while it is kept: deleting while listing must
// not break the list. Names are the only ones that are wanted; nil: any. Others may be among them: it is a matter of how many are read.
func (m *Model) ServerRecords(marker string, since time.Time, names []string) (iter.Seq2[string, []byte], error) {
	start := ""
	if marker != "" {
		s, err := m.Server(marker)
		if err != nil {
			return nil, err
		}
		if s == nil {
			return nil, fault.UnknownMarker(marker)
		}
		start = IndexKey(m.KeyPrefix(), s.Created, s.ID)
	}
	ids := m.listIDs(ServerCollection(), start, since)
	if names != nil && m.Tx.Indexed() {
		ids = m.listNamed(names, start, since)
	}
	prefix := m.KeyPrefix()
	return func(yield func(string, []byte) bool) {
		for id := range ids {
			if record := m.Tx.Get(ServerBucket, prefix+id); record != nil && !yield(id, record) {
				return
			}
		}
	}, nil
}

// SaveServer writes a server's record.
func (m *Model) SaveServer(s *compute.Server) error {
	if err := m.indexName(s); err != nil {
		return err
	}
	return m.put(ServerCollection().Records, m.KeyPrefix()+s.ID, s)
}

// CreateServers creates as many servers of spec as it wants and the quota allows, in the group unless that is nil, and returns the first.
func (m *Model) CreateServers(spec *compute.CreateSpec, group *compute.ServerGroup) (first *compute.Server, err error) {
	n, err := m.Reserve(spec.Flavor, spec.MinCount, spec.MaxCount)
	if err != nil {
		return nil, err
	}
	if err := m.Purge(); err != nil {
		return nil, err
	}
	for i := range n {
		s, err := m.CreateServer(spec, compute.NameOf(spec, i))
		if err == nil {
			err = m.JoinGroup(group, s.ID)
		}
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = s
		}
	}
	return first, nil
}

// CreateServer makes one server's record and starts its plan.
func (m *Model) CreateServer(spec *compute.CreateSpec, name string) (*compute.Server, error) {
	n, err := NextNumber(m.Tx, "servers")
	if err != nil {
		return nil, err
	}
	s := compute.NewServer(spec, name)
	if s.ID == "" {
		s.ID = random.UUID()
	}
	s.UserID, s.Created = m.Account.ID, m.Now
	s.HostID, s.Networks = compute.HostID(m.KeyPrefix(), n), m.Tables.Attach(spec.Networks, n)
	for network, addr := range spec.Fixed {
		if err := m.mayHave(compute.NIC{Network: network, Fixed: addr}); err != nil {
			return nil, err
		}
	}
	s.Networks.Fix(spec.Fixed)
	for _, nic := range spec.NICs {
		if err := m.mayHave(nic); err != nil {
			return nil, err
		}
		if err := m.Attach(s, nic); err != nil {
			return nil, err
		}
	}
	if err := m.bootVolumes(s, spec.Volumes); err != nil {
		return nil, err
	}
	m.begin(s, compute.Building)
	if err := m.SaveServer(s); err != nil {
		return nil, err
	}
	return s, m.addToIndex(ServerCollection(), s.ID, s.Created)
}

// bootVolumes attaches the volumes of a create to a new server: they are there from the beginning.
func (m *Model) bootVolumes(s *compute.Server, ids []string) error {
	for _, id := range ids {
		if err := m.ClaimVolume(id, s); err != nil {
			return fault.BadRequest("Block Device Mapping is Invalid: failed to get volume %s.", id)
		}
		device, err := s.Attachments.Device("")
		if err != nil {
			return err
		}
		if len(s.Attachments) == 0 && s.ImageID == "" {
			device = "/dev/xvda"
		}
		s.Attachments = append(s.Attachments, compute.Attachment{VolumeID: id, Device: device, Ready: m.Now})
	}
	return nil
}

// Begin starts an operation if the server's state allows it, and keeps the server.
func (m *Model) Begin(s *compute.Server, o compute.Operation) error {
	if err := s.Allow(o); err != nil {
		return err
	}
	m.begin(s, o)
	return m.SaveServer(s)
}

// BeginResize starts a resize that succeeds if the server's state allows it, and keeps the server.
func (m *Model) BeginResize(s *compute.Server, to compute.Sizing) error {
	if err := s.Allow(compute.Resizing); err != nil {
		return err
	}
	s.BeginResize(to)
	m.recordEvent(s, compute.Resizing.Event(), s.PlanOperation(compute.Resizing, m.Now, m.Speed, ""), false)
	return m.SaveServer(s)
}

// begin starts an operation and notes it among the server's events. It returns when the operation is over.
func (m *Model) begin(s *compute.Server, o compute.Operation) time.Time {
	end := s.Begin(o, m.Now, m.Speed, m.FailsWith(o))
	m.recordEvent(s, o.Event(), end, o == compute.ResizingFails || m.Failure != "")
	return end
}

// DeleteServer starts a deletion, in any state (guide 2.1.5), and gives back what the server had of the quota.
func (m *Model) DeleteServer(s *compute.Server) error {
	if err := s.Allow(compute.Deleting); err != nil {
		return err
	}
	end := m.begin(s, compute.Deleting)
	if err := m.SaveServer(s); err != nil {
		return err
	}
	if m.FailsWith(compute.Deleting) != "" { // it will be there again
		return nil
	}
	if _, err := m.dropShelved(s); err != nil {
		return err
	}
	return m.DropServer(s, end)
}

// DropServer gives back what a server had of the quota, and notes when it is deleted.
func (m *Model) DropServer(s *compute.Server, deleted time.Time) error {
	if err := m.Release(s); err != nil {
		return err
	}
	return m.softDelete(ServerCollection(), s.ID, s.Created, deleted)
}

// RecordEvent notes the request's action on a server, which the caller saves.
func (m *Model) RecordEvent(s *compute.Server, action string) {
	end := m.After(compute.AttachTime)
	if n := len(s.Plan); n > 0 {
		end = s.Plan[n-1].At
	}
	m.recordEvent(s, action, end, m.Failure != "")
}

// recordEvent notes an action that is over at the time end.
func (m *Model) recordEvent(s *compute.Server, action string, end time.Time, failed bool) {
	e := compute.Event{Action: action, Request: m.ID, User: m.Account.ID, At: m.Now}
	if failed {
		e.Fails = end
	}
	s.AddEvent(e)
}

// FailsWith returns why an operation that begins now will end in ERROR; "" if it won't. Of an image that is made it is the image that fails.
func (m *Model) FailsWith(o compute.Operation) string {
	if o == compute.Snapshotting || o == compute.BackingUp {
		return ""
	}
	return m.Failure
}
