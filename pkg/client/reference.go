package client

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Ref is what a URL names.
type Ref struct {
	ID      string // of the resource; where Foreign, the URL as it was given
	Foreign bool   // not of this endpoint
}

// versionSegment is the version of an API in a URL's path: v2, v2.0, v2.1.
var versionSegment = regexp.MustCompile(`^v[0-9]+(\.[0-9]+)?$`)

// ParseRef reads a reference to a resource of this kind (server, image, flavor) that may be a URL. What isn't one is a
// name or an id: isURL is false, and nobody is asked. A URL of this endpoint becomes the id, be it a self link or a
// bookmark, which lacks the version (guide 1.5), and with http or https: real clouds mix them up (fact 40). A URL of
// another host, tenant or service is Foreign. A URL of this endpoint that isn't one of this kind's resources is an error,
// as are those of Session, which knows the endpoint.
func (c *Client) ParseRef(ctx context.Context, of, s string) (ref Ref, isURL bool, err error) {
	if !hasScheme(s, "http") && !hasScheme(s, "https") {
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
	rest, ours := below(endpoint, u)
	if !ours && kind(of) == imageKind {
		rest, ours = c.belowGlance(ctx, u)
	}
	if !ours {
		return Ref{ID: s, Foreign: true}, true, nil
	}
	if len(rest) != 2 || rest[0] != kind(of).collection() {
		return Ref{}, true, fmt.Errorf("%q is not the URL of a %s", s, of)
	}
	return Ref{ID: rest[1]}, true, nil
}

// belowGlance is below for the endpoint of Glance, which the links of images may name.
func (c *Client) belowGlance(ctx context.Context, u *url.URL) (rest []string, ok bool) {
	s, err := c.Session(ctx)
	if err != nil {
		return nil, false
	}
	endpoint, err := url.Parse(c.serviceEndpoint(s, imageType))
	if err != nil || endpoint.Host == "" {
		return nil, false
	}
	return below(endpoint, u)
}

// below returns the segments of u's path after those of the endpoint, and whether u is one of the endpoint's. The
// endpoint's version may be missing from u, or be another one.
func below(endpoint, u *url.URL) (rest []string, ok bool) {
	if hostPort(endpoint) != hostPort(u) {
		return nil, false
	}
	root, path := segments(endpoint), segments(u)
	if v := slices.IndexFunc(root, versionSegment.MatchString); v >= 0 {
		root = slices.Delete(root, v, v+1)
		if v < len(path) && versionSegment.MatchString(path[v]) {
			path = slices.Delete(path, v, v+1)
		}
	}
	if len(path) < len(root) || !slices.Equal(root, path[:len(root)]) {
		return nil, false
	}
	return path[len(root):], true
}

// segments are the parts of a path, decoded, but for empty ones: real links have double slashes (fact 28).
func segments(u *url.URL) []string {
	var all []string
	for s := range strings.SplitSeq(u.EscapedPath(), "/") {
		if plain, err := url.PathUnescape(s); err == nil && plain != "" {
			all = append(all, plain)
		}
	}
	return all
}
