package tables

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

//go:embed data/images.json
var imageData []byte

//go:embed data/retired.json
var retiredData []byte

// provided turns the provider's images into what requests see.
func provided(data []byte) []*compute.Image {
	var images []*compute.Image
	for _, d := range mustDecode[api.Image](data) {
		created, _ := api.ParseTime(d.Created) // TestImageDocument compares them
		updated, _ := api.ParseTime(d.Updated)
		images = append(images, &compute.Image{
			ID: d.ID, Name: d.Name, Created: created, Updated: updated, DiskConfig: d.DiskConfig, MinDisk: *d.MinDisk, MinRAM: *d.MinRAM,
			Size: *d.Size, Metadata: d.Metadata, State: compute.ImageState{Status: d.Status, Progress: *d.Progress}, Provided: true,
		})
	}
	return images
}

// BaseImages are the provider's images, latest first, and RetiredImages those that lists no longer name though servers can still
// be made of them (data/README.md). Both are shared: don't write to them.
var (
	BaseImages    = sync.OnceValue(func() []*compute.Image { return provided(imageData) })
	RetiredImages = sync.OnceValue(func() []*compute.Image { return provided(retiredData) })
)
