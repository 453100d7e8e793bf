package nova

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Version is v2 as the list of versions has it, at the root of a region (guide 1.9.1).
func Version(root string) api.Version {
	return api.Version{ID: "v2", Status: "CURRENT", Links: service.VersionLinks(root + "/v2/")}
}

// Choice is v2 among the versions that a path without one may be of.
func Choice() api.Version {
	return api.Version{ID: "v2", Status: "CURRENT", MediaTypes: service.MediaTypes("compute")}
}

// showVersion describes Compute v2 (guide 1.9.2). Clients look for it where a catalog's URL ends before the tenant (fact 31); they
// want the links, which the guide's example lacks.
func showVersion(c *service.RequestContext) (*web.Response, error) {
	v := Choice()
	v.Links = service.VersionLinks(c.RegionRoot() + "/v2/")
	return web.OK(web.Document("version", v)), nil
}
