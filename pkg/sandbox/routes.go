package sandbox

import (
	"maps"
	"net/url"
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/cinder"
	"github.com/novactl/novactl/pkg/sandbox/glance"
	"github.com/novactl/novactl/pkg/sandbox/identity"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/keystone"
	"github.com/novactl/novactl/pkg/sandbox/neutron"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/novav21"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// serviceRoutes is the one table of what users may ask: the services' own, one after another. The first that fits wins, so a fixed segment
// comes before a variable one. Paths are below the endpoint, with or without a region before them: /v2/010101/servers is the default
// region's.
func serviceRoutes() []*service.Route {
	return slices.Concat(
		[]*service.Route{service.Anyone("version.list", "GET /", listVersions)},
		identity.Routes(catalog),
		keystone.Routes(servicesOfToday()),
		nova.Routes(),
		nova.RackspaceRoutes(),
		novav21.GuideRoutes(),
		novav21.Routes(keystone.Fault),
		glance.Routes(),
		cinder.Routes(),
		neutron.Routes(keystone.Fault),
	)
}

// Answers reports whether a request with this method and URL is one that the cloud has an answer to: its path is known, and has the method.
func Answers(method, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	where, err := web.Locate(u, tables.AllRegions(), tables.Region)
	if err != nil {
		return false
	}
	route, _, err := service.NewTable(serviceRoutes()).Find(method, where.Segments)
	return err == nil && route.Name != service.NoRoute
}

// operationsOnDemand are what a rule for faults may be on: the routes by name, and the actions of servers.
func operationsOnDemand() []inject.Operation {
	lasts := map[string]bool{}
	for _, r := range serviceRoutes() {
		lasts[r.Name] = lasts[r.Name] || r.Lasts
	}
	for _, a := range nova.Actions() {
		lasts["server."+a.Name] = a.Lasts
	}
	var all []inject.Operation
	for _, name := range slices.Sorted(maps.Keys(lasts)) {
		all = append(all, inject.Operation{Name: name, Lasts: lasts[name]})
	}
	return all
}

// Operations are what a rule for faults may be On: the routes by name, and the actions as server.reboot.
func Operations() []string {
	var names []string
	for _, o := range operationsOnDemand() {
		names = append(names, o.Name)
	}
	return names
}
