package client

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/novactl/novactl/pkg/api"
)

// Images are Glance's. The guide's requests for them (2.6, 2.7) are Nova's proxy to it, which is there in the base of Nova's
// API, and gone from microversion 2.36 on; some clouds shut it off altogether. Where it is gone the image service itself is
// asked, over the Image API v2, and callers notice nothing: glance_request.go says the guide's request in that API's words,
// and glance_image.go makes the guide's document of the answer.

// proxyUntil is the microversion in which the proxy went (seen on Nova 26).
const proxyUntil = 36

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
	endpoint := c.serviceEndpoint(s, imageType)
	place := c.images.Load()
	if c.options.atLeast(proxyUntil) {
		place = imagesInGlance
	}
	switch {
	case endpoint == "" || place == imagesInNova:
		return c.do(ctx, s, s.Endpoint, r)
	case place == imagesInGlance:
		return c.askGlance(ctx, s, r)
	}
	resp, err := c.do(ctx, s, s.Endpoint, r)
	switch {
	case err == nil:
		c.images.Store(imagesInNova)
		return resp, nil
	case !IsNotFound(err), c.options.Wire == api.XML && !isImageList(r):
		return nil, err
	}
	if resp, err = c.askGlance(ctx, s, r); err == nil {
		c.images.Store(imagesInGlance)
	}
	return resp, err
}

// askGlance sends a request of the guide's to Glance.
func (c *Client) askGlance(ctx context.Context, s Session, r Request) (*Response, error) {
	if c.options.Wire == api.XML {
		return nil, &WireError{Wire: c.options.Wire.String(), Err: errors.New("its images are in Glance, which speaks JSON only")}
	}
	ask := func(r Request) (*Response, error) {
		r.service = imageType
		return c.Do(ctx, r)
	}
	g := glance{endpoint: c.serviceEndpoint(s, imageType), servers: s.Endpoint, ask: ask}
	return g.answer(r)
}
