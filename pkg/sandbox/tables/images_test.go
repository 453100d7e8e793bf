package tables

import (
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// Every image of the tables is whole: a cell in the wrong column would be a time, a size or a name that nobody else's cloud has.
func TestImages(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for want, images := range map[int][]*compute.Image{36: BaseImages(), 5: RetiredImages()} {
		if len(images) != want {
			t.Errorf("%d images, want %d", len(images), want)
		}
		for _, i := range images {
			base, _ := i.Metadata.Get("image_type")
			if len(i.ID) != 36 || seen[i.ID] || i.Created.IsZero() || i.Updated.Before(i.Created) || i.DiskConfig != "AUTO" && i.DiskConfig != "MANUAL" || base != "base" {
				t.Errorf("%+v", *i)
			}
			seen[i.ID] = true
		}
	}
}
