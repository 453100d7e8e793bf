package sandbox

import (
	_ "embed"
	"strconv"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/flavors.json
var flavorData []byte

// allFlavors are the flavors, by id (data/README.md). The slice is shared: don't write to it.
var allFlavors = sync.OnceValue(func() []api.Flavor { return mustDecode[api.Flavor](flavorData) })

//go:embed data/retired_flavors.json
var retiredFlavorData []byte

// retiredFlavors are those that the guide's examples name and that lists no longer do, as with images. Don't write to it.
var retiredFlavors = sync.OnceValue(func() []api.Flavor { return mustDecode[api.Flavor](retiredFlavorData) })

// mustDecode reads embedded data. It panics where that is broken, which every test would see.
func mustDecode[T any](data []byte) []T {
	var items []T
	if err := api.Unmarshal(data, &items); err != nil {
		panic("sandbox: embedded data: " + err.Error())
	}
	return items
}

// listFlavors lists ids, names and links (guide 2.5.1).
func listFlavors(c *requestContext) (*response, error) {
	return c.listFlavors("flavors", func(f api.Flavor) api.Flavor { return api.Flavor{ID: f.ID, Name: f.Name} })
}

// listFlavorsDetail lists all of every flavor (guide 2.5.1).
func listFlavorsDetail(c *requestContext) (*response, error) {
	return c.listFlavors("flavors/detail", func(f api.Flavor) api.Flavor { return f })
}

func (c *requestContext) listFlavors(path string, view func(api.Flavor) api.Flavor) (*response, error) {
	p, err := c.page()
	if err != nil {
		return nil, err
	}
	minDisk, minRAM := c.number("minDisk"), c.number("minRam")
	var fitting []api.Flavor
	for _, f := range c.tables.flavors() {
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
		items, last = append(items, c.withFlavorLinks(view(f))), f.ID
	}
	return ok(listBody("flavors", items, c.next(path, len(items), last, p))), nil
}

// number is a filter that is a number. Nova ignores one that isn't.
func (c *requestContext) number(name string) int {
	n, _ := strconv.Atoi(c.query.Get(name)) // 0 lets everything through
	return n
}

func (c *requestContext) withFlavorLinks(f api.Flavor) api.Flavor {
	f.Links = c.links("flavors", f.ID)
	return f
}

// showFlavor answers with all of a flavor (guide 2.5.2).
func showFlavor(c *requestContext) (*response, error) {
	f, found := c.flavorOf(c.arg("id"))
	if !found {
		return nil, notFound("The resource could not be found.")
	}
	return ok(documentBody("flavor", c.withFlavorLinks(f))), nil
}

// showExtraSpecs answers with a flavor's extra specs alone (fact 35).
func showExtraSpecs(c *requestContext) (*response, error) {
	f, found := c.flavorOf(c.arg("id"))
	if !found {
		return nil, notFound("The resource could not be found.")
	}
	return ok(documentBody("extra_specs", f.ExtraSpecs)), nil
}
