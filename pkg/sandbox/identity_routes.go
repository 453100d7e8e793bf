package sandbox

import "github.com/novactl/novactl/pkg/api"

// Catalog lists the services for a tenant, at base ("http://host").
type Catalog func(base, tenant string) []api.Service

// identityRoutes is the table of Identity v2.0.
func identityRoutes(services Catalog) []route {
	return []route{
		Anyone("identity.show", "GET /v2.0", showIdentityVersion),
		Anyone("token.create", "POST /v2.0/tokens", services.createToken),
		SignedIn("token.show", "GET /v2.0/tokens/{id}", showToken),
		SignedIn("token.delete", "DELETE /v2.0/tokens/{id}", deleteToken),
		SignedIn("tenant.list", "GET /v2.0/tenants", listTenants),
	}
}
