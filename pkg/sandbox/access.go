package sandbox

// checkAccess refuses a request whose token is missing, dead, or for another tenant than the path's. From then on the session has the
// token's user, whose tenant it is where the path names none.
func (x *exchange) checkAccess(m *Model) error {
	if x.route.access == anyone {
		return nil
	}
	t, ok, err := m.LoadToken(x.request.Header.Get("X-Auth-Token"))
	if err != nil {
		return err
	}
	if !ok {
		return unauthorized("No valid token provided. Please use the 'X-Auth-Token' header with a valid token.")
	}
	m.Account = t.Account
	if x.route.access == signedIn {
		m.Tenant = t.Account.tenant
	}
	if m.Tenant != t.Account.tenant {
		return badRequest("Malformed request url") // errors.tsv: the tenant in the URL is not the token's
	}
	return nil
}
