package transport

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/pattern"
)

// Origin returns the scheme, host and port of a URL, as one writes them: a default port is left out.
func Origin(u *url.URL) string { return strings.ToLower(u.Scheme) + "://" + HostPort(u) }

// HostPort returns the host of a URL in lower case and its port, unless that is the scheme's own.
func HostPort(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}

// Segments returns the parts of a URL's path, decoded, but for empty ones: real links have double slashes (fact 28).
func Segments(u *url.URL) []string {
	var all []string
	for s := range strings.SplitSeq(u.EscapedPath(), "/") {
		if plain, err := url.PathUnescape(s); err == nil && plain != "" {
			all = append(all, plain)
		}
	}
	return all
}

// versionSegment is the version of an API in a URL's path: v2, v2.0, v2.1.
var versionSegment = pattern.Lazy(`^v[0-9]+(\.[0-9]+)?$`)

// IsVersion reports whether a segment of a path is the version of an API, such as v2 or v2.1.
func IsVersion(segment string) bool { return versionSegment().MatchString(segment) }

// Below returns the segments of u's path after those of an endpoint, and whether u is one of the endpoint's. The
// endpoint's version may be missing from u, or be another one.
func Below(endpoint, u *url.URL) (segments []string, ok bool) {
	if HostPort(endpoint) != HostPort(u) {
		return nil, false
	}
	root, path := Segments(endpoint), Segments(u)
	if v := slices.IndexFunc(root, IsVersion); v >= 0 {
		root = slices.Delete(root, v, v+1)
		if v < len(path) && IsVersion(path[v]) {
			path = slices.Delete(path, v, v+1)
		}
	}
	if len(path) < len(root) || !slices.Equal(root, path[:len(root)]) {
		return nil, false
	}
	return path[len(root):], true
}

// HasScheme reports whether a text is a URL of a scheme, in whatever case it is written.
func HasScheme(url, scheme string) bool {
	s, _, ok := strings.Cut(url, "://")
	return ok && strings.EqualFold(s, scheme)
}
