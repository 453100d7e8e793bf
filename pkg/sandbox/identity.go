package sandbox

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// createToken signs a user in (guide 1.3.2, facts 1 to 4): 200 with the token, the user and the catalog (guide 1.3.3, fact 2).
func (services Catalog) createToken(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	auth, isObject := asObject(doc["auth"])
	if !isObject {
		return nil, errMalformedBody
	}
	t, err := authenticate(c, auth)
	if err != nil {
		return nil, err
	}
	a := accessOf(t)
	a.Catalog = services(c.Base, t.Account.tenant)
	return ok(documentBody("access", a)), nil
}

// authenticate checks the credentials in auth and returns the token for them.
func authenticate(c *requestContext, auth object) (token, error) {
	if given, ok := asObject(auth["token"]); ok {
		return renew(c, auth, given)
	}
	var user account
	var method string
	switch {
	case auth.has("passwordCredentials"):
		user, method = checkSecret(c, auth["passwordCredentials"], "password", func(a account) string { return a.password }), "PASSWORD"
	case auth.has("RAX-KSKEY:apiKeyCredentials"):
		user, method = checkSecret(c, auth["RAX-KSKEY:apiKeyCredentials"], "apiKey", func(a account) string { return a.apiKey }), "APIKEY"
	default:
		return token{}, errMalformedBody
	}
	if user.user == "" {
		return token{}, errBadCredentials
	}
	if tenant, wrong := otherTenant(auth, user); wrong {
		return token{}, unauthorized("Tenant with Name/Id: '%s' is not valid for User '%s' (id: '%s')", tenant, user.user, user.id)
	}
	return c.CurrentToken(user, method)
}

var errBadCredentials = unauthorized("Unable to authenticate user with credentials provided.") // fact 7

// checkSecret returns the account whose secret the credentials hold, or none.
func checkSecret(c *requestContext, credentials jsontext.Value, member string, secret func(account) string) account {
	o, _ := asObject(credentials)
	name, _ := o.text("username")
	given, ok := o.text(member)
	user, known := c.Tables.account(name)
	if !ok || !known || given == "" || given != secret(user) {
		return account{}
	}
	return user
}

// renew answers a sign-in by token with that very token.
func renew(c *requestContext, auth, given object) (token, error) {
	id, _ := given.text("id")
	t, good, err := c.LoadToken(id)
	if err != nil {
		return token{}, err
	}
	if !good {
		return token{}, errBadCredentials
	}
	if tenant, wrong := otherTenant(auth, t.Account); wrong {
		return token{}, unauthorized("Token doesn't belong to Tenant with Id/Name: '%s'", tenant)
	}
	return t, nil
}

// otherTenant returns the tenant that auth asks for where it isn't the user's.
func otherTenant(auth object, user account) (string, bool) {
	for _, member := range []string{"tenantId", "tenantName"} {
		if name := auth.textOrNumber(member); name != "" && name != user.tenant {
			return name, true
		}
	}
	return "", false
}

// accessOf is the token and whose it is.
func accessOf(t token) api.Access {
	user := t.Account
	return api.Access{
		Token: api.Token{
			ID:              t.ID,
			Expires:         t.Expires.Format("2006-01-02T15:04:05.000Z07:00"), // fact 3: as it came by 2014
			Tenant:          &api.Tenant{ID: user.tenant, Name: user.tenant},
			AuthenticatedBy: []string{t.Method},
		},
		User: api.User{
			ID: user.id, Name: user.user, DefaultRegion: user.region,
			Roles: []api.Role{
				{ID: "6", Name: "compute:default", TenantID: user.tenant, Description: "Uses the servers of the tenant"},
				{ID: "3", Name: "identity:user-admin", Description: "User Admin Role."},
			},
		},
	}
}

// showToken answers whether a token of the caller's is good, and how long: what a sign-in says, less the catalog. The guide leaves it
// out; Identity v2.0 has it (client libraries call it validation). For belongsTo another tenant there is no such token.
func showToken(c *requestContext) (*response, error) {
	t, err := ownToken(c)
	if err != nil {
		return nil, err
	}
	if tenant := c.Query.Get("belongsTo"); tenant != "" && tenant != t.Account.tenant {
		return nil, errNoToken
	}
	return ok(documentBody("access", accessOf(t))), nil
}

// ownToken is the good token that the path names. Somebody else's is as unknown to the caller as one that never was.
func ownToken(c *requestContext) (token, error) {
	t, good, err := c.LoadToken(c.Arg("id"))
	if err == nil && (!good || t.User != c.Account.user) {
		err = errNoToken
	}
	return t, err
}

var errNoToken = notFound("Token not found.")

// deleteToken revokes a token of the caller's.
func deleteToken(c *requestContext) (*response, error) {
	t, err := ownToken(c)
	if err != nil {
		return nil, err
	}
	return noContent(), c.Revoke(t.ID)
}

// listTenants lists the tenants that the token may use.
func listTenants(c *requestContext) (*response, error) {
	tenant := c.Account.tenant
	return ok(jsonBody(map[string]any{
		"tenants":       []map[string]any{{"id": tenant, "name": tenant, "enabled": true}},
		"tenants_links": []api.Link{},
	})), nil
}
