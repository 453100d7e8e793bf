package identity

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// createToken signs a user in (guide 1.3.2, facts 1 to 4): 200 with the token, the user and the catalog (guide 1.3.3, fact 2).
func (services Catalog) createToken(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	auth, isObject := document.ObjectOf(doc["auth"])
	if !isObject {
		return nil, fault.ErrMalformedBody
	}
	t, err := authenticate(c, auth)
	if err != nil {
		return nil, err
	}
	a := accessOf(t)
	a.Catalog = services(c.Base, t.Account.Tenant, c.Region)
	return web.OK(web.Document("access", a)), nil
}

// authenticate checks the credentials in auth and returns the token for them.
func authenticate(c *service.RequestContext, auth document.Object) (model.Token, error) {
	if given, ok := document.ObjectOf(auth["token"]); ok {
		return renew(c, auth, given)
	}
	var user tables.Account
	var method string
	switch {
	case auth.Has("passwordCredentials"):
		user, method = checkSecret(c, auth["passwordCredentials"], "password", func(a tables.Account) string { return a.Password }), "PASSWORD"
	case auth.Has("RAX-KSKEY:apiKeyCredentials"):
		user, method = checkSecret(c, auth["RAX-KSKEY:apiKeyCredentials"], "apiKey", func(a tables.Account) string { return a.ApiKey }), "APIKEY"
	default:
		return model.Token{}, fault.ErrMalformedBody
	}
	if user.User == "" {
		return model.Token{}, errBadCredentials
	}
	if tenant, wrong := otherTenant(auth, user); wrong {
		return model.Token{}, fault.Unauthorized("Tenant with Name/Id: '%s' is not valid for User '%s' (id: '%s')", tenant, user.User, user.ID)
	}
	return c.CurrentToken(user, method)
}

var errBadCredentials = fault.Unauthorized("Unable to authenticate user with credentials provided.") // fact 7

// checkSecret returns the account whose secret the credentials hold, or none.
func checkSecret(c *service.RequestContext, credentials jsontext.Value, member string, secret func(tables.Account) string) tables.Account {
	o, _ := document.ObjectOf(credentials)
	name, _ := o.Text("username")
	given, ok := o.Text(member)
	user, known := c.Tables.Account(name)
	if !ok || !known || given == "" || given != secret(c.Secrets(user)) {
		return tables.Account{}
	}
	return user
}

// renew answers a sign-in by token with that very token.
func renew(c *service.RequestContext, auth, given document.Object) (model.Token, error) {
	id, _ := given.Text("id")
	t, good, err := c.LoadToken(id)
	if err != nil {
		return model.Token{}, err
	}
	if !good {
		return model.Token{}, errBadCredentials
	}
	if tenant, wrong := otherTenant(auth, t.Account); wrong {
		return model.Token{}, fault.Unauthorized("Token doesn't belong to Tenant with Id/Name: '%s'", tenant)
	}
	return t, nil
}

// otherTenant returns the tenant that auth asks for where it isn't the user's.
func otherTenant(auth document.Object, user tables.Account) (string, bool) {
	for _, member := range []string{"tenantId", "tenantName"} {
		if name := auth.TextOrNumber(member); name != "" && name != user.Tenant {
			return name, true
		}
	}
	return "", false
}

// accessOf is the token and whose it is.
func accessOf(t model.Token) api.Access {
	user := t.Account
	if t.Home != "" {
		user.Region = t.Home
	}
	return api.Access{
		Token: api.Token{
			ID:              t.ID,
			Expires:         t.Expires.Format("2006-01-02T15:04:05.000Z07:00"), // fact 3: as it came by 2014
			Tenant:          &api.Tenant{ID: user.Tenant, Name: user.Tenant},
			AuthenticatedBy: []string{t.Method},
		},
		User: api.User{
			ID: user.ID, Name: user.User, DefaultRegion: user.Region,
			Roles: []api.Role{
				{ID: "6", Name: "compute:default", TenantID: user.Tenant, Description: "Uses the servers of the tenant"},
				{ID: "3", Name: "identity:user-admin", Description: "User Admin Role."},
			},
		},
	}
}

// showToken answers whether a token of the caller's is good, and how long: what a sign-in says, less the catalog. The guide leaves it
// out; Identity v2.0 has it (client libraries call it validation). For belongsTo another tenant there is no such token.
func showToken(c *service.RequestContext) (*web.Response, error) {
	t, err := ownToken(c)
	if err != nil {
		return nil, err
	}
	if tenant := c.Query.Get("belongsTo"); tenant != "" && tenant != t.Account.Tenant {
		return nil, errNoToken
	}
	return web.OK(web.Document("access", accessOf(t))), nil
}

// ownToken is the good token that the path names. Somebody else's is as unknown to the caller as one that never was.
func ownToken(c *service.RequestContext) (model.Token, error) {
	t, good, err := c.LoadToken(c.Arg("id"))
	if err == nil && (!good || t.User != c.Account.User) {
		err = errNoToken
	}
	return t, err
}

var errNoToken = fault.NotFound("Token not found.")

// deleteToken revokes a token of the caller's.
func deleteToken(c *service.RequestContext) (*web.Response, error) {
	t, err := ownToken(c)
	if err != nil {
		return nil, err
	}
	return web.NoContent(), c.Revoke(t.ID)
}

// listTenants lists the tenants that the token may use.
func listTenants(c *service.RequestContext) (*web.Response, error) {
	tenant := c.Account.Tenant
	return web.OK(web.JSON(map[string]any{
		"tenants":       []map[string]any{{"id": tenant, "name": tenant, "enabled": true}},
		"tenants_links": []api.Link{},
	})), nil
}

// showIdentityVersion describes Identity v2.0, which discovery asks for before it signs in (fact 31).
func showIdentityVersion(c *service.RequestContext) (*web.Response, error) {
	return web.OK(web.Document("version", api.Version{
		ID: "v2.0", Status: "stable", Updated: "2014-04-17T00:00:00Z",
		Links: service.VersionLinks(c.IdentityRoot() + "/v2.0/"), MediaTypes: service.MediaTypes("identity"),
	})), nil
}
