package sandbox

import (
	"maps"
	"strconv"

	"github.com/novactl/novactl/pkg/api"
)

// maxPage is the most that a list returns at once (guide 1.6). Without a limit a list is cut there and nothing says so (fact 17).
const maxPage = 1000

// page is the part of a collection that a request asks for.
type page struct {
	limit   int
	limited bool // the request had a limit: then there may be a next link
	marker  string
}

func errUnknownMarker(marker string) error { return badRequest("marker [%s] not found", marker) }

// next is the link to what follows a page of n items that ends with the id last: there is one if the page is as long as its limit,
// even where nothing follows, and only where the request had a limit (fact 17). It repeats the request's filters.
func next(c *requestContext, path string, n int, last string, p page) []api.Link {
	if !p.limited || n == 0 || n < p.limit {
		return nil
	}
	query := maps.Clone(c.Query)
	query.Set("limit", strconv.Itoa(p.limit))
	query.Set("marker", last)
	return []api.Link{{Rel: "next", Href: collectionURL(c, path) + "?" + query.Encode()}}
}

// cut returns the page of items, which are all there are, in order.
func cut[T any](items []T, id func(T) string, p page) ([]T, error) {
	start := 0
	if p.marker != "" {
		start = len(items) + 1
		for i, item := range items {
			if id(item) == p.marker {
				start = i + 1
				break
			}
		}
		if start > len(items) {
			return nil, errUnknownMarker(p.marker)
		}
	}
	return items[start:min(start+p.limit, len(items))], nil
}
