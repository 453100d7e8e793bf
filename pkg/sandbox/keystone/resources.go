package keystone

import (
	"slices"

	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listDocument is a whole list: nothing here has pages.
func listDocument(c *service.RequestContext, root string, items []map[string]any) *web.Response {
	return web.OK(web.JSON(map[string]any{root: items, "links": selfLink(c)}))
}

func projectDocument(c *service.RequestContext, id string) map[string]any {
	return map[string]any{
		"id": id, "name": id, "domain_id": domainID, "parent_id": domainID, "enabled": true, "description": "", "is_domain": false,
		"tags": []string{}, "options": map[string]any{}, "links": map[string]any{"self": c.Base + "/v3/projects/" + id},
	}
}

func listTheProjects(c *service.RequestContext, ids []string) (*web.Response, error) {
	all := []map[string]any{}
	for _, id := range ids {
		if c.Wants("name", id) && c.Wants("domain_id", domainID) {
			all = append(all, projectDocument(c, id))
		}
	}
	return listDocument(c, "projects", all), nil
}

func listOwnProjects(c *service.RequestContext) (*web.Response, error) {
	return listTheProjects(c, projectsOf(c, mustAccount(c, c.Account.User)))
}

func listProjects(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	return listTheProjects(c, c.Tables.Projects())
}

func listUserProjects(c *service.RequestContext) (*web.Response, error) {
	user, known := c.Tables.AccountByID(c.Arg("id"))
	switch {
	case user.User != c.Account.User && !c.Account.Admin:
		return nil, errForbidden
	case !known:
		return nil, notFound("user", c.Arg("id"))
	}
	return listTheProjects(c, projectsOf(c, user))
}

func showProject(c *service.RequestContext) (*web.Response, error) {
	id := c.Arg("id")
	switch {
	case !c.Account.Admin && id != c.Tenant:
		return nil, errForbidden
	case !slices.Contains(c.Tables.Projects(), id):
		return nil, notFound("project", id)
	}
	return web.OK(web.JSON(map[string]any{"project": projectDocument(c, id)})), nil
}

func domainDocument(c *service.RequestContext) map[string]any {
	return map[string]any{
		"id": domainID, "name": domainName, "enabled": true, "description": "The default domain", "tags": []string{},
		"options": map[string]any{}, "links": map[string]any{"self": c.Base + "/v3/domains/" + domainID},
	}
}

func listOwnDomains(c *service.RequestContext) (*web.Response, error) {
	all := []map[string]any{}
	if c.Account.Admin {
		all = append(all, domainDocument(c))
	}
	return listDocument(c, "domains", all), nil
}

func listDomains(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	return listOwnDomains(c)
}

func showDomain(c *service.RequestContext) (*web.Response, error) {
	if c.Arg("id") != domainID {
		return nil, notFound("domain", c.Arg("id"))
	}
	return web.OK(web.JSON(map[string]any{"domain": domainDocument(c)})), nil
}

func showSystem(c *service.RequestContext) (*web.Response, error) {
	all := []map[string]any{}
	if c.Account.Admin {
		all = append(all, map[string]any{"all": true})
	}
	return listDocument(c, "system", all), nil
}

func userDocument(c *service.RequestContext, a tables.Account) map[string]any {
	f, _ := c.Factors(a.User) // unreadable ones are met at the next sign-in
	options := map[string]any{}
	if f.Enabled {
		options["multi_factor_auth_enabled"] = true
	}
	if f.Rules != nil {
		options["multi_factor_auth_rules"] = f.Rules
	}
	return map[string]any{
		"id": a.ID, "name": a.User, "domain_id": domainID, "enabled": true, "default_project_id": a.Tenant, "password_expires_at": nil,
		"options": options, "links": map[string]any{"self": c.Base + "/v3/users/" + a.ID},
	}
}

func listUsers(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	all := []map[string]any{}
	for _, a := range c.Tables.Users() {
		if c.Wants("name", a.User) {
			all = append(all, userDocument(c, a))
		}
	}
	return listDocument(c, "users", all), nil
}

func showUser(c *service.RequestContext) (*web.Response, error) {
	a, known := c.Tables.AccountByID(c.Arg("id"))
	switch {
	case a.User != c.Account.User && !c.Account.Admin:
		return nil, errForbidden
	case !known:
		return nil, notFound("user", c.Arg("id"))
	}
	return web.OK(web.JSON(map[string]any{"user": userDocument(c, a)})), nil
}

func listRoles(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	return listDocument(c, "roles", roleDocuments(c.Account.Roles())), nil
}

// listNone answers the administrator with a list of what there is none of.
func listNone(root string) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		if !c.Account.Admin {
			return nil, errForbidden
		}
		return listDocument(c, root, []map[string]any{}), nil
	}
}

// listAssignments says which roles users have on their projects.
func listAssignments(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	all := []map[string]any{}
	for _, a := range c.Tables.Users() {
		for _, r := range roleDocuments(a.Roles()) {
			if c.Wants("user.id", a.ID) && c.Wants("scope.project.id", a.Tenant) {
				all = append(all, map[string]any{
					"user": map[string]any{"id": a.ID}, "role": map[string]any{"id": r["id"]}, "links": map[string]any{},
					"scope": map[string]any{"project": map[string]any{"id": a.Tenant}},
				})
			}
		}
	}
	return listDocument(c, "role_assignments", all), nil
}

func listRegions(c *service.RequestContext) (*web.Response, error) {
	all := []map[string]any{}
	regions, _ := tables.RegionsBeside(c.Region)
	for _, r := range regions {
		all = append(all, map[string]any{"id": r, "description": "", "parent_region_id": nil, "links": map[string]any{"self": c.Base + "/v3/regions/" + r}})
	}
	return listDocument(c, "regions", all), nil
}

func (services Catalog) listServices(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	all := []map[string]any{}
	for _, s := range services {
		if c.Wants("type", s.Type) && c.Wants("name", s.Name) {
			all = append(all, map[string]any{"id": idOf("service", s.Type), "type": s.Type, "name": s.Name, "enabled": true, "links": map[string]any{}})
		}
	}
	return listDocument(c, "services", all), nil
}

func (services Catalog) listEndpoints(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, errForbidden
	}
	all := []map[string]any{}
	for _, s := range services {
		for _, e := range s.endpoints(c, c.Tenant) {
			if c.Wants("interface", e["interface"].(string)) && c.Wants("region_id", e["region"].(string)) && c.Wants("service_id", e["service_id"].(string)) {
				e["enabled"] = true
				all = append(all, e)
			}
		}
	}
	return listDocument(c, "endpoints", all), nil
}
