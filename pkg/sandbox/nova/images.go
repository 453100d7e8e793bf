package nova

import (
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listImages lists ids, names and links (guide 2.6.1).
func listImages(c *service.RequestContext) (*web.Response, error) {
	return pageOfImages(c, "images", imageBrief)
}

// listImagesDetail lists all of every image (guide 2.6.1).
func listImagesDetail(c *service.RequestContext) (*web.Response, error) {
	return pageOfImages(c, "images/detail", imageDetail)
}

func pageOfImages(c *service.RequestContext, path string, view func(*service.RequestContext, *compute.Image) api.Image) (*web.Response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	since, err := c.ChangesSince()
	if err != nil {
		return nil, err
	}
	images, err := c.ImagesFrom(p.Marker, since)
	if err != nil {
		return nil, err
	}
	items, last := []api.Image{}, ""
	for i, err := range images {
		if err != nil {
			return nil, err
		}
		if len(items) < p.Limit && fitsImage(c, i, since) {
			items, last = append(items, view(c, i)), i.ID
		}
		if len(items) == p.Limit {
			break
		}
	}
	return web.OK(web.List("images", items, next(c, path, len(items), last, p))), nil
}

// fitsImage applies the filters of guide 2.6.1, and the two minimums that Nova has besides.
func fitsImage(c *service.RequestContext, i *compute.Image, since time.Time) bool {
	imageType, _ := i.Metadata.Get("image_type")
	return (i.Exists() || !since.IsZero()) && !i.Updated.Before(since) &&
		c.Wants("name", i.Name) &&
		c.WantsFold("status", i.State.Status) &&
		c.WantsFold("type", imageType) &&
		(!c.Query.Has("server") || document.LastSegment(c.Query.Get("server")) == i.ServerID) &&
		i.MinDisk >= c.Number("minDisk") && i.MinRAM >= c.Number("minRam")
}

// imageBrief is an image in a list without detail. Its links are self, bookmark, and the image service's own (guide 1.5).
func imageBrief(c *service.RequestContext, i *compute.Image) api.Image {
	return api.Image{ID: i.ID, Name: i.Name, Links: append(links(c, "images", i.ID), api.Link{
		Rel: "alternate", Href: bookmarkURL(c, "images", i.ID), Type: "application/vnd.openstack.image",
	})}
}

// imageDetail is all of an image, as example 2.64 has it.
func imageDetail(c *service.RequestContext, i *compute.Image) api.Image {
	v := imageBrief(c, i)
	v.Status, v.Progress = i.State.Status, &i.State.Progress
	v.Created, v.Updated = api.FormatTime(i.Created), api.FormatTime(i.Updated)
	v.MinDisk, v.MinRAM, v.Size, v.DiskConfig = &i.MinDisk, &i.MinRAM, &i.Size, i.DiskConfig
	v.Metadata = compute.Merge(nil, i.Metadata)
	if i.Fault != nil && i.State.Status == "ERROR" { // guide 1.11.2
		v.Fault = i.Fault.Document()
	}
	if i.ServerID != "" {
		v.Server = &api.Ref{ID: i.ServerID, Links: links(c, "servers", i.ServerID)}
	}
	return v
}

// showImage answers with all of an image (guide 2.6.2).
func showImage(c *service.RequestContext) (*web.Response, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("image", imageDetail(c, i))), nil
}

// deleteImage removes an image (guide 2.6.3).
func deleteImage(c *service.RequestContext) (*web.Response, error) {
	return web.NoContent(), c.DeleteImage(c.Arg("id"))
}
