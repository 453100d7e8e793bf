package sandbox

import "slices"

// Volume finds a volume of the tenant's by id, in lower case.
func (m *Model) Volume(id string) (Volume, bool) {
	i := slices.IndexFunc(m.Tables.volumes, func(v Volume) bool { return v.ID == id && v.Tenant == m.Tenant })
	if i < 0 {
		return Volume{}, false
	}
	return m.Tables.volumes[i], true
}

// ClaimVolume gives a volume of the tenant's to a server, unless another one has it, or it itself.
func (m *Model) ClaimVolume(id string, s *server) error {
	if _, known := m.Volume(id); !known {
		return notFound("The resource could not be found.")
	}
	holder, _, err := m.VolumeHolder(id)
	if err != nil {
		return err
	}
	if holder != nil {
		return badRequest("Invalid volume: status must be 'available'")
	}
	return m.Tx.Put(volumeBucket, m.KeyPrefix()+id, []byte(s.ID))
}

// VolumeHolder returns the server that has a volume, and the index of the volume among its attachments; nil where none has it.
func (m *Model) VolumeHolder(id string) (*server, int, error) {
	last := string(m.Tx.Get(volumeBucket, m.KeyPrefix()+id))
	if last == "" {
		return nil, -1, nil
	}
	s, err := m.Server(last)
	if err != nil || s == nil || !s.Deleted.IsZero() {
		return nil, -1, err
	}
	i := s.Attachments.indexOf(id)
	if i < 0 {
		return nil, -1, nil
	}
	return s, i, nil
}
