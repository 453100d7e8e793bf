package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Location is where a request points.
type Location struct {
	Region   string   // the region that the path names, else the default one
	prefixed bool     // the path names its region: /ORD/v2/…
	Segments []string // the rest, unescaped, without empty ones and without a suffix
	uncut    string   // the last segment as it came, where it had a suffix
	suffix   api.Format
	suffixed bool // the path ends in .json or .xml (fact 22, guide 1.4)
}

// Locate splits the path of u, which may begin with one of the regions; where it doesn't, its region is missing. Repeated slashes count as one and are never redirected (fact 32); an escaped slash stays inside its
// segment; "." and ".." are names like others, which no resource has.
func Locate(u *url.URL, regions []string, missing string) (Location, error) {
	l := Location{Region: missing}
	for part := range strings.SplitSeq(u.EscapedPath(), "/") {
		if part == "" {
			continue
		}
		segment, err := url.PathUnescape(part)
		if err != nil {
			return l, fault.BadRequest("Malformed request url")
		}
		l.Segments = append(l.Segments, segment)
	}
	l.cutSuffix()
	if len(l.Segments) > 0 && slices.Contains(regions, l.Segments[0]) {
		l.Region, l.prefixed, l.Segments = l.Segments[0], true, l.Segments[1:]
	}
	return l, nil
}

// cutSuffix takes .json or .xml off the last segment; "/servers/.xml" is "/servers.xml" (guide 1.9.2).
func (l *Location) cutSuffix() {
	last := len(l.Segments) - 1
	if last < 0 {
		return
	}
	for _, f := range []api.Format{api.JSON, api.XML} {
		name, found := strings.CutSuffix(l.Segments[last], "."+f.String())
		if !found {
			continue
		}
		l.suffix, l.suffixed, l.uncut = f, true, l.Segments[last]
		l.Segments[last] = name
		if name == "" {
			l.Segments = l.Segments[:last]
		}
		return
	}
}

// Uncut puts back what was taken for a suffix, and reports whether there was one.
func (l *Location) Uncut() bool {
	if !l.suffixed {
		return false
	}
	if name := strings.TrimSuffix(l.uncut, "."+l.suffix.String()); name != "" {
		l.Segments = l.Segments[:len(l.Segments)-1]
	}
	l.Segments = append(l.Segments, l.uncut)
	l.suffixed = false
	return true
}
