package images

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/pattern"
)

// Glance answers the guide's requests for images with those of the Image API v2.
type Glance struct {
	Service rest.Doer // the endpoint of the image service
	Wire    api.Format
	Own     bool // images are shown with what Nova's proxy leaves out, whatever the wire of compute is

	// Endpoints returns the URLs of the image service, with its version, and of compute, for the links of images.
	Endpoints func(context.Context) (glance, compute string, err error)
}

// links are what the links of an image begin with.
type links struct{ glance, compute string }

// collection is where images are, at Nova as at Glance.
const collection = "images"

// isList reports a request for a list of images, in brief or in detail.
func isList(r rest.Request) bool {
	path := imagePath(r)
	return len(path) == 0 || len(path) == 1 && path[0] == "detail" && r.Gets()
}

// imagePath are the segments of a request's path after images: none, detail, or an id with what is below it.
func imagePath(r rest.Request) []string {
	u, err := url.Parse(r.Path)
	if err != nil {
		return nil
	}
	return transport.Segments(u)[1:]
}

// Do answers one of the guide's requests (2.6, 2.7).
func (g *Glance) Do(ctx context.Context, r rest.Request) (*rest.Response, error) {
	if g.Wire == api.XML && !g.Own {
		return nil, noXML()
	}
	path := imagePath(r)
	switch {
	case isList(r):
		return g.page(ctx, r, len(path) == 0)
	case len(path) == 1 && r.Method == http.MethodDelete:
		return g.Service.Do(ctx, rest.Request{Op: r.Op, Method: r.Method, Path: rest.Path(collection, path[0]), AnyAnswer: true, Policy: r.Policy})
	case len(path) == 1:
		return g.show(ctx, r, path[0])
	case len(path) == 2:
		return g.metadata(ctx, r, path[0])
	}
	return g.metadataItem(ctx, r, path[0], path[2])
}

// show reads an image as the guide has it (2.6.2).
func (g *Glance) show(ctx context.Context, r rest.Request, id string) (*rest.Response, error) {
	if transport.IsLookUp(ctx) && !imageID().MatchString(id) {
		return nil, transport.NotFound(r.Op, "no image has the id "+id)
	}
	to, err := g.links(ctx)
	if err != nil {
		return nil, err
	}
	resp, image, err := g.image(ctx, getImage(r, id))
	if err != nil {
		return nil, err
	}
	shown := to.guideImage(image)
	if g.Own {
		if err := image.addOwn(&shown); err != nil {
			return nil, err
		}
	}
	return resp.With("image", shown)
}

// imageID is the id of an image by Glance's own schema (fact 89). What a name could be is not asked for as an id.
var imageID = pattern.Lazy(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// getImage is the request for an image in Glance's own words.
func getImage(r rest.Request, id string) rest.Request {
	return rest.Request{Op: r.Op, Path: rest.Path(collection, id), Policy: r.Policy}
}

func (g *Glance) links(ctx context.Context) (links, error) {
	glance, compute, err := g.Endpoints(ctx)
	return links{glance, compute}, err
}

// page reads a page. What the link to the next one asks for is in Glance's words already, which stay as they are.
func (g *Glance) page(ctx context.Context, r rest.Request, brief bool) (*rest.Response, error) {
	to, err := g.links(ctx)
	if err != nil {
		return nil, err
	}
	resp, err := g.Service.Do(ctx, rest.Request{Op: r.Op, Path: rest.Path(collection), Query: glanceQuery(r.Query), Policy: r.Policy})
	if err != nil {
		return nil, err
	}
	var page struct {
		Images []glanceImage `json:"images"`
		Next   string        `json:"next"`
	}
	if err := api.Unmarshal(resp.JSON, &page); err != nil || page.Images == nil {
		return nil, resp.Garbled(&transport.AnswerError{Message: "it holds no list of images", Err: err})
	}
	images := make([]api.Image, 0, len(page.Images))
	for _, i := range page.Images {
		image := to.guideImage(i)
		switch {
		case brief:
			image = api.Image{ID: image.ID, Name: image.Name, Links: image.Links}
		case g.Own || g.Wire == api.JSON:
			if err := i.addOwn(&image); err != nil {
				return nil, err
			}
		}
		images = append(images, image)
	}
	var next []api.Link
	if page.Next != "" {
		next = []api.Link{{Rel: "next", Href: page.Next}}
	}
	resp.JSON, err = api.MarshalPage(api.JSON, collection, images, next)
	return resp, err
}

// glanceQuery says the guide's filters (2.6.1) in Glance's words. Glance takes every word that it doesn't know for a
// property, which no image has.
func glanceQuery(guide url.Values) url.Values {
	q := url.Values{}
	for name, values := range guide {
		for _, v := range values {
			switch name {
			case "server":
				q.Add("instance_uuid", v[strings.LastIndex(v, "/")+1:])
			case "type":
				q.Add("image_type", strings.ToLower(v))
			case "changes-since":
				q.Add("updated_at", "gte:"+v)
			case "status":
				q.Add(name, glanceStatus(v))
			default:
				q.Add(name, v)
			}
		}
	}
	return q
}

// image reads an image.
func (g *Glance) image(ctx context.Context, r rest.Request) (*rest.Response, glanceImage, error) {
	var image glanceImage
	resp, err := g.Service.Do(ctx, r)
	if err != nil {
		return nil, image, err
	}
	if err := api.Unmarshal(resp.JSON, &image); err != nil || image.ID == "" {
		return nil, image, resp.Garbled(&transport.AnswerError{Message: "it holds no image", Err: err})
	}
	return resp, image, nil
}
