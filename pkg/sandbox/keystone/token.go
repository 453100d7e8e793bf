package keystone

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// timestamp is how Keystone writes a time.
const timestamp = "2006-01-02T15:04:05.000000Z"

// tokenDocument is a token, less the catalog.
func tokenDocument(t model.Token) map[string]any {
	user := t.Account
	v := map[string]any{
		"methods": t.Methods, "audit_ids": t.Audit, "expires_at": t.Expires.UTC().Format(timestamp), "issued_at": t.Issued.UTC().Format(timestamp),
		"user": map[string]any{"id": user.ID, "name": user.User, "domain": domainRef(), "password_expires_at": nil},
	}
	switch t.Scope {
	case model.ProjectScope:
		v["project"] = map[string]any{"id": t.Project, "name": t.Project, "domain": domainRef()}
		v["is_domain"] = false
	case model.DomainScope:
		v["domain"] = domainRef()
	case model.SystemScope:
		v["system"] = map[string]any{"all": true}
	case model.NoScope:
		return v
	}
	v["roles"] = roleDocuments(user.Roles())
	if t.Credential != "" {
		v["application_credential"] = map[string]any{"id": t.Credential, "restricted": true}
	}
	return v
}

// roleDocuments are roles by name. Their ids follow from the names.
func roleDocuments(names []string) []map[string]any {
	all := []map[string]any{}
	for _, name := range names {
		all = append(all, map[string]any{"id": idOf("role", name), "name": name})
	}
	return all
}

// idOf is the id of what the sandbox has from the beginning.
func idOf(kind, name string) string {
	id := []byte(tables.DerivedID(kind + "/" + name))
	plain := id[:0]
	for _, b := range id {
		if b != '-' {
			plain = append(plain, b)
		}
	}
	return string(plain)
}

// document is the catalog as v3 has it: each service with its endpoints, by region and interface.
func (services Catalog) document(c *service.RequestContext, project string) []map[string]any {
	all := []map[string]any{}
	for _, s := range services {
		endpoints := []map[string]any{}
		for _, e := range s.endpoints(c, project) {
			delete(e, "service_id")
			endpoints = append(endpoints, e)
		}
		all = append(all, map[string]any{"id": idOf("service", s.Type), "type": s.Type, "name": s.Name, "endpoints": endpoints})
	}
	return all
}

func (s Service) url(c *service.RequestContext, region, project string) string {
	if s.URL == nil {
		return c.IdentityRoot() + "/v3"
	}
	return s.URL(c.Base, region, project)
}

// endpoints are those in the regions of the identity service that is asked: London has one of its own.
func (s Service) endpoints(c *service.RequestContext, project string) []map[string]any {
	var all []map[string]any
	regions, _ := tables.RegionsBeside(c.Region)
	for _, region := range regions {
		for _, kind := range []string{"public", "internal", "admin"} {
			all = append(all, map[string]any{
				"id": idOf("endpoint", s.Type+region+kind), "interface": kind, "region": region, "region_id": region,
				"service_id": idOf("service", s.Type), "url": s.url(c, region, project),
			})
		}
	}
	return all
}

func (services Catalog) showCatalog(c *service.RequestContext) (*web.Response, error) {
	if c.Tenant == "" {
		return nil, errForbidden
	}
	return web.OK(web.JSON(map[string]any{"catalog": services.document(c, c.Tenant), "links": selfLink(c)})), nil
}

// subject is the token that a request asks about: one's own, or any for the administrator.
func subject(c *service.RequestContext) (model.Token, error) {
	t, good, err := c.LoadToken(c.Header.Get("X-Subject-Token"))
	switch {
	case err != nil:
		return t, err
	case !good:
		return t, notFound("token", "None")
	case t.User != c.Account.User && !c.Account.Admin:
		return t, errForbidden
	}
	if t.Scope == "" { // it came from v2.0
		t.Scope, t.Project, t.Methods, t.Issued = model.ProjectScope, t.Account.Tenant, []string{"password"}, t.Expires.Add(-model.TokenLife)
	}
	return t, nil
}

func (services Catalog) showToken(c *service.RequestContext) (*web.Response, error) {
	t, err := subject(c)
	if err != nil {
		return nil, err
	}
	v := tokenDocument(t)
	if !c.Query.Has("nocatalog") && t.Scope != model.NoScope {
		v["catalog"] = services.document(c, t.Project)
	}
	a := web.OK(web.JSON(map[string]any{"token": v}))
	a.Header = map[string][]string{"X-Subject-Token": {t.ID}}
	return a, nil
}

// deleteToken revokes a token.
func deleteToken(c *service.RequestContext) (*web.Response, error) {
	t, err := subject(c)
	if err != nil {
		return nil, err
	}
	return web.NoContent(), c.Revoke(t.ID)
}

func selfLink(c *service.RequestContext) map[string]any {
	return map[string]any{"self": c.Base + c.Path, "next": nil, "previous": nil}
}

// receiptLife is how long a receipt is good.
const receiptLife = 5 * time.Minute
