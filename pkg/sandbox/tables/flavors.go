package tables

import (
	_ "embed"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/flavors.tsv
var flavorTable string

//go:embed data/retired_flavors.tsv
var retiredFlavorTable string

// flavorsOf reads a table of flavors. A column from the ninth on is a key of their extra specs.
func flavorsOf(text string) (flavors []api.Flavor) {
	names, rows := split(text)
	for cells := range rows {
		swap := jsontext.Value(cells[5])
		if len(swap) == 0 {
			swap = jsontext.Value(`""`)
		}
		flavors = append(flavors, api.Flavor{
			ID: cells[0], Name: cells[1], RAM: pointed(cells[2]), Disk: pointed(cells[3]), VCPUs: pointed(cells[4]), Swap: swap,
			RxTxFactor: jsontext.Value(cells[6]), Ephemeral: pointed(cells[7]), ExtraSpecs: pairs(names[8:], cells[8:]),
		})
	}
	return flavors
}

func pointed(cell string) *int {
	n := int(mustNumber(cell))
	return &n
}

var (
	// allFlavors are the flavors, by id (data/README.md). The slice is shared: don't write to it.
	allFlavors = sync.OnceValue(func() []api.Flavor { return flavorsOf(flavorTable) })

	// RetiredFlavors are those that the guide's examples name and that lists no longer do, as with images. Don't write to it.
	RetiredFlavors = sync.OnceValue(func() []api.Flavor { return flavorsOf(retiredFlavorTable) })
)
