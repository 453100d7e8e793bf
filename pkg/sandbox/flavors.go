package sandbox

import (
	_ "embed"

	"github.com/novactl/novactl/pkg/api"
)

// listFlavors lists ids, names and links (guide 2.5.1).
func listFlavors(c *requestContext) (*response, error) {
	return pageOfFlavors(c, "flavors", func(f api.Flavor) api.Flavor { return api.Flavor{ID: f.ID, Name: f.Name} })
}

// listFlavorsDetail lists all of every flavor (guide 2.5.1).
func listFlavorsDetail(c *requestContext) (*response, error) {
	return pageOfFlavors(c, "flavors/detail", func(f api.Flavor) api.Flavor { return f })
}

func pageOfFlavors(c *requestContext, path string, view func(api.Flavor) api.Flavor) (*response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	minDisk, minRAM := c.Number("minDisk"), c.Number("minRam")
	var fitting []api.Flavor
	for _, f := range c.Tables.flavors() {
		if *f.Disk >= minDisk && *f.RAM >= minRAM {
			fitting = append(fitting, f)
		}
	}
	fitting, err = cut(fitting, func(f api.Flavor) string { return f.ID }, p)
	if err != nil {
		return nil, err
	}
	items, last := []api.Flavor{}, ""
	for _, f := range fitting {
		items, last = append(items, withFlavorLinks(c, view(f))), f.ID
	}
	return ok(listBody("flavors", items, next(c, path, len(items), last, p))), nil
}

func withFlavorLinks(c *requestContext, f api.Flavor) api.Flavor {
	f.Links = links(c, "flavors", f.ID)
	return f
}

// showFlavor answers with all of a flavor (guide 2.5.2).
func showFlavor(c *requestContext) (*response, error) {
	f, found := c.Flavor(c.Arg("id"))
	if !found {
		return nil, notFound("The resource could not be found.")
	}
	return ok(documentBody("flavor", withFlavorLinks(c, f))), nil
}

// showExtraSpecs answers with a flavor's extra specs alone (fact 35).
func showExtraSpecs(c *requestContext) (*response, error) {
	f, found := c.Flavor(c.Arg("id"))
	if !found {
		return nil, notFound("The resource could not be found.")
	}
	return ok(documentBody("extra_specs", f.ExtraSpecs)), nil
}
