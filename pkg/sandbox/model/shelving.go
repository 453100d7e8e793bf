package model

import "github.com/novactl/novactl/pkg/sandbox/compute"

// Shelve starts to shelve a server if its state allows that. Its disk is kept as an image until it is unshelved or deleted.
func (m *Model) Shelve(s *compute.Server) error {
	if err := m.Begin(s, compute.Shelving); err != nil || s.ImageID == "" {
		return err
	}
	i, err := m.Snapshot(s, s.Name+"-shelved", nil)
	if err != nil {
		return err
	}
	s.ShelvedImage = i.ID
	return m.SaveServer(s)
}

// Unshelve starts to unshelve a server if its state allows that. Where the image that its disk was kept as is gone, it ends in ERROR at once (fact 93).
func (m *Model) Unshelve(s *compute.Server) error {
	if err := s.Allow(compute.Unshelving); err != nil {
		return err
	}
	image := s.ShelvedImage
	there, err := m.dropShelved(s)
	switch {
	case err != nil:
		return err
	case !there:
		s.FailUnshelve(image, m.Now)
		m.recordEvent(s, compute.Unshelving.Event(), m.Now, true)
	default:
		m.begin(s, compute.Unshelving)
	}
	return m.SaveServer(s)
}

// dropShelved deletes the image that a shelved server's disk is kept as, and reports whether it was there. Where there never was one, that is well.
func (m *Model) dropShelved(s *compute.Server) (there bool, err error) {
	if s.ShelvedImage == "" {
		return true, nil
	}
	i, err := m.Image(s.ShelvedImage)
	if s.ShelvedImage = ""; err != nil || i == nil || !i.Exists() {
		return false, err
	}
	return true, m.DeleteImage(i.ID)
}
