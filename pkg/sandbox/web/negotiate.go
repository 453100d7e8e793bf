package web

import (
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// formatOf maps a media type to its format. The vendor types are the same as the plain ones (fact 22).
func formatOf(mediaType string) (api.Format, bool) {
	switch mediaType {
	case "application/json", "application/vnd.openstack.compute+json", "application/vnd.openstack.identity+json":
		return api.JSON, true
	case "application/xml", "application/vnd.openstack.compute+xml", "application/vnd.openstack.identity+xml", "text/xml":
		return api.XML, true
	}
	return api.JSON, false
}

// ResponseFormat is the format that the client wants: the path's suffix, else the best of Accept, else JSON. A type that nobody
// knows is JSON too (fact 22).
func ResponseFormat(r *http.Request, l Location) api.Format {
	if l.suffixed {
		return l.suffix
	}
	best, bestQuality := api.JSON, 0.0
	for _, header := range r.Header.Values("Accept") {
		for part := range strings.SplitSeq(header, ",") {
			mediaType, params, err := mime.ParseMediaType(part)
			if err != nil {
				continue
			}
			f, known := formatOf(mediaType)
			if q := quality(params["q"]); known && q > bestQuality {
				best, bestQuality = f, q
			}
		}
	}
	return best
}

// NamesVersion reports whether the client says in Accept that it speaks the guide's version: application/json;version=1.1 (guide 2.1.4). Nova
// calls that 2 too.
func NamesVersion(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		if _, params, err := mime.ParseMediaType(part); err == nil && (params["version"] == "1.1" || params["version"] == "2") {
			return true
		}
	}
	return false
}

// quality reads the q of a media range; a missing or odd one is 1.
func quality(q string) float64 {
	v, err := strconv.ParseFloat(q, 64)
	if err != nil || v < 0 || v > 1 {
		return 1
	}
	return v
}

// requestFormat is the format of the body. A Content-Type that is missing or unknown counts as no body at all (fact 22).
func requestFormat(r *http.Request) (api.Format, bool) {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return api.JSON, false
	}
	if strings.HasSuffix(mediaType, "-json-patch") { // as the image service calls what changes an image
		return api.JSON, true
	}
	return formatOf(mediaType)
}
