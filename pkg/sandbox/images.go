package sandbox

import (
	_ "embed"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// listImages lists ids, names and links (guide 2.6.1).
func listImages(c *requestContext) (*response, error) { return pageOfImages(c, "images", imageBrief) }

// listImagesDetail lists all of every image (guide 2.6.1).
func listImagesDetail(c *requestContext) (*response, error) {
	return pageOfImages(c, "images/detail", imageDetail)
}

func pageOfImages(c *requestContext, path string, view func(*requestContext, *image) api.Image) (*response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	since, err := c.ChangesSince()
	if err != nil {
		return nil, err
	}
	images, err := c.ImagesFrom(p.marker, since)
	if err != nil {
		return nil, err
	}
	items, last := []api.Image{}, ""
	for i, err := range images {
		if err != nil {
			return nil, err
		}
		if len(items) < p.limit && fitsImage(c, i, since) {
			items, last = append(items, view(c, i)), i.ID
		}
		if len(items) == p.limit {
			break
		}
	}
	return ok(listBody("images", items, next(c, path, len(items), last, p))), nil
}

// fitsImage applies the filters of guide 2.6.1, and the two minimums that Nova has besides.
func fitsImage(c *requestContext, i *image, since time.Time) bool {
	imageType, _ := i.Metadata.Get("image_type")
	return (i.exists() || !since.IsZero()) && !i.Updated.Before(since) &&
		c.Wants("name", i.Name) &&
		c.WantsFold("status", i.State.Status) &&
		c.WantsFold("type", imageType) &&
		(!c.Query.Has("server") || lastSegment(c.Query.Get("server")) == i.ServerID) &&
		i.MinDisk >= c.Number("minDisk") && i.MinRAM >= c.Number("minRam")
}

// imageBrief is an image in a list without detail. Its links are self, bookmark, and the image service's own (guide 1.5).
func imageBrief(c *requestContext, i *image) api.Image {
	return api.Image{ID: i.ID, Name: i.Name, Links: append(links(c, "images", i.ID), api.Link{
		Rel: "alternate", Href: bookmarkURL(c, "images", i.ID), Type: "application/vnd.openstack.image",
	})}
}

// imageDetail is all of an image, as example 2.64 has it.
func imageDetail(c *requestContext, i *image) api.Image {
	v := imageBrief(c, i)
	v.Status, v.Progress = i.State.Status, &i.State.Progress
	v.Created, v.Updated = api.FormatTime(i.Created), api.FormatTime(i.Updated)
	v.MinDisk, v.MinRAM, v.Size, v.DiskConfig = &i.MinDisk, &i.MinRAM, &i.Size, i.DiskConfig
	v.Metadata = merge(nil, i.Metadata)
	if i.Fault != nil && i.State.Status == "ERROR" { // guide 1.11.2
		v.Fault = i.Fault.document()
	}
	if i.ServerID != "" {
		v.Server = &api.Ref{ID: i.ServerID, Links: links(c, "servers", i.ServerID)}
	}
	return v
}

// showImage answers with all of an image (guide 2.6.2).
func showImage(c *requestContext) (*response, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	return ok(documentBody("image", imageDetail(c, i))), nil
}

// deleteImage removes an image (guide 2.6.3).
func deleteImage(c *requestContext) (*response, error) {
	return noContent(), c.DeleteImage(c.Arg("id"))
}
