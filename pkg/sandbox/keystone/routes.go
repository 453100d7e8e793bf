// Package keystone has the handlers of Identity v3, and the table of its routes. Documents, statuses and texts are those of a Keystone of
// 2026.2, asked what it answers.
package keystone

import (
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Service is a service of the catalog, with where it is for a project, below the root of a region.
type Service struct {
	Type, Name string
	URL        func(base, region, project string) string // nil: it is this one
}

// Catalog are the services, in the order of documents.
type Catalog []Service

// Routes is the table of Identity v3.
func Routes(services Catalog) []*service.Route {
	v3 := face()
	on := func(r *service.Route) *service.Route {
		r.Face = v3
		return r
	}
	routes := []*service.Route{
		service.Anyone("identity.show", "GET /v3", showVersion),
		service.Anyone("token.create", "POST /v3/auth/tokens", services.createToken),
		service.SignedIn("token.show", "GET /v3/auth/tokens", services.showToken),
		service.SignedIn("token.delete", "DELETE /v3/auth/tokens", deleteToken),
		service.SignedIn("catalog.show", "GET /v3/auth/catalog", services.showCatalog),
		service.SignedIn("project.list", "GET /v3/auth/projects", listOwnProjects),
		service.SignedIn("domain.list", "GET /v3/auth/domains", listOwnDomains),
		service.SignedIn("system.show", "GET /v3/auth/system", showSystem),

		service.SignedIn("project.list", "GET /v3/projects", listProjects),
		service.SignedIn("project.show", "GET /v3/projects/{id}", showProject),
		service.SignedIn("domain.list", "GET /v3/domains", listDomains),
		service.SignedIn("domain.show", "GET /v3/domains/{id}", showDomain),
		service.SignedIn("user.list", "GET /v3/users", listUsers),
		service.SignedIn("user.show", "GET /v3/users/{id}", showUser),
		service.SignedIn("user.update", "PATCH /v3/users/{id}", updateUser),
		service.SignedIn("project.list", "GET /v3/users/{id}/projects", listUserProjects),
		service.SignedIn("role.list", "GET /v3/roles", listRoles),
		service.SignedIn("usergroup.list", "GET /v3/groups", listNone("groups")),
		service.SignedIn("role.assignments", "GET /v3/role_assignments", listAssignments),
		service.SignedIn("region.list", "GET /v3/regions", listRegions),
		service.SignedIn("service.list", "GET /v3/services", services.listServices),
		service.SignedIn("endpoint.list", "GET /v3/endpoints", services.listEndpoints),

		service.SignedIn("credential.list", "GET /v3/users/{id}/application_credentials", listAppCredentials),
		service.SignedIn("credential.create", "POST /v3/users/{id}/application_credentials", createAppCredential),
		service.SignedIn("credential.show", "GET /v3/users/{id}/application_credentials/{credential}", showAppCredential),
		service.SignedIn("credential.delete", "DELETE /v3/users/{id}/application_credentials/{credential}", deleteAppCredential),
		service.SignedIn("access_rule.list", "GET /v3/users/{id}/access_rules", listAccessRules),

		service.SignedIn("credential.list", "GET /v3/credentials", listCredentials),
		service.SignedIn("credential.create", "POST /v3/credentials", createCredential),
		service.SignedIn("credential.delete", "DELETE /v3/credentials/{id}", deleteCredential),
	}
	for i := range routes {
		routes[i] = on(routes[i])
	}
	return routes
}

// versionDocument is Identity v3 as discovery shows it.
func versionDocument(base string) map[string]any {
	return map[string]any{
		"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z", "links": service.VersionLinks(base + "/v3/"),
		"media-types": []map[string]string{{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}},
	}
}

func showVersion(c *service.RequestContext) (*web.Response, error) {
	return web.OK(web.JSON(map[string]any{"version": versionDocument(c.IdentityRoot())})), nil
}

// ListVersions answers at the root of the host, where a client finds out which Identity there is: 300, as Keystone does.
func ListVersions(c *service.RequestContext) *web.Response {
	v2 := map[string]any{
		"id": "v2.0", "status": "deprecated", "updated": "2014-04-17T00:00:00Z", "links": service.VersionLinks(c.Base + "/v2.0/"),
		"media-types": []map[string]string{{"base": "application/json", "type": "application/vnd.openstack.identity-v2.0+json"}},
	}
	return &web.Response{
		Status: http.StatusMultipleChoices, Header: http.Header{"Location": {c.Base + "/v3/"}},
		Body: web.JSON(map[string]any{"versions": map[string]any{"values": []any{versionDocument(c.Base), v2}}}),
	}
}
