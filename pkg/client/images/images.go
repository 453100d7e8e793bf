// Package images asks for the images of a cloud as the guide has it (2.6, 2.7), wherever they are.
//
// Images are Glance's. The guide's requests for them go to Nova's proxy, which is there in the base of Nova's API, and gone from
// microversion 2.36 on; some clouds shut it off altogether. Where Nova has microversions, the image service itself is asked, over the Image API
// v2, and callers notice nothing: a Glance says the guide's request in that API's words, and makes the guide's document of the answer.
package images

import (
	"context"
	"errors"
	"net/http"
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

// Preference says which of the two stores of a cloud has its images.
type Preference int

// The preferences.
const (
	NovaOnly    Preference = iota
	NovaFirst              // Glance, where Nova hasn't got them
	GlanceFirst            // Nova, where there is no Glance that speaks this version
	GlanceOnly
)

// Options say what the stores of a cloud are.
type Options struct {
	Nova   Store // the proxy: the endpoint of compute
	Glance Store // a *Glance, as a rule
	Wire   api.Format

	// Preference is asked at each request. Its error is the sign-in's.
	Preference func(context.Context) (Preference, error)
}

// Choice is a Store that finds out which of two has the images, once a session.
//
// Finding out costs nothing where the first has them, but for one more request about an image that Nova's proxy says isn't there. It says the same
// where it is gone, and then Glance knows.
type Choice struct {
	options Options
	chosen  atomic.Pointer[Store]
}

// New makes a choice that is still to be made.
func New(o Options) *Choice { return &Choice{options: o} }

// Do sends a request to the store that has the images.
func (c *Choice) Do(ctx context.Context, r rest.Request) (*rest.Response, error) {
	prefer, err := c.options.Preference(ctx)
	if err != nil {
		return nil, err
	}
	chosen := c.chosen.Load()
	switch {
	case prefer == NovaOnly:
		return c.options.Nova.Do(ctx, r)
	case prefer == GlanceOnly:
		return c.options.Glance.Do(ctx, r)
	case chosen != nil:
		return (*chosen).Do(ctx, r)
	}
	return c.find(ctx, r, prefer)
}

// find asks one store and, where that has no images, the other. The one that answers is asked from then on; where none does, Glance's answer is the one
// that says why.
func (c *Choice) find(ctx context.Context, r rest.Request, prefer Preference) (*rest.Response, error) {
	first, second, absent := &c.options.Nova, &c.options.Glance, c.noProxy
	if prefer == GlanceFirst {
		first, second, absent = second, first, noGlance
	}
	resp, err := (*first).Do(ctx, r)
	if err == nil {
		c.chosen.Store(first)
		return resp, nil
	}
	if !absent(r, err) {
		return nil, err
	}
	resp, other := (*second).Do(ctx, r)
	switch {
	case other == nil:
		c.chosen.Store(second)
		return resp, nil
	case prefer == GlanceFirst:
		return nil, err
	}
	return nil, other
}

// noProxy reports an answer of Nova's that may mean that it has no images.
func (c *Choice) noProxy(r rest.Request, err error) bool {
	return transport.IsNotFound(err) && (c.options.Wire != api.XML || isList(r))
}

// noGlance reports a failure that means that no Glance is there which speaks this version: it answers the others with 300 (seen on Glance 33), and what
// isn't Glance knows no list. A catalog may name one that can't be reached from here.
func noGlance(r rest.Request, err error) bool {
	switch status := transport.Status(err); {
	case status == http.StatusMultipleChoices:
		return true
	case transport.IsNotFound(err):
		return isList(r)
	case status != 0 || !r.Gets():
		return false
	}
	return transport.IsUnavailable(err)
}

// noXML is the complaint of a client that is told to speak XML.
func noXML() error {
	return &rest.WireError{Wire: api.XML.String(), Err: errors.New("its images are in Glance, which speaks JSON only")}
}
