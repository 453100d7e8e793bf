package nova

import (
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listExtensions lists the extensions (guide 1.10.1).
func listExtensions(*service.RequestContext) (*web.Response, error) {
	return web.OK(web.List("extensions", tables.AllExtensions(), nil)), nil
}

// showExtension answers with the extension of an alias (guide 1.10.2).
func showExtension(c *service.RequestContext) (*web.Response, error) {
	for _, e := range tables.AllExtensions() {
		if e.Alias == c.Arg("alias") {
			return web.OK(web.Document("extension", e)), nil
		}
	}
	return nil, fault.NotFound("The resource could not be found.")
}
