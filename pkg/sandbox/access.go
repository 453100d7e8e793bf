package sandbox

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// CheckAccess refuses a request whose token is missing, dead, or for another tenant than the path's. From then on the session has the
// token's user, whose tenant it is where the path names none.
func (x *exchange) checkAccess(m *model.Model) error {
	if x.route.Access == service.ForAnyone {
		return nil
	}
	t, ok, err := m.LoadToken(x.request.Header.Get("X-Auth-Token"))
	if err != nil {
		return err
	}
	if ok && t.Credential != "" {
		ok, err = x.isGranted(m, t.Credential)
	}
	switch {
	case err != nil:
		return err
	case !ok && x.route.Face != nil:
		return fault.Unauthorized("The request you have made requires authentication.")
	case !ok:
		return fault.Unauthorized("No valid token provided. Please use the 'X-Auth-Token' header with a valid token.")
	}
	m.Account = t.Account
	if x.route.Access == service.ForSignedIn {
		m.Tenant = t.Account.Tenant
	}
	switch {
	case m.Tenant == t.Account.Tenant:
		return nil
	case x.route.Face != nil:
		return fault.BadRequest("Malformed request URL: URL's project_id '%s' doesn't match Context's project_id '%s'", m.Tenant, t.Account.Tenant)
	}
	return fault.BadRequest("Malformed request url") // errors.tsv: the tenant in the URL is not the token's
}

// isGranted reports whether the access rules of an application credential let the request through. Without rules they let all.
func (x *exchange) isGranted(m *model.Model, credential string) (bool, error) {
	c, err := m.AppCredential(credential)
	if err != nil || c == nil || c.Rules == nil {
		return c != nil, err
	}
	for _, r := range c.Rules {
		if types := serviceTypes(x.request.Path); r.Method == x.route.Method && slices.Contains(types, r.Service) && fitsRule(r.Path, x.request.Path) {
			return true, nil
		}
	}
	return false, nil
}

// serviceTypes are the types that a catalog may have for the service of a path.
func serviceTypes(path string) []string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	switch first {
	case "v3", "v2.0":
		return []string{"identity"}
	case "image", "network":
		return []string{first}
	case "volume":
		return []string{"block-storage", "volumev3", "volume", "volumev2"}
	}
	return []string{"compute"}
}

// fitsRule compares a path with a rule's: * and {name} are a segment, ** is any number of them. The neighbours' paths begin with their
// endpoint, which a rule leaves out.
func fitsRule(rule, path string) bool {
	for _, endpoint := range []string{"/image", "/network", "/volume"} {
		path = strings.TrimPrefix(path, endpoint)
	}
	return fitSegments(strings.Split(strings.Trim(rule, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/"))
}

func fitSegments(rule, path []string) bool {
	switch {
	case len(rule) == 0:
		return len(path) == 0
	case rule[0] == "**":
		return fitSegments(rule[1:], path) || len(path) > 0 && fitSegments(rule, path[1:])
	case len(path) == 0:
		return false
	}
	return (rule[0] == "*" || strings.HasPrefix(rule[0], "{") || rule[0] == path[0]) && fitSegments(rule[1:], path[1:])
}
