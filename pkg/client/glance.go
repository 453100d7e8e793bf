package client

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/novactl/novactl/pkg/api"
)

// Images are Glance's. The guide's calls of them (2.6, 2.7) are Nova's proxy to it, which is there in the base of Nova's
// API, and gone from microversion 2.36 on; some clouds shut it off altogether. Where it is gone the image service itself is
// asked, over the Image API v2, and callers notice nothing: glance_request.go says the guide's call in that API's words,
// and glance_image.go makes the guide's document of the answer.

// proxyUntil is the microversion in which the proxy went (seen on Nova 26).
const proxyUntil = 36

// imageType is the type of Glance in catalogs.
const imageType = "image"

// imagePlace is where images have been found to be.
type imagePlace struct{ atomic.Int32 }

const (
	imagesUnknown = iota
	imagesInNova
	imagesInGlance
)

// doImage sends a request about images to where they are. Finding out costs nothing where the proxy is there, but for one
// more request about an image that it says isn't there. It says the same where it is gone, and then Glance knows.
func (c *Client) doImage(ctx context.Context, r Request) (*Response, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	endpoint := c.imageEndpoint(s)
	place := c.images.Load()
	if place == imagesUnknown && c.options.atLeast(proxyUntil) {
		place = imagesInGlance
	}
	switch {
	case endpoint == "" || place == imagesInNova:
		return c.do(ctx, s, s.Endpoint, r)
	case place == imagesInGlance:
		return c.askGlance(ctx, s, endpoint, r)
	}
	resp, err := c.do(ctx, s, s.Endpoint, r)
	switch {
	case err == nil:
		c.images.Store(imagesInNova)
		return resp, nil
	case !IsNotFound(err), c.options.Wire == api.XML && !isImageList(r):
		return nil, err
	}
	if resp, err = c.askGlance(ctx, s, endpoint, r); err == nil {
		c.images.Store(imagesInGlance)
	}
	return resp, err
}

// askGlance sends a request of the guide's to Glance.
func (c *Client) askGlance(ctx context.Context, s Session, endpoint string, r Request) (*Response, error) {
	if c.options.Wire == api.XML {
		return nil, &WireError{Wire: c.options.Wire.String(), Err: errors.New("its images are in Glance, which speaks JSON only")}
	}
	ask := func(r Request) (*Response, error) { return c.do(ctx, s, endpoint, r) }
	g := glance{endpoint: endpoint, servers: s.Endpoint, ask: ask}
	return g.answer(r)
}

// imageEndpoint is where the catalog has the Image API v2 in the session's region, without a slash at its end; empty where
// it has none. The token goes there because the catalog says so, and as the endpoint of compute never from https to http.
func (c *Client) imageEndpoint(s Session) string {
	var found []candidate
	for _, service := range s.Catalog {
		if service.Type != imageType {
			continue
		}
		for _, e := range service.Endpoints {
			if u := interfaceURL(e, c.options.Interface); u != "" && (s.Region == "" || e.Region == "" || e.Region == s.Region) {
				found = append(found, candidate{region: e.Region, url: u})
			}
		}
	}
	elsewhere := func(f candidate) bool { return f.region != found[0].region }
	if len(found) == 0 || s.Region == "" && slices.ContainsFunc(found, elsewhere) {
		return "" // which region's it should be isn't known
	}
	u := found[0].url
	if checkURL("endpoint", u) != nil || downgrade(c.options.AuthURL, u) || downgrade(s.Endpoint, u) {
		return ""
	}
	return imageRoot(u)
}

// imageRoot is an endpoint of Glance with the version that this package speaks: catalogs name it without one, or with an
// older one.
func imageRoot(endpoint string) string {
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	if err != nil {
		return ""
	}
	path := strings.Split(u.Path, "/")
	i := slices.IndexFunc(path, versionSegment.MatchString)
	switch {
	case i < 0:
		path = append(path, "v2")
	case !strings.HasPrefix(path[i], "v2"):
		path[i] = "v2"
	}
	u.Path, u.RawPath = strings.Join(path, "/"), ""
	return u.String()
}
