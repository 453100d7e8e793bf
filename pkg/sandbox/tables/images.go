package tables

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

//go:embed data/images.tsv
var imageTable string

//go:embed data/retired.tsv
var retiredTable string

// provided turns the provider's images into what requests see. A row is an image, and a column from the ninth on a key of its metadata.
func provided(table string) []*compute.Image {
	names, rows := split(table)
	var images []*compute.Image
	for cells := range rows {
		created, _ := api.ParseTime(cells[2]) // TestImageDocument compares them
		updated, _ := api.ParseTime(cells[3])
		images = append(images, &compute.Image{
			ID: cells[0], Name: cells[1], Created: created, Updated: updated, MinDisk: int(mustNumber(cells[4])), MinRAM: int(mustNumber(cells[5])),
			Size: mustNumber(cells[6]), DiskConfig: cells[7], Metadata: pairs(names[8:], cells[8:]), State: compute.ImageState{Status: "ACTIVE", Progress: 100}, Provided: true,
		})
	}
	return images
}

// BaseImages are the provider's images, latest first, and RetiredImages those that lists no longer name though servers can still
// be made of them (data/README.md). Both are shared: don't write to them.
var (
	BaseImages    = sync.OnceValue(func() []*compute.Image { return provided(imageTable) })
	RetiredImages = sync.OnceValue(func() []*compute.Image { return provided(retiredTable) })
)
