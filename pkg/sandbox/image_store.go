package sandbox

import (
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// image is an image as requests see it: one of the provider's, or one that the store keeps because it was made of a server.
type image struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	ServerID   string       `json:"server,omitzero"`
	Created    time.Time    `json:"created"`
	Updated    time.Time    `json:"updated"`
	Deleted    time.Time    `json:"deleted,omitzero"`
	DiskConfig string       `json:"disk_config"`
	MinDisk    int          `json:"min_disk"` // GB
	MinRAM     int          `json:"min_ram"`  // MB
	Size       int64        `json:"size"`     // bytes
	Metadata   api.Metadata `json:"metadata"`
	State      imageState   `json:"state"`
	Plan       []imageStep  `json:"plan,omitzero"`
	Fault      *fault       `json:"fault,omitzero"` // why it is in ERROR
	base       bool         // the provider's
}

// imageState is where an image is in its life.
type imageState struct {
	Status   string `json:"status"`
	Progress int    `json:"progress"` // percent
}

type imageStep struct {
	At    time.Time  `json:"at"`
	State imageState `json:"state"`
}

// advanceTo takes the steps that are due by now, as a server's does.
func (i *image) advanceTo(now time.Time) {
	for len(i.Plan) > 0 && !i.Plan[0].At.After(now) {
		i.State, i.Updated = i.Plan[0].State, i.Plan[0].At
		i.Plan = i.Plan[1:]
	}
}

// exists reports an image that isn't deleted.
func (i *image) exists() bool { return i.Deleted.IsZero() }

// provided turns the provider's images into what requests see.
func provided(data []byte) []*image {
	var images []*image
	for _, d := range mustDecode[api.Image](data) {
		created, _ := api.ParseTime(d.Created) // TestImageDocument compares them
		updated, _ := api.ParseTime(d.Updated)
		images = append(images, &image{
			ID: d.ID, Name: d.Name, Created: created, Updated: updated, DiskConfig: d.DiskConfig, MinDisk: *d.MinDisk, MinRAM: *d.MinRAM,
			Size: *d.Size, Metadata: d.Metadata, State: imageState{d.Status, *d.Progress}, base: true,
		})
	}
	return images
}

// baseImages are the provider's images, latest first, and retiredImages those that lists no longer name though servers can still
// be made of them (data/README.md). Both are shared: don't write to them.
var (
	baseImages    = sync.OnceValue(func() []*image { return provided(imageData) })
	retiredImages = sync.OnceValue(func() []*image { return provided(retiredData) })
)

// loadImage finds an image, deleted or not; nil if there is none.
func (c *requestContext) loadImage(id string) (*image, error) {
	if i := c.tables.image(id); i != nil {
		return i, nil
	}
	return c.loadSnapshot(strings.ToLower(id))
}

// loadSnapshot reads an image from the store.
func (c *requestContext) loadSnapshot(id string) (*image, error) {
	i := &image{}
	if found, err := c.loadRecord(imageCollection(), id, i); !found || err != nil {
		return nil, err
	}
	i.advanceTo(c.now)
	return i, nil
}

// findImage finds the image that the path names, unless it is deleted.
func (c *requestContext) findImage() (*image, error) {
	i, err := c.loadImage(c.arg("id"))
	if err != nil {
		return nil, err
	}
	if i == nil || !i.exists() {
		return nil, notFound("Image not found.")
	}
	return i, nil
}

// saveImage writes an image's record.
func (c *requestContext) saveImage(i *image) error { return c.saveRecord(imageCollection(), i.ID, i) }

// imagesFrom yields the tenant's images, those deleted since then where since isn't zero, and the provider's among them, in the order of
// lists after the key start.
func (c *requestContext) imagesFrom(start string, since time.Time) iter.Seq2[*image, error] {
	key := func(i *image) string { return indexKey(c.keyPrefix(), i.Created, i.ID) }
	return func(yield func(*image, error) bool) {
		rest := c.tables.images()
		for len(rest) > 0 && key(rest[0]) <= start {
			rest = rest[1:]
		}
		for id := range c.listIDs(imageCollection(), start, since) {
			own, err := c.loadSnapshot(id)
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
