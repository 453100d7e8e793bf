package tables

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/extensions.tsv
var extensionTable string

// AllExtensions are the extensions, by alias (data/README.md). The slice is shared: don't write to it.
var AllExtensions = sync.OnceValue(func() (all []api.Extension) {
	_, rows := split(extensionTable)
	for cells := range rows {
		all = append(all, api.Extension{
			Alias: cells[0], Name: cells[1], Namespace: cells[2], Updated: cells[3], Description: strings.ReplaceAll(cells[4], `\n`, "\n"), Links: []api.Link{},
		})
	}
	return all
})
