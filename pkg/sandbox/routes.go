package sandbox

import (
	"maps"
	"slices"
)

// serviceRoutes is the one table of what users may ask: the services' own, one after another. The first that fits wins, so a fixed segment
// comes before a variable one. Paths are below the endpoint, with or without a region before them: /v2/010101/servers is the default
// region's.
func serviceRoutes() []route {
	return slices.Concat(
		identityRoutes(catalog),
		novaRoutes(),
		imageServiceRoutes(),
		volumeServiceRoutes(),
	)
}

// operationsOnDemand are what a rule for faults may be on: the routes by name, and the actions of servers.
func operationsOnDemand() []Operation {
	lasts := map[string]bool{}
	for _, r := range serviceRoutes() {
		lasts[r.name] = lasts[r.name] || r.lasts
	}
	for _, a := range actions() {
		lasts["server."+a.name] = a.lasts
	}
	var all []Operation
	for _, name := range slices.Sorted(maps.Keys(lasts)) {
		all = append(all, Operation{Name: name, Lasts: lasts[name]})
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
