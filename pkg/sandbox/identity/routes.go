// Package identity has the handlers of Identity v2.0, and the table of its routes.
package identity

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// Catalog lists the services for a tenant, at base ("http://host"), for who signs in by a region's identity service.
type Catalog func(base, tenant, region string) []api.Service

// Routes is the table of Identity v2.0.
func Routes(services Catalog) []*service.Route {
	return []*service.Route{
		service.Anyone("identity.show", "GET /v2.0", showIdentityVersion),
		service.Anyone("token.create", "POST /v2.0/tokens", services.createToken),
		service.SignedIn("token.show", "GET /v2.0/tokens/{id}", showToken),
		service.SignedIn("token.delete", "DELETE /v2.0/tokens/{id}", deleteToken),
		service.SignedIn("tenant.list", "GET /v2.0/tenants", listTenants),
	}
}
