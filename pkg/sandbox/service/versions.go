package service

import "github.com/novactl/novactl/pkg/api"

// VersionLinks returns the links of a version.
//
//go:noinline
func VersionLinks(self string) []api.Link { return []api.Link{{Rel: "self", Href: self}} }

// MediaTypes returns the media types of a version of a service.
func MediaTypes(service string) []api.MediaType {
	var types []api.MediaType
	for _, f := range []api.Format{api.XML, api.JSON} {
		types = append(types, api.MediaType{
			Base: f.MediaType(), Type: "application/vnd.openstack." + service + "+" + f.String() + ";version=2",
		})
	}
	return types
}
