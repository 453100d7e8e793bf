package sandbox

import (
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
	if !ok {
		return fault.Unauthorized("No valid token provided. Please use the 'X-Auth-Token' header with a valid token.")
	}
	m.Account = t.Account
	if x.route.Access == service.ForSignedIn {
		m.Tenant = t.Account.Tenant
	}
	if m.Tenant != t.Account.Tenant {
		return fault.BadRequest("Malformed request url") // errors.tsv: the tenant in the URL is not the token's
	}
	return nil
}
