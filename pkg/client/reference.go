package client

import (
	"context"
	"fmt"
	"net/url"

	"github.com/novactl/novactl/pkg/client/images"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Ref is what a URL names.
type Ref struct {
	ID      string // of the resource; where Foreign, the URL as it was given
	Foreign bool   // not of this endpoint
}

// ParseRef reads a reference to a resource of this kind (server, image, flavor) that may be a URL. What isn't one is a
// name or an id: isURL is false, and nobody is asked. A URL of this endpoint becomes the id, be it a self link or a
// bookmark, which lacks the version (guide 1.5), and with http or https: real clouds mix them up (fact 40). A URL of
// another host, tenant or service is Foreign. A URL of this endpoint that isn't one of this kind's resources is an error,
// as are those of Session, which knows the endpoint.
func (c *Client) ParseRef(ctx context.Context, of, s string) (ref Ref, isURL bool, err error) {
	if !transport.HasScheme(s, "http") && !transport.HasScheme(s, "https") {
		return Ref{}, false, nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return Ref{}, true, fmt.Errorf("%q is not a URL", s)
	}
	base, err := c.BaseURL(ctx)
	if err != nil {
		return Ref{}, true, err
	}
	endpoint, err := url.Parse(base)
	if err != nil {
		return Ref{}, true, err
	}
	segments, ours := transport.Below(endpoint, u)
	if !ours && of == "image" {
		segments, ours = c.belowGlance(ctx, u)
	}
	if !ours {
		return Ref{ID: s, Foreign: true}, true, nil
	}
	if len(segments) != 2 || segments[0] != of+"s" {
		return Ref{}, true, fmt.Errorf("%q is not the URL of a %s", s, of)
	}
	return Ref{ID: segments[1]}, true, nil
}

// belowGlance is transport.Below for the endpoint of Glance, which the links of images may name.
func (c *Client) belowGlance(ctx context.Context, u *url.URL) (segments []string, ok bool) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, false
	}
	endpoint, err := url.Parse(c.sessions.ServiceEndpoint(s, images.ServiceType, images.ServiceVersion))
	if err != nil || endpoint.Host == "" {
		return nil, false
	}
	return transport.Below(endpoint, u)
}
