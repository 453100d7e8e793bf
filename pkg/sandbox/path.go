package sandbox

import (
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// location is where a request points.
type location struct {
	region   string   // the region that the path names, else the default one
	prefixed bool     // the path names its region: /ORD/v2/…
	segments []string // the rest, unescaped, without empty ones and without a suffix
	suffix   api.Format
	suffixed bool // the path ends in .json or .xml (fact 22, guide 1.4)
}

// locate splits the path of u. Repeated slashes count as one and are never redirected (fact 32); an escaped slash stays inside its
// segment; "." and ".." are names like others, which no resource has.
func locate(u *url.URL) (location, error) {
	l := location{region: Region}
	for part := range strings.SplitSeq(u.EscapedPath(), "/") {
		if part == "" {
			continue
		}
		segment, err := url.PathUnescape(part)
		if err != nil {
			return l, badRequest("Malformed request url")
		}
		l.segments = append(l.segments, segment)
	}
	l.cutSuffix()
	if len(l.segments) > 0 && slices.Contains(regions(), l.segments[0]) {
		l.region, l.prefixed, l.segments = l.segments[0], true, l.segments[1:]
	}
	return l, nil
}

// cutSuffix takes .json or .xml off the last segment; "/servers/.xml" is "/servers.xml" (guide 1.9.2).
func (l *location) cutSuffix() {
	last := len(l.segments) - 1
	if last < 0 {
		return
	}
	for _, f := range []api.Format{api.JSON, api.XML} {
		name, found := strings.CutSuffix(l.segments[last], "."+f.String())
		if !found {
			continue
		}
		l.suffix, l.suffixed = f, true
		l.segments[last] = name
		if name == "" {
			l.segments = l.segments[:last]
		}
		return
	}
}
