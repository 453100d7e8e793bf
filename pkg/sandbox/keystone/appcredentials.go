package keystone

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

func appCredentialDocument(c *service.RequestContext, a *model.AppCredential) map[string]any {
	v := map[string]any{
		"id": a.ID, "name": a.Name, "description": nil, "project_id": a.Project, "roles": roleDocuments(a.Roles), "expires_at": nil,
		"unrestricted": a.Unrestricted, "system": nil, "user_id": c.Arg("id"),
		"links": map[string]any{"self": c.Base + "/v3/users/" + c.Arg("id") + "/application_credentials/" + a.ID},
	}
	if a.Description != "" {
		v["description"] = a.Description
	}
	if !a.Expires.IsZero() {
		v["expires_at"] = a.Expires.UTC().Format("2006-01-02T15:04:05.000000")
	}
	if a.Rules != nil {
		v["access_rules"] = a.Rules
	}
	return v
}

// ownPath refuses the paths of other users.
func ownPath(c *service.RequestContext) error {
	if c.Arg("id") != c.Account.ID {
		return errForbidden
	}
	return nil
}

func listAppCredentials(c *service.RequestContext) (*web.Response, error) {
	if err := ownPath(c); err != nil {
		return nil, err
	}
	found, err := c.AppCredentials(c.Account.User)
	all := []map[string]any{}
	for _, a := range found {
		if c.Wants("name", a.Name) {
			all = append(all, appCredentialDocument(c, a))
		}
	}
	return listDocument(c, "application_credentials", all), err
}

// createAppCredential makes one for the project of the token. Its secret is in this answer and in no other.
func createAppCredential(c *service.RequestContext) (*web.Response, error) {
	if err := ownPath(c); err != nil {
		return nil, err
	}
	doc, err := c.Body.Document()
	if err != nil {
		return nil, expecting("valid JSON", "request body")
	}
	o, _ := document.ObjectOf(doc["application_credential"])
	a := &model.AppCredential{
		ID: random.UUID(), User: c.Account.User, Project: c.Tenant, Roles: c.Account.Roles(), Created: c.Now, Secret: random.UUID() + random.UUID(),
	}
	if a.Name, _ = o.Text("name"); a.Name == "" {
		return nil, fault.BadRequest("'name' is a required property")
	}
	if c.Tenant == "" {
		return nil, errForbidden
	}
	if err := readAppCredential(a, o); err != nil {
		return nil, err
	}
	have, err := c.AppCredentials(a.User)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(have, func(b *model.AppCredential) bool { return a.Name == b.Name }) {
		return nil, fault.Conflict("Conflict occurred attempting to store application_credential - Duplicate entry found with name %s.", a.Name)
	}
	v := appCredentialDocument(c, a)
	v["secret"] = a.Secret
	return &web.Response{Status: http.StatusCreated, Body: web.JSON(map[string]any{"application_credential": v})}, c.SaveAppCredential(a)
}

// readAppCredential reads what a request may leave out.
func readAppCredential(a *model.AppCredential, o document.Object) error {
	a.Description, _ = o.Text("description")
	a.Unrestricted = o["unrestricted"].Kind() == 't'
	if secret, ok := o.Text("secret"); ok && secret != "" {
		a.Secret = secret
	}
	if text, ok := o.Text("expires_at"); ok {
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999", "2006-01-02T15:04:05"} {
			if t, err := time.Parse(layout, text); err == nil {
				a.Expires = t
				break
			}
		}
		if a.Expires.IsZero() {
			return fault.BadRequest("Unable to parse expires_at: %s", text)
		}
	}
	if roles, ok := o.Items("roles"); ok && len(roles) > 0 {
		var wanted []string
		for _, r := range roles {
			given, _ := document.ObjectOf(r)
			name, _ := given.Text("name")
			id, _ := given.Text("id")
			i := slices.IndexFunc(a.Roles, func(role string) bool { return role == name || idOf("role", role) == id })
			if i < 0 {
				return fault.BadRequest("Could not find role assignment for user on project for role: %s.", name+id)
			}
			wanted = append(wanted, a.Roles[i])
		}
		a.Roles = wanted
	}
	if o.Has("access_rules") {
		a.Rules = []model.AccessRule{}
		if err := json.Unmarshal(o["access_rules"], &a.Rules); err != nil {
			return fault.BadRequest("Invalid input for field 'access_rules'")
		}
		for i := range a.Rules {
			a.Rules[i].ID = random.UUID()
		}
	}
	return nil
}

func findAppCredential(c *service.RequestContext) (*model.AppCredential, error) {
	if err := ownPath(c); err != nil {
		return nil, err
	}
	a, err := c.AppCredential(c.Arg("credential"))
	if err == nil && (a == nil || a.User != c.Account.User) {
		err = notFound("Application Credential", c.Arg("credential"))
	}
	return a, err
}

func showAppCredential(c *service.RequestContext) (*web.Response, error) {
	a, err := findAppCredential(c)
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(map[string]any{"application_credential": appCredentialDocument(c, a)})), nil
}

func deleteAppCredential(c *service.RequestContext) (*web.Response, error) {
	a, err := findAppCredential(c)
	if err != nil {
		return nil, err
	}
	return web.NoContent(), c.DeleteAppCredential(a.ID)
}

func listAccessRules(c *service.RequestContext) (*web.Response, error) {
	if err := ownPath(c); err != nil {
		return nil, err
	}
	found, err := c.AppCredentials(c.Account.User)
	all := []map[string]any{}
	for _, a := range found {
		for _, r := range a.Rules {
			all = append(all, map[string]any{"id": r.ID, "service": r.Service, "method": r.Method, "path": r.Path})
		}
	}
	return listDocument(c, "access_rules", all), err
}
