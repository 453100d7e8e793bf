package sandbox

import "github.com/novactl/novactl/pkg/api"

// computeRoot is where the versions of the request's region are.
func (c *requestContext) computeRoot() string { return c.Base + "/" + c.Region }

// listVersions lists the versions of Compute (guide 1.9.1).
func listVersions(c *requestContext) (*response, error) {
	v2 := api.Version{ID: "v2", Status: "CURRENT", Links: versionLinks(c.RegionRoot() + "/v2/")}
	return ok(listBody("versions", []api.Version{v2}, nil)), nil
}

// showVersion describes Compute v2 (guide 1.9.2). Clients look for it where a catalog's URL ends before the tenant (fact 31); they
// want the links, which the guide's example lacks.
func showVersion(c *requestContext) (*response, error) {
	return ok(documentBody("version", api.Version{
		ID: "v2", Status: "CURRENT",
		Links: versionLinks(c.RegionRoot() + "/v2/"), MediaTypes: mediaTypes("compute"),
	})), nil
}

// showIdentityVersion describes Identity v2.0, which discovery asks for before it signs in (fact 31).
func showIdentityVersion(c *requestContext) (*response, error) {
	return ok(documentBody("version", api.Version{
		ID: "v2.0", Status: "stable", Updated: "2014-04-17T00:00:00Z",
		Links: versionLinks(c.Base + "/v2.0/"), MediaTypes: mediaTypes("identity"),
	})), nil
}

func versionLinks(self string) []api.Link { return []api.Link{{Rel: "self", Href: self}} }

func mediaTypes(service string) []api.MediaType {
	var types []api.MediaType
	for _, f := range []api.Format{api.XML, api.JSON} {
		types = append(types, api.MediaType{
			Base: f.MediaType(), Type: "application/vnd.openstack." + service + "+" + f.String() + ";version=2",
		})
	}
	return types
}
