// Package images asks for the images of a cloud as the guide has it (2.6, 2.7), wherever they are.
//
// Images are Glance's. The guide's requests for them go to Nova's proxy, which is there in the base of Nova's API, and gone from
// microversion 2.36 on; some clouds shut it off altogether. Where it is gone the image service itself is asked, over the Image API v2, and
// callers notice nothing: a Glance says the guide's request in that API's words, and makes the guide's document of the answer.
package images

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Store answers the guide's requests for /images and what is below it.
type Store interface {
	Do(ctx context.Context, r rest.Request) (*rest.Response, error)
}

// ServiceType is what catalogs call Glance.
const ServiceType = "image"

// ServiceVersion is the version of Glance's API that this package speaks.
const ServiceVersion = "v2"

// Options say what the stores of a cloud are.
type Options struct {
	Nova    Store // the proxy: the endpoint of compute
	Glance  Store // a *Glance, as a rule
	NoProxy bool  // the microversion in use has no proxy
	Wire    api.Format

	// HasGlance reports whether the catalog has the image service. Its error is the sign-in's.
	HasGlance func(context.Context) (bool, error)
}

// Choice is a Store that finds out which of two has the images, once a session.
//
// Finding out costs nothing where the proxy is there, but for one more request about an image that it says isn't there. It says the same
// where it is gone, and then Glance knows.
type Choice struct {
	options Options
	chosen  atomic.Pointer[Store]
}

// New makes a choice that is still to be made.
func New(o Options) *Choice { return &Choice{options: o} }

// Do sends a request to the store that has the images.
func (c *Choice) Do(ctx context.Context, r rest.Request) (*rest.Response, error) {
	glance, err := c.options.HasGlance(ctx)
	switch {
	case err != nil:
		return nil, err
	case !glance:
		return c.options.Nova.Do(ctx, r)
	case c.options.NoProxy:
		return c.options.Glance.Do(ctx, r)
	}
	if chosen := c.chosen.Load(); chosen != nil {
		return (*chosen).Do(ctx, r)
	}
	return c.find(ctx, r)
}

// find asks Nova and, where it has no images, Glance. The one that answers is asked from then on.
func (c *Choice) find(ctx context.Context, r rest.Request) (*rest.Response, error) {
	resp, err := c.options.Nova.Do(ctx, r)
	switch {
	case err == nil:
		c.chosen.Store(&c.options.Nova)
		return resp, nil
	case !transport.IsNotFound(err), c.options.Wire == api.XML && !isList(r):
		return nil, err
	}
	if resp, err = c.options.Glance.Do(ctx, r); err == nil {
		c.chosen.Store(&c.options.Glance)
	}
	return resp, err
}

// noXML is the complaint of a client that is told to speak XML.
func noXML() error {
	return &rest.WireError{Wire: api.XML.String(), Err: errors.New("its images are in Glance, which speaks JSON only")}
}
