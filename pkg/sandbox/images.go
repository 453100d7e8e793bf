package sandbox

import (
	_ "embed"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/images.json
var imageData []byte

//go:embed data/retired.json
var retiredData []byte

// listImages lists ids, names and links (guide 2.6.1).
func listImages(c *requestContext) (*response, error) { return c.listImages("images", c.imageBrief) }

// listImagesDetail lists all of every image (guide 2.6.1).
func listImagesDetail(c *requestContext) (*response, error) {
	return c.listImages("images/detail", c.imageDetail)
}

func (c *requestContext) listImages(path string, view func(*image) api.Image) (*response, error) {
	p, err := c.page()
	if err != nil {
		return nil, err
	}
	since, err := c.changesSince()
	if err != nil {
		return nil, err
	}
	start, err := c.startOfImages(p)
	if err != nil {
		return nil, err
	}
	items, last := []api.Image{}, ""
	for i, err := range c.imagesFrom(start, since) {
		if err != nil {
			return nil, err
		}
		if len(items) < p.limit && c.fitsImage(i, since) {
			items, last = append(items, view(i)), i.ID
		}
		if len(items) == p.limit {
			break
		}
	}
	return ok(listBody("images", items, c.next(path, len(items), last, p))), nil
}

// startOfImages is the list key after which the page begins.
func (c *requestContext) startOfImages(p page) (string, error) {
	if p.marker == "" {
		return "", nil
	}
	i, err := c.loadImage(p.marker)
	if err != nil {
		return "", err
	}
	if i == nil {
		return "", errUnknownMarker(p.marker)
	}
	return indexKey(c.keyPrefix(), i.Created, i.ID), nil
}

// fitsImage applies the filters of guide 2.6.1, and the two minimums that Nova has besides.
func (c *requestContext) fitsImage(i *image, since time.Time) bool {
	imageType, _ := i.Metadata.Get("image_type")
	return (i.exists() || !since.IsZero()) && !i.Updated.Before(since) &&
		c.wants("name", i.Name) &&
		c.wantsFold("status", i.State.Status) &&
		c.wantsFold("type", imageType) &&
		(!c.query.Has("server") || lastSegment(c.query.Get("server")) == i.ServerID) &&
		i.MinDisk >= c.number("minDisk") && i.MinRAM >= c.number("minRam")
}

// wants reports whether a filter is not there, or is the value.
func (c *requestContext) wants(parameter, value string) bool {
	filter := c.query.Get(parameter)
	return filter == "" || filter == value
}

// wantsFold is wants in any case: the guide writes type=BASE for the image_type "base".
func (c *requestContext) wantsFold(parameter, value string) bool {
	filter := c.query.Get(parameter)
	return filter == "" || strings.EqualFold(filter, value)
}

// imageBrief is an image in a list without detail. Its links are self, bookmark, and the image service's own (guide 1.5).
func (c *requestContext) imageBrief(i *image) api.Image {
	return api.Image{ID: i.ID, Name: i.Name, Links: append(c.links("images", i.ID), api.Link{
		Rel: "alternate", Href: c.bookmarkURL("images", i.ID), Type: "application/vnd.openstack.image",
	})}
}

// imageDetail is all of an image, as example 2.64 has it.
func (c *requestContext) imageDetail(i *image) api.Image {
	v := c.imageBrief(i)
	v.Status, v.Progress = i.State.Status, &i.State.Progress
	v.Created, v.Updated = api.FormatTime(i.Created), api.FormatTime(i.Updated)
	v.MinDisk, v.MinRAM, v.Size, v.DiskConfig = &i.MinDisk, &i.MinRAM, &i.Size, i.DiskConfig
	v.Metadata = merge(nil, i.Metadata)
	if i.Fault != nil && i.State.Status == "ERROR" { // guide 1.11.2
		v.Fault = i.Fault.document()
	}
	if i.ServerID != "" {
		v.Server = &api.Ref{ID: i.ServerID, Links: c.links("servers", i.ServerID)}
	}
	return v
}

// showImage answers with all of an image (guide 2.6.2).
func showImage(c *requestContext) (*response, error) {
	i, err := c.findImage()
	if err != nil {
		return nil, err
	}
	return ok(documentBody("image", c.imageDetail(i))), nil
}

// deleteImage removes an image at once (guide 2.6.3). The provider's own are refused as a Nova 26 was recorded to do.
func deleteImage(c *requestContext) (*response, error) {
	i, err := c.findImage()
	if err != nil {
		return nil, err
	}
	if i.base {
		return nil, forbidden("You are not allowed to delete the image.")
	}
	i.Deleted, i.Updated, i.Plan = c.now, c.now, nil
	i.State = imageState{Status: "DELETED", Progress: i.State.Progress}
	if err := c.saveImage(i); err != nil {
		return nil, err
	}
	return noContent(), c.softDelete(imageCollection(), i.ID, i.Created, c.now)
}
