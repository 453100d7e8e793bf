// Package novav21 is Compute v2.1 with its microversions, on the records of Compute v2: what Nova calls 2.1 to 2.104. Which version has
// what is said in tables: of paths (routes.go), of what requests may have (schemas.go), and of what documents have (members.go). Documents,
// statuses and texts are those of a Nova of 2026.2, asked what it answers.
package novav21

import (
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Routes is the table of v2.1: each path of Compute v2 without a tenant, and with one, which few clients write by now. The middleware
// refuses requests without a token.
func Routes(middleware func(*fault.Error) *web.Response) []service.Route {
	face := newFace(middleware)
	root := service.Anyone("version.show", "GET /v2.1", showVersion)
	root.Face = face
	short, long := []service.Route{root}, []service.Route(nil)
	for _, r := range nova.Routes() {
		below, ofTenant := strings.CutPrefix(r.Path, "/v2/{tenant}")
		if !ofTenant {
			continue
		}
		r.Face = face
		r.Path, r.Access = "/v2.1"+below, service.ForSignedIn
		short = append(short, r)
		r.Path, r.Access = "/v2.1/{tenant}"+below, service.ForTenant
		long = append(long, r)
	}
	return append(short, long...)
}
