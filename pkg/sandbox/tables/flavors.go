package tables

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/flavors.json
var flavorData []byte

// allFlavors are the flavors, by id (data/README.md). The slice is shared: don't write to it.
var allFlavors = sync.OnceValue(func() []api.Flavor { return mustDecode[api.Flavor](flavorData) })

//go:embed data/retired_flavors.json
var retiredFlavorData []byte

// RetiredFlavors are those that the guide's examples name and that lists no longer do, as with images. Don't write to it.
var RetiredFlavors = sync.OnceValue(func() []api.Flavor { return mustDecode[api.Flavor](retiredFlavorData) })

// mustDecode reads embedded data. It panics where that is broken, which every test would see.
func mustDecode[T any](data []byte) []T {
	var items []T
	if err := api.Unmarshal(data, &items); err != nil {
		panic("sandbox: embedded data: " + err.Error())
	}
	return items
}
