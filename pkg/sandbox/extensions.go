package sandbox

import (
	_ "embed"
)

// listExtensions lists the extensions (guide 1.10.1).
func listExtensions(*requestContext) (*response, error) {
	return ok(listBody("extensions", allExtensions(), nil)), nil
}

// showExtension answers with the extension of an alias (guide 1.10.2).
func showExtension(c *requestContext) (*response, error) {
	for _, e := range allExtensions() {
		if e.Alias == c.Arg("alias") {
			return ok(documentBody("extension", e)), nil
		}
	}
	return nil, notFound("The resource could not be found.")
}
