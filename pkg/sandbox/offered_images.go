package sandbox

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/images.json
var imageData []byte

//go:embed data/retired.json
var retiredData []byte

// provided turns the provider's images into what requests see.
func provided(data []byte) []*image {
	var images []*image
	for _, d := range mustDecode[api.Image](data) {
		created, _ := api.ParseTime(d.Created) // TestImageDocument compares them
		updated, _ := api.ParseTime(d.Updated)
		images = append(images, &image{
			ID: d.ID, Name: d.Name, Created: created, Updated: updated, DiskConfig: d.DiskConfig, MinDisk: *d.MinDisk, MinRAM: *d.MinRAM,
			Size: *d.Size, Metadata: d.Metadata, State: imageState{d.Status, *d.Progress}, Provided: true,
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
