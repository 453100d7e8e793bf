package client

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// glance answers the guide's requests about images with those of the Image API v2.
type glance struct {
	endpoint string // of Glance, with its version
	servers  string // the endpoint of compute, for the links to servers
	ask      func(Request) (*Response, error)
}

// isImageList reports a request for a list of images, in brief or in detail.
func isImageList(r Request) bool {
	path := imagePath(r)
	return len(path) == 0 || len(path) == 1 && path[0] == "detail" && gets(r)
}

// imagePath are the segments of a request's path after images: none, detail, or an id with what is below it.
func imagePath(r Request) []string {
	u, err := url.Parse(r.Path)
	if err != nil {
		return nil
	}
	return segments(u)[1:]
}

// answer answers one of the guide's requests (2.6, 2.7).
func (g glance) answer(r Request) (*Response, error) {
	path := imagePath(r)
	switch {
	case isImageList(r):
		return g.list(r, len(path) == 0)
	case len(path) == 1 && r.Method == http.MethodDelete:
		return g.ask(Request{Op: r.Op, Method: r.Method, Path: Path("images", path[0]), AnyAnswer: true, once: r.once})
	case len(path) == 1:
		resp, image, err := g.image(Request{Op: r.Op, Path: Path("images", path[0]), once: r.once})
		if err != nil {
			return nil, err
		}
		return resp.with(string(imageKind), g.guideImage(image))
	case len(path) == 2:
		return g.metadata(r, path[0])
	}
	return g.metadataItem(r, path[0], path[2])
}

// list reads a page. What the link to the next one asks for is in Glance's words already, which stay as they are.
func (g glance) list(r Request, brief bool) (*Response, error) {
	resp, err := g.ask(Request{Op: r.Op, Path: Path("images"), Query: glanceQuery(r.Query), once: r.once})
	if err != nil {
		return nil, err
	}
	var page struct {
		Images []glanceImage `json:"images"`
		Next   string        `json:"next"`
	}
	if err := api.Unmarshal(resp.JSON, &page); err != nil || page.Images == nil {
		return nil, resp.garbled(&answerError{"it holds no list of images", err})
	}
	images := make([]api.Image, 0, len(page.Images))
	for _, i := range page.Images {
		image := g.guideImage(i)
		if brief {
			image = api.Image{ID: image.ID, Name: image.Name, Links: image.Links}
		}
		images = append(images, image)
	}
	var links []api.Link
	if page.Next != "" {
		links = []api.Link{{Rel: "next", Href: page.Next}}
	}
	resp.JSON, err = api.MarshalPage(api.JSON, imageKind.collection(), images, links)
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
func (g glance) image(r Request) (*Response, glanceImage, error) {
	var image glanceImage
	resp, err := g.ask(r)
	if err != nil {
		return nil, image, err
	}
	if err := api.Unmarshal(resp.JSON, &image); err != nil || image.ID == "" {
		return nil, image, resp.garbled(&answerError{"it holds no image", err})
	}
	return resp, image, nil
}

// with is the response with a document of the guide's in place of Glance's.
func (r *Response) with(root string, v any) (*Response, error) {
	var err error
	r.JSON, err = api.Marshal(api.JSON, root, v)
	return r, err
}
