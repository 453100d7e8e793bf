package nova

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listFlavors lists ids, names and links (guide 2.5.1).
func listFlavors(c *service.RequestContext) (*web.Response, error) {
	return pageOfFlavors(c, "flavors", func(f api.Flavor) api.Flavor { return api.Flavor{ID: f.ID, Name: f.Name} })
}

// listFlavorsDetail lists all of every flavor (guide 2.5.1).
func listFlavorsDetail(c *service.RequestContext) (*web.Response, error) {
	return pageOfFlavors(c, "flavors/detail", func(f api.Flavor) api.Flavor { return f })
}

func pageOfFlavors(c *service.RequestContext, path string, view func(api.Flavor) api.Flavor) (*web.Response, error) {
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	minDisk, minRAM := c.Number("minDisk"), c.Number("minRam")
	var fitting []api.Flavor
	for _, f := range c.Tables.Flavors() {
		if *f.Disk >= minDisk && *f.RAM >= minRAM {
			fitting = append(fitting, f)
		}
	}
	fitting, err = web.CutPage(fitting, func(f api.Flavor) string { return f.ID }, p)
	if err != nil {
		return nil, err
	}
	items, last := []api.Flavor{}, ""
	for _, f := range fitting {
		items, last = append(items, withFlavorLinks(c, view(f))), f.ID
	}
	return web.OK(web.List("flavors", items, next(c, path, len(items), last, p))), nil
}

func withFlavorLinks(c *service.RequestContext, f api.Flavor) api.Flavor {
	f.Links = links(c, "flavors", f.ID)
	return f
}

// showFlavor answers with all of a flavor (guide 2.5.2).
func showFlavor(c *service.RequestContext) (*web.Response, error) {
	f, found := c.Flavor(c.Arg("id"))
	if !found {
		return nil, fault.NotFound("The resource could not be found.")
	}
	return web.OK(web.Document("flavor", withFlavorLinks(c, f))), nil
}

// showExtraSpecs answers with a flavor's extra specs alone (fact 35).
func showExtraSpecs(c *service.RequestContext) (*web.Response, error) {
	f, found := c.Flavor(c.Arg("id"))
	if !found {
		return nil, fault.NotFound("The resource could not be found.")
	}
	return web.OK(web.Document("extra_specs", f.ExtraSpecs)), nil
}
