package model

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// Image finds an image, deleted or not; nil if there is none.
func (m *Model) Image(id string) (*compute.Image, error) {
	if i := m.Tables.Image(id); i != nil {
		return i, nil
	}
	i, err := m.snapshot(strings.ToLower(id))
	if err != nil || i != nil {
		return i, err
	}
	return m.sharedImage(strings.ToLower(id))
}

// sharedImage finds an image that another tenant lets this one use; nil if there is none.
func (m *Model) sharedImage(id string) (*compute.Image, error) {
	for _, tenant := range m.Tables.Projects() {
		i := &compute.Image{}
		if found, err := m.get(ImageCollection().Records, KeyPrefix(m.Region, tenant)+id, i); err != nil || found && i.IsFor(m.Tenant) {
			i.AdvanceTo(m.Now)
			return i, err
		}
	}
	return nil, nil
}

// SharedImages are those that other tenants let this one see in its lists.
func (m *Model) SharedImages() (all []*compute.Image, err error) {
	for _, tenant := range m.Tables.Projects() {
		if tenant == m.Tenant {
			continue
		}
		for _, record := range m.Tx.Scan(ImageCollection().Records, KeyPrefix(m.Region, tenant), "") {
			i := &compute.Image{}
			if err := json.Unmarshal(record, i); err != nil {
				return nil, err
			}
			i.AdvanceTo(m.Now)
			accepted := func(member compute.ImageMember) bool { return member.Tenant == m.Tenant && member.Status == "accepted" }
			if i.IsFor(m.Tenant) && (i.Upload.Visible == "public" || slices.ContainsFunc(i.Upload.Members, accepted)) {
				all = append(all, i)
			}
		}
	}
	return all, nil
}

// snapshot reads an image from the store.
func (m *Model) snapshot(id string) (*compute.Image, error) {
	i := &compute.Image{}
	if found, err := m.get(ImageCollection().Records, m.KeyPrefix()+id, i); !found || err != nil {
		return nil, err
	}
	i.AdvanceTo(m.Now)
	return i, nil
}

// FindImage finds an image unless it is deleted. What isn't there is a 404.
func (m *Model) FindImage(id string) (*compute.Image, error) {
	i, err := m.Image(id)
	if err != nil {
		return nil, err
	}
	if i == nil || !i.Exists() {
		return nil, fault.NotFound("Image not found.")
	}
	return i, nil
}

// SaveImage writes an image's record.
func (m *Model) SaveImage(i *compute.Image) error {
	return m.put(ImageCollection().Records, m.KeyPrefix()+i.ID, i)
}

// AddImage writes the record of a new image, and gives it its position in lists.
func (m *Model) AddImage(i *compute.Image) error {
	if err := m.SaveImage(i); err != nil {
		return err
	}
	return m.addToIndex(ImageCollection(), i.ID, i.Created)
}

// DeleteImage removes an image at once (guide 2.6.3). The provider's own are refused as a Nova 26 was recorded to do.
func (m *Model) DeleteImage(id string) error {
	i, err := m.FindImage(id)
	if err != nil {
		return err
	}
	if i.Provided || i.Upload != nil && i.Upload.Owner != m.Tenant {
		return fault.Forbidden("You are not allowed to delete the image.")
	}
	if i.Upload != nil && i.Upload.Protected {
		return fault.Forbidden("Image %s is protected and cannot be deleted.", i.ID)
	}
	i.Delete(m.Now)
	if err := m.SaveImage(i); err != nil {
		return err
	}
	return m.softDelete(ImageCollection(), i.ID, i.Created, m.Now)
}

// ImagesFrom yields the tenant's images, those deleted since then where since isn't zero, and the provider's among them, in the order of
// lists after the marker: the id of an image, deleted or not; "": from the first.
func (m *Model) ImagesFrom(marker string, since time.Time) (iter.Seq2[*compute.Image, error], error) {
	if marker == "" {
		return m.imagesFrom("", since), nil
	}
	i, err := m.Image(marker)
	if err != nil {
		return nil, err
	}
	if i == nil {
		return nil, fault.UnknownMarker(marker)
	}
	return m.imagesFrom(IndexKey(m.KeyPrefix(), i.Created, i.ID), since), nil
}

// imagesFrom is ImagesFrom after the key start.
func (m *Model) imagesFrom(start string, since time.Time) iter.Seq2[*compute.Image, error] {
	key := func(i *compute.Image) string { return IndexKey(m.KeyPrefix(), i.Created, i.ID) }
	return func(yield func(*compute.Image, error) bool) {
		rest := m.Tables.Images()
		for len(rest) > 0 && key(rest[0]) <= start {
			rest = rest[1:]
		}
		for id := range m.listIDs(ImageCollection(), start, since) {
			own, err := m.snapshot(id)
			if err != nil || own == nil {
				yield(nil, err)
				return
			}
			for ; len(rest) > 0 && key(rest[0]) < key(own); rest = rest[1:] {
				if !yield(rest[0], nil) {
					return
				}
			}
			if !yield(own, nil) {
				return
			}
		}
		for _, i := range rest {
			if !yield(i, nil) {
				return
			}
		}
	}
}

// Snapshot makes an image of a server.
func (m *Model) Snapshot(s *compute.Server, name string, pairs api.Metadata) (*compute.Image, error) {
	if err := m.Purge(); err != nil {
		return nil, err
	}
	source, err := m.Image(s.ImageID)
	if err != nil {
		return nil, err
	}
	if source == nil { // deleted and purged
		source = &compute.Image{ID: s.ImageID}
	}
	f, _ := m.Flavor(s.FlavorID)
	i := s.Snapshot(random.UUID(), name, source, f, pairs)
	i.Begin(m.Now, m.Speed, m.Failure)
	return i, m.AddImage(i)
}
