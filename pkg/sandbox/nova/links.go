package nova

import (
	"maps"
	"strconv"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// links are a resource's own: self with the version, bookmark without (guide 1.5).
func links(c *service.RequestContext, collection, id string) []api.Link {
	return []api.Link{
		{Rel: "self", Href: selfURL(c, collection, id)},
		{Rel: "bookmark", Href: bookmarkURL(c, collection, id)},
	}
}

func selfURL(c *service.RequestContext, collection, id string) string {
	return collectionURL(c, collection) + "/" + id
}

func collectionURL(c *service.RequestContext, collection string) string {
	return c.RegionRoot() + "/v2/" + c.Tenant + "/" + collection
}

func bookmarkURL(c *service.RequestContext, collection, id string) string {
	return c.RegionRoot() + "/" + c.Tenant + "/" + collection + "/" + id
}

// ref is how one resource names another: its id, and a bookmark (example 2.14).
func ref(c *service.RequestContext, collection, id string) *api.Ref {
	return &api.Ref{ID: id, Links: []api.Link{{Rel: "bookmark", Href: bookmarkURL(c, collection, id)}}}
}

// next is the link to what follows a page of n items that ends with the id last: there is one if the page is as long as its limit,
// even where nothing follows, and only where the request had a limit (fact 17). It repeats the request's filters.
func next(c *service.RequestContext, path string, n int, last string, p web.Page) []api.Link {
	if !p.Limited || n == 0 || n < p.Limit {
		return nil
	}
	query := maps.Clone(c.Query)
	query.Set("limit", strconv.Itoa(p.Limit))
	query.Set("marker", last)
	return []api.Link{{Rel: "next", Href: collectionURL(c, path) + "?" + query.Encode()}}
}
