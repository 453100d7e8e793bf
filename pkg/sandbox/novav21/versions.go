package novav21

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Version is v2.1 as the list of versions has it, at the root of a region.
func Version(root string) api.Version {
	return api.Version{
		ID: "v2.1", Status: "CURRENT", Updated: "2013-07-23T11:33:21Z",
		Extra: jsontext.Value(`{"version":"` + version(maxMinor) + `","min_version":"` + version(minMinor) + `"}`),
		Links: service.VersionLinks(root + "/v2.1/"),
	}
}

// showVersion describes v2.1. Nobody needs a token for it.
func showVersion(c *service.RequestContext) (*web.Response, error) {
	v := Version(c.RegionRoot())
	v.Links = append(v.Links, api.Link{Rel: "describedby", Type: "text/html", Href: "http://docs.openstack.org/"})
	v.MediaTypes = Choice().MediaTypes
	return web.OK(web.Document("version", v)), nil
}

// Choice is v2.1 among the versions that a path without one may be of.
func Choice() api.Version {
	return api.Version{ID: "v2.1", Status: "CURRENT", MediaTypes: []api.MediaType{
		{Base: "application/json", Type: "application/vnd.openstack.compute+json;version=2.1"},
	}}
}
