package web

import "github.com/novactl/novactl/pkg/sandbox/fault"

// maxPage is the most that a list returns at once (guide 1.6). Without a limit a list is cut there and nothing says so (fact 17).
const maxPage = 1000

// Page is the part of a collection that a request asks for.
type Page struct {
	Limit   int
	Limited bool // the request had a limit: then there may be a next link
	Marker  string
}

// CutPage returns the page of items, which are all there are, in order.
func CutPage[T any](items []T, id func(T) string, p Page) ([]T, error) {
	start := 0
	if p.Marker != "" {
		start = len(items) + 1
		for i, item := range items {
			if id(item) == p.Marker {
				start = i + 1
				break
			}
		}
		if start > len(items) {
			return nil, fault.UnknownMarker(p.Marker)
		}
	}
	return items[start:min(start+p.Limit, len(items))], nil
}
