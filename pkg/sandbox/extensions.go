package sandbox

import (
	_ "embed"
	"sync"

	"github.com/novactl/novactl/pkg/api"
)

//go:embed data/extensions.json
var extensionData []byte

// allExtensions are the extensions, by alias (data/README.md). The slice is shared: don't write to it.
var allExtensions = sync.OnceValue(func() []api.Extension { return mustDecode[api.Extension](extensionData) })

// listExtensions lists the extensions (guide 1.10.1).
func listExtensions(*requestContext) (*response, error) {
	return ok(listBody("extensions", allExtensions(), nil)), nil
}

// showExtension answers with the extension of an alias (guide 1.10.2).
func showExtension(c *requestContext) (*response, error) {
	for _, e := range allExtensions() {
		if e.Alias == c.arg("alias") {
			return ok(documentBody("extension", e)), nil
		}
	}
	return nil, notFound("The resource could not be found.")
}
