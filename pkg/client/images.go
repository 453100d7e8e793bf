package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/images"
	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// proxyUntil is the microversion in which Nova's proxy for images went (seen on Nova 26).
const proxyUntil = 36

// newImages is where images are.
func newImages(store rest.Service) *collection {
	return &collection{
		Service: store, kind: "image",
		inDetail: func(since time.Time) rest.List { return ImageFilter{ChangesSince: since}.list("images", "detail") },
		inBrief:  func() rest.List { return ImageFilter{}.list("images") },
	}
}

// Glance returns the image service itself, for what the guide has no requests for.
func (c *Client) Glance() *images.Glance {
	return &images.Glance{Service: c.service(images.ServiceType, images.ServiceVersion), Wire: c.options.Wire, Own: true, Endpoints: c.imageEndpoints}
}

func (c *Client) imageEndpoints(ctx context.Context) (glance, compute string, err error) {
	s, err := c.sessions.Session(ctx)
	return c.sessions.ServiceEndpoint(s, images.ServiceType, images.ServiceVersion), s.Endpoint, err
}

// imageStore is where the cloud has its images: Nova's proxy or Glance. whole: with all that the cloud says of them.
func (c *Client) imageStore(whole bool) images.Store {
	glance := c.Glance()
	glance.Own = whole
	return images.New(images.Options{Nova: c.compute, Glance: glance, Wire: c.options.Wire, Preference: func(ctx context.Context) (images.Preference, error) {
		glance, compute, err := c.imageEndpoints(ctx)
		switch o := c.options; {
		case err != nil || glance == "":
			return images.NovaOnly, err
		case o.atLeast(proxyUntil):
			return images.GlanceOnly, nil
		case o.Wire == api.XML, microversion.IgnoredAt(compute), o.ComputeAPIVersion != "":
			return images.NovaFirst, nil
		}
		return images.GlanceFirst, nil
	}})
}

// ImageFilter says which images to list (guide 2.6.1). What is zero doesn't count.
type ImageFilter struct {
	Server       string // the id or URL of the server that they are snapshots of
	Name         string // the whole name, as it is
	Status       string // ACTIVE, SAVING, DELETED, ERROR, UNKNOWN
	Type         string // BASE or SNAPSHOT
	ChangesSince time.Time
	Marker       string // start after the image with this id
	Limit        int    // images in all, whatever the size of a page; 0: every one
	Extra        url.Values
}

func (f ImageFilter) list(path ...string) rest.List {
	q := rest.CloneQuery(f.Extra)
	set(q, "server", f.Server)
	set(q, "name", f.Name)
	set(q, "status", f.Status)
	set(q, "type", f.Type)
	setTime(q, "changes-since", f.ChangesSince)
	return rest.List{Op: "list images", Path: rest.Path(path...), Root: "images", Query: q, Marker: f.Marker, Limit: f.Limit}
}

// ListImages yields the images in detail, each as its JSON object came, page by page (guide 2.6.1). An error ends it.
func (c *Client) ListImages(ctx context.Context, f ImageFilter) iter.Seq2[jsontext.Value, error] {
	return listImages(ctx, c.images, f, "images", "detail")
}

// ListImagesBrief yields the images with their id, name and links alone (guide 2.6.1). An error ends it.
func (c *Client) ListImagesBrief(ctx context.Context, f ImageFilter) iter.Seq2[jsontext.Value, error] {
	return listImages(ctx, c.images, f, "images")
}

// listImages lists what the filter names. Glance reads what is before a colon in a name as an operator: "Unable to filter by unknown
// operator 'ubuntu'" it says to ubuntu:22.04, and so does Nova's proxy (fact 60). So it is asked for eq:ubuntu:22.04; and, where nothing has
// come of that, for the name as it is, for the clouds that know no operators.
func listImages(ctx context.Context, from *collection, f ImageFilter, path ...string) iter.Seq2[jsontext.Value, error] {
	if !strings.Contains(f.Name, ":") {
		return from.List(ctx, f.list(path...))
	}
	return func(yield func(jsontext.Value, error) bool) {
		plain := f.list(path...)
		f.Name = "eq:" + f.Name
		found := false
		for item, err := range from.List(ctx, f.list(path...)) {
			found = true
			if !yield(item, err) {
				return
			}
		}
		if found {
			return
		}
		for item, err := range from.List(ctx, plain) {
			if transport.Status(err) == http.StatusBadRequest || !yield(item, err) {
				return
			}
		}
	}
}

// GetImage returns an image in detail (guide 2.6.2).
func (c *Client) GetImage(ctx context.Context, id string) (Document, error) {
	return c.images.get(ctx, id, transport.Policy{})
}

// ShowImage returns an image with all that the cloud says of it. Where Nova has microversions the image service is asked itself: Nova's proxy leaves out
// who sees an image, its tags, its owner and its hash. Elsewhere, and in XML, it is GetImage.
func (c *Client) ShowImage(ctx context.Context, id string) (Document, error) {
	return c.wholeImages().get(ctx, id, transport.Policy{})
}

// ShowImagesNamed yields the images with a name as ShowImage shows them. An error ends it.
func (c *Client) ShowImagesNamed(ctx context.Context, name string) iter.Seq2[jsontext.Value, error] {
	return listImages(ctx, c.wholeImages(), ImageFilter{Name: name}, "images", "detail")
}

func (c *Client) wholeImages() *collection {
	return newImages(rest.Service{Doer: c.imageStore(true), PageSize: c.options.PageSize})
}

// DeleteImage starts to delete an image, be it a snapshot of one's own (guide 2.6.3). It is gone when a GET answers 404:
// see GoalGone.
func (c *Client) DeleteImage(ctx context.Context, id string) error {
	return c.images.delete(ctx, id)
}

// ImageTarget is an image to wait for. The name is for messages and may be empty.
func (c *Client) ImageTarget(id, name string, g wait.Goal) wait.Target {
	return c.images.target(id, name, g)
}
