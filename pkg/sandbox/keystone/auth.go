package keystone

import (
	"net/http"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// signIn is a sign-in on its way: who it is by now, and by which methods.
type signIn struct {
	user       tables.Account
	methods    []string
	from       *model.Token         // the token that it is made of
	credential *model.AppCredential // the application credential that it is made of
}

// createToken signs a user in: 201 with the token in a header, and what it is for in the body.
func (services Catalog) createToken(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, expecting("valid JSON", "request body")
	}
	auth, isObject := document.ObjectOf(doc["auth"])
	if !isObject {
		return nil, expecting("auth", "request body")
	}
	identity, isObject := document.ObjectOf(auth["identity"])
	if !isObject {
		return nil, fault.BadRequest("'identity' is a required property")
	}
	s, err := authenticate(c, identity)
	if err != nil {
		return nil, err
	}
	if receipt, err := s.missingFactor(c); receipt != nil || err != nil {
		return receipt, err
	}
	t, err := s.token(c, auth)
	if err != nil {
		return nil, err
	}
	t.Home = c.Home()
	if err := c.SaveToken(t); err != nil {
		return nil, err
	}
	v := tokenDocument(t)
	if !c.Query.Has("nocatalog") && t.Scope != model.NoScope {
		v["catalog"] = services.document(c, t.Project)
	}
	return &web.Response{
		Status: http.StatusCreated, Header: http.Header{"X-Subject-Token": {t.ID}}, Body: web.JSON(map[string]any{"token": v}),
	}, nil
}

// authenticate checks the credentials of each method that is named, all of the same user.
func authenticate(c *service.RequestContext, identity document.Object) (*signIn, error) {
	items, ok := identity.Items("methods")
	if !ok || len(items) == 0 {
		return nil, expecting("methods", "identity")
	}
	s := &signIn{}
	if err := s.resume(c); err != nil {
		return nil, err
	}
	for _, item := range items {
		name, _ := document.Object{"": item}.Text("")
		check := methods()[name]
		given, has := document.ObjectOf(identity[name])
		if check == nil || !has {
			return nil, expecting(name, "identity")
		}
		user, err := check(s, c, given)
		switch {
		case err != nil:
			return nil, err
		case user.User == "" || s.user.User != "" && s.user.User != user.User:
			return nil, errUnauthorized
		}
		s.user = user
		if !slices.Contains(s.methods, name) {
			s.methods = append(s.methods, name)
		}
	}
	return s, nil
}

// methods are the ways to sign in. Each returns whose credentials they are; the zero value: nobody's.
func methods() map[string]func(*signIn, *service.RequestContext, document.Object) (tables.Account, error) {
	return map[string]func(*signIn, *service.RequestContext, document.Object) (tables.Account, error){
		"password": (*signIn).password, "token": (*signIn).renew, "totp": (*signIn).totp, "application_credential": (*signIn).appCredential,
	}
}

func (s *signIn) password(c *service.RequestContext, given document.Object) (tables.Account, error) {
	user, o, err := findUser(c, given["user"])
	if password, _ := o.Text("password"); err != nil || password == "" || password != c.Secrets(user).Password {
		return tables.Account{}, err
	}
	return user, nil
}

// findUser is the user that a method names, by id, or by name and domain.
func findUser(c *service.RequestContext, given jsontext.Value) (tables.Account, document.Object, error) {
	o, isObject := document.ObjectOf(given)
	if !isObject {
		return tables.Account{}, nil, expecting("user", "request body")
	}
	var user tables.Account
	id, byID := o.Text("id")
	name, byName := o.Text("name")
	switch {
	case byID:
		user, _ = c.Tables.AccountByID(id)
	case byName && !isDefaultDomain(o["domain"]):
	case byName:
		user, _ = c.Tables.Account(name)
	default:
		return user, nil, expecting("id or name", "user")
	}
	return user, o, nil
}

func (s *signIn) renew(c *service.RequestContext, given document.Object) (tables.Account, error) {
	id, _ := given.Text("id")
	t, good, err := c.LoadToken(id)
	if err != nil || !good || t.Credential != "" {
		return tables.Account{}, err
	}
	s.from = &t
	for _, m := range t.Methods {
		if m != "token" {
			s.methods = append(s.methods, m)
		}
	}
	user, _ := c.Tables.Account(t.User)
	return user, nil
}

func (s *signIn) appCredential(c *service.RequestContext, given document.Object) (tables.Account, error) {
	secret, _ := given.Text("secret")
	id, byID := given.Text("id")
	var found *model.AppCredential
	var err error
	if byID {
		found, err = c.AppCredential(id)
	} else {
		found, err = namedCredential(c, given)
	}
	if err != nil || found == nil || secret != found.Secret {
		return tables.Account{}, err
	}
	s.credential = found
	user, _ := c.Tables.Account(found.User)
	return user, nil
}

// namedCredential is a user's application credential by its name; nil if there is none.
func namedCredential(c *service.RequestContext, given document.Object) (*model.AppCredential, error) {
	user, _, err := findUser(c, given["user"])
	if err != nil || user.User == "" {
		return nil, err
	}
	name, _ := given.Text("name")
	all, err := c.AppCredentials(user.User)
	if i := slices.IndexFunc(all, func(a *model.AppCredential) bool { return a.Name == name }); i >= 0 {
		return c.AppCredential(all[i].ID)
	}
	return nil, err
}

// token makes the token that the sign-in asks for.
func (s *signIn) token(c *service.RequestContext, auth document.Object) (model.Token, error) {
	t := model.Token{
		ID: random.UUID(), User: s.user.User, Account: s.user, Methods: s.methods, Audit: []string{auditID()}, Issued: c.Now,
		Expires: c.Now.Add(model.TokenLife),
	}
	if s.from != nil {
		t.Expires = s.from.Expires // renewing doesn't prolong
		if n := len(s.from.Audit); n > 0 {
			t.Audit = append(t.Audit, s.from.Audit[n-1])
		}
		if !slices.Contains(t.Methods, "token") {
			t.Methods = append(t.Methods, "token")
		}
	}
	if s.credential != nil {
		if auth.Has("scope") {
			return t, fault.Unauthorized("Application credentials cannot request a scope.")
		}
		t.Scope, t.Project, t.Credential = model.ProjectScope, s.credential.Project, s.credential.ID
		return t, nil
	}
	var err error
	t.Scope, t.Project, err = scopeOf(c, s.user, auth)
	return t, err
}

func auditID() string { return random.UUID()[:8] + random.UUID()[24:] }
