package model

import (
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Volume finds a volume of the tenant's by id, in lower case.
func (m *Model) Volume(id string) (compute.Volume, bool) {
	i := slices.IndexFunc(m.Tables.Volumes, func(v compute.Volume) bool { return v.ID == id && v.Tenant == m.Tenant })
	if i >= 0 {
		return m.Tables.Volumes[i], true
	}
	d, err := m.Document(VolumeKind, id)
	if err != nil || d == nil {
		return compute.Volume{}, false
	}
	return volumeOf(m.Tenant, d), true
}

// VolumeKind is the kind of the documents that are volumes which a tenant made.
const VolumeKind = "volume"

func volumeOf(tenant string, d *Document) compute.Volume {
	name, _ := d.Members["name"].(string)
	size, _ := d.Members["size"].(float64)
	return compute.Volume{ID: d.ID, Tenant: tenant, Name: name, Size: int(size), Made: d.Members, Created: d.Created, Status: d.Status, Until: d.Until}
}

// Volumes are the tenant's: those of the tables, and those that it made, the oldest first.
func (m *Model) Volumes() (all []compute.Volume, err error) {
	for _, v := range m.Tables.Volumes {
		if v.Tenant == m.Tenant {
			all = append(all, v)
		}
	}
	made, err := m.Documents(VolumeKind)
	for _, d := range made {
		all = append(all, volumeOf(m.Tenant, d))
	}
	return all, err
}

// ClaimVolume gives a volume of the tenant's to a server, unless another one has it, or it itself, or something is done to it.
func (m *Model) ClaimVolume(id string, s *compute.Server) error {
	v, known := m.Volume(id)
	if !known {
		return fault.NotFound("The resource could not be found.")
	}
	holder, _, err := m.VolumeHolder(id)
	if err != nil {
		return err
	}
	if v.StatusAt(m.Now, holder != nil) != "available" {
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
