package model

import (
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Volume finds a volume of the tenant's by id, in lower case.
func (m *Model) Volume(id string) (compute.Volume, bool) {
	i := slices.IndexFunc(m.Tables.Volumes, func(v compute.Volume) bool { return v.ID == id && v.Tenant == m.Tenant })
	if i < 0 {
		return compute.Volume{}, false
	}
	return m.Tables.Volumes[i], true
}

// ClaimVolume gives a volume of the tenant's to a server, unless another one has it, or it itself.
func (m *Model) ClaimVolume(id string, s *compute.Server) error {
	if _, known := m.Volume(id); !known {
		return fault.NotFound("The resource could not be found.")
	}
	holder, _, err := m.VolumeHolder(id)
	if err != nil {
		return err
	}
	if holder != nil {
		return fault.BadRequest("Invalid volume: status must be 'available'")
	}
	return m.Tx.Put(volumeBucket, m.KeyPrefix()+id, []byte(s.ID))
}

// VolumeHolder returns the server that has a volume, and the index of the volume among its attachments; nil where none has it.
func (m *Model) VolumeHolder(id string) (*compute.Server, int, error) {
	last := string(m.Tx.Get(volumeBucket, m.KeyPrefix()+id))
	if last == "" {
		return nil, -1, nil
	}
	s, err := m.Server(last)
	if err != nil || s == nil || !s.Deleted.IsZero() {
		return nil, -1, err
	}
	i := s.Attachments.IndexOf(id)
	if i < 0 {
		return nil, -1, nil
	}
	return s, i, nil
}
