package sandbox

import (
	_ "embed"
	"strings"
	"sync"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/images.json
var imageData []byte

// baseImages are the provider's images, latest first (data/README.md). The slice is shared: don't write to it.
var baseImages = sync.OnceValue(func() []api.Image { return mustDecode[api.Image](imageData) })

func imageOf(id string) (api.Image, bool) {
	for _, i := range baseImages() {
		if strings.EqualFold(i.ID, id) {
			return i, true
		}
	}
	return api.Image{}, false
}

// listImages lists ids, names and links (guide 2.6.1).
func listImages(c *call) (*answer, error) {
	return c.listImages("images", func(i api.Image) api.Image { return api.Image{ID: i.ID, Name: i.Name} })
}

// listImagesDetail lists all of every image (guide 2.6.1).
func listImagesDetail(c *call) (*answer, error) {
	return c.listImages("images/detail", func(i api.Image) api.Image { return i })
}

func (c *call) listImages(path string, view func(api.Image) api.Image) (*answer, error) {
	p, err := c.page()
	if err != nil {
		return nil, err
	}
	since, err := c.changesSince()
	if err != nil {
		return nil, err
	}
	var fitting []api.Image
	for _, i := range baseImages() {
		if c.fitsImage(i, since) {
			fitting = append(fitting, i)
		}
	}
	fitting, err = cut(fitting, func(i api.Image) string { return i.ID }, p)
	if err != nil {
		return nil, err
	}
	items, last := []api.Image{}, ""
	for _, i := range fitting {
		items, last = append(items, c.withImageLinks(view(i))), i.ID
	}
	return ok(collection("images", items, c.next(path, len(items), last, p))), nil
}

// fitsImage applies the filters of guide 2.6.1, and the two minimums that Nova has besides.
func (c *call) fitsImage(i api.Image, since time.Time) bool {
	var server string
	if i.Server != nil {
		server = i.Server.ID
	}
	kind, _ := i.Metadata.Get("image_type")
	updated, err := api.ParseTime(i.Updated)
	return c.wants("name", i.Name) &&
		c.wantsFold("status", i.Status) &&
		c.wantsFold("type", kind) &&
		(!c.query.Has("server") || lastSegment(c.query.Get("server")) == server) &&
		(since.IsZero() || err == nil && !updated.Before(since)) &&
		*i.MinDisk >= c.number("minDisk") && *i.MinRAM >= c.number("minRam")
}

// wants reports whether a filter is not there, or is the value.
func (c *call) wants(parameter, value string) bool {
	filter := c.query.Get(parameter)
	return filter == "" || filter == value
}

// wantsFold is wants in any case: the guide writes type=BASE for the image_type "base".
func (c *call) wantsFold(parameter, value string) bool {
	filter := c.query.Get(parameter)
	return filter == "" || strings.EqualFold(filter, value)
}

// withImageLinks adds the links: self, bookmark, and the image service's own (guide 1.5).
func (c *call) withImageLinks(i api.Image) api.Image {
	i.Links = append(c.links("images", i.ID), api.Link{
		Rel: "alternate", Href: c.bookmarkURL("images", i.ID), Type: "application/vnd.openstack.image",
	})
	return i
}

// showImage answers with all of an image (guide 2.6.2).
func showImage(c *call) (*answer, error) {
	i, found := imageOf(c.arg("id"))
	if !found {
		return nil, notFound("Image not found.")
	}
	return ok(resource("image", c.withImageLinks(i))), nil
}
