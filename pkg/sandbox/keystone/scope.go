package keystone

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// There is one domain, which every cloud has.
const (
	domainID   = "default"
	domainName = "Default"
)

func domainRef() map[string]any { return map[string]any{"id": domainID, "name": domainName} }

// isDefaultDomain reports an object that names the one domain, by id or by name.
func isDefaultDomain(v jsontext.Value) bool {
	o, _ := document.ObjectOf(v)
	id, byID := o.Text("id")
	name, byName := o.Text("name")
	return byID && id == domainID || byName && !byID && name == domainName
}

// scopeOf is what a sign-in wants a token for: a project, the domain, the system or nothing. Without a word it is the user's own project.
// What the user has no role on is 401, as if it weren't there.
func scopeOf(c *service.RequestContext, user tables.Account, auth document.Object) (scope, project string, err error) {
	if text, isText := auth.Text("scope"); isText && text == "unscoped" {
		return model.NoScope, "", nil
	}
	o, isObject := document.ObjectOf(auth["scope"])
	switch {
	case !isObject:
		return model.ProjectScope, user.Tenant, nil
	case o.Has("project"):
		wanted, _ := document.ObjectOf(o["project"])
		id, byID := wanted.Text("id")
		if !byID && isDefaultDomain(wanted["domain"]) {
			id, _ = wanted.Text("name")
		}
		if !slices.Contains(projectsOf(c, user), id) {
			return "", "", errUnauthorized
		}
		return model.ProjectScope, id, nil
	case o.Has("domain") && user.Admin && isDefaultDomain(o["domain"]):
		return model.DomainScope, "", nil
	case o.Has("system") && user.Admin:
		return model.SystemScope, "", nil
	}
	return "", "", errUnauthorized
}

// projectsOf are the projects on which a user has a role: the administrator on all.
func projectsOf(c *service.RequestContext, user tables.Account) []string {
	if user.Admin {
		return c.Tables.Projects()
	}
	return []string{user.Tenant}
}
