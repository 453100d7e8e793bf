package keystone

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238 and every authenticator use it
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// receiptPrefix keeps receipts apart from tokens: one is no good as the other.
const receiptPrefix = "receipt:"

// resume goes on with the sign-in that a receipt stands for, where the request has one.
func (s *signIn) resume(c *service.RequestContext) error {
	id := c.Header.Get("Openstack-Auth-Receipt")
	if id == "" {
		return nil
	}
	t, good, err := c.LoadToken(receiptPrefix + id)
	if err != nil || !good {
		return cmpErr(err, errUnauthorized)
	}
	s.user, s.methods = t.Account, t.Methods
	s.user.Tenant = mustAccount(c, t.User).Tenant
	return nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func mustAccount(c *service.RequestContext, name string) tables.Account {
	a, _ := c.Tables.Account(name)
	return a
}

// missingFactor is 401 with a receipt where the user's rules ask for more methods than were used; nil: these do.
func (s *signIn) missingFactor(c *service.RequestContext) (*web.Response, error) {
	f, err := c.Factors(s.user.User)
	if err != nil || !f.Enabled || len(f.Rules) == 0 || s.from != nil || s.credential != nil {
		return nil, err
	}
	for _, rule := range f.Rules {
		if !slices.ContainsFunc(rule, func(m string) bool { return !slices.Contains(s.methods, m) }) {
			return nil, nil
		}
	}
	id := random.UUID()
	t := model.Token{
		ID: receiptPrefix + id, User: s.user.User, Methods: s.methods, Scope: model.NoScope, Issued: c.Now, Expires: c.Now.Add(receiptLife),
	}
	if err := c.SaveToken(t); err != nil {
		return nil, err
	}
	return &web.Response{
		Status: http.StatusUnauthorized, Header: http.Header{"Openstack-Auth-Receipt": {id}},
		Body: web.JSON(map[string]any{
			"receipt": map[string]any{
				"methods": s.methods, "expires_at": t.Expires.Format(timestamp), "issued_at": t.Issued.Format(timestamp),
				"user": map[string]any{"id": s.user.ID, "name": s.user.User, "domain": domainRef()},
			},
			"required_auth_methods": f.Rules,
		}),
	}, nil
}

// totp checks a passcode against the secrets that the user has. That of the time before counts too.
func (s *signIn) totp(c *service.RequestContext, given document.Object) (tables.Account, error) {
	user, o, err := findUser(c, given["user"])
	if err != nil || user.User == "" {
		return tables.Account{}, err
	}
	code := o.TextOrNumber("passcode")
	f, err := c.Factors(user.User)
	for _, secret := range f.TOTP {
		for _, back := range []time.Duration{0, 30 * time.Second} {
			if code == passcode(secret, c.Now.Add(-back)) {
				return user, err
			}
		}
	}
	return tables.Account{}, err
}

// passcode is the one of a secret at a time (RFC 6238); "" where the secret is none.
func passcode(secret string, at time.Time) string {
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ToUpper(secret), "="))
	if err != nil || len(key) == 0 {
		return ""
	}
	h := hmac.New(sha1.New, key)
	_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(at.Unix()/30)))
	sum := h.Sum(nil)
	n := binary.BigEndian.Uint32(sum[sum[19]&0xf:]) & 0x7fffffff
	return fmt.Sprintf("%06d", n%1_000_000)
}

// createCredential keeps a TOTP secret of a user's. Other types have no meaning here, and are kept nowhere.
func createCredential(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, expecting("valid JSON", "request body")
	}
	o, _ := document.ObjectOf(doc["credential"])
	blob, _ := o.Text("blob")
	kind, _ := o.Text("type")
	owner, _ := o.Text("user_id")
	user, known := c.Tables.AccountByID(owner)
	switch {
	case blob == "" || kind == "" || owner == "":
		return nil, expecting("blob, type and user_id", "credential")
	case !known:
		return nil, notFound("user", owner)
	case user.User != c.Account.User && !c.Account.Admin:
		return nil, errForbidden
	}
	id := random.UUID()
	f, err := c.Factors(user.User)
	if err != nil {
		return nil, err
	}
	if kind == "totp" {
		if f.TOTP == nil {
			f.TOTP = map[string]string{}
		}
		f.TOTP[id] = blob
	}
	return &web.Response{Status: http.StatusCreated, Body: web.JSON(map[string]any{"credential": map[string]any{
		"id": id, "type": kind, "user_id": owner, "blob": blob, "project_id": nil,
	}})}, c.SaveFactors(user.User, f)
}

func listCredentials(c *service.RequestContext) (*web.Response, error) {
	f, err := c.Factors(c.Account.User)
	all := []map[string]any{}
	for id, secret := range f.TOTP {
		all = append(all, map[string]any{"id": id, "type": "totp", "user_id": c.Account.ID, "blob": secret, "project_id": nil})
	}
	return listDocument(c, "credentials", all), err
}

func deleteCredential(c *service.RequestContext) (*web.Response, error) {
	f, err := c.Factors(c.Account.User)
	if err != nil {
		return nil, err
	}
	if _, found := f.TOTP[c.Arg("id")]; !found {
		return nil, notFound("credential", c.Arg("id"))
	}
	delete(f.TOTP, c.Arg("id"))
	return web.NoContent(), c.SaveFactors(c.Account.User, f)
}

// updateUser takes the options that ask for a second factor, and nothing else.
func updateUser(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, expecting("valid JSON", "request body")
	}
	user, known := c.Tables.AccountByID(c.Arg("id"))
	switch {
	case !c.Account.Admin:
		return nil, errForbidden
	case !known:
		return nil, notFound("user", c.Arg("id"))
	}
	o, _ := document.ObjectOf(doc["user"])
	options, _ := document.ObjectOf(o["options"])
	f, err := c.Factors(user.User)
	if err != nil {
		return nil, err
	}
	if v, there := options["multi_factor_auth_enabled"]; there {
		f.Enabled = v.Kind() == 't'
	}
	if v, there := options["multi_factor_auth_rules"]; there {
		f.Rules = nil
		if err := json.Unmarshal(v, &f.Rules); err != nil {
			return nil, expecting("lists of methods", "multi_factor_auth_rules")
		}
	}
	return web.OK(web.JSON(map[string]any{"user": userDocument(c, user)})), c.SaveFactors(user.User, f)
}
