package sandbox

import "net"

// checkAccess refuses a request whose token is missing, dead, or for another tenant than the path's.
func (c *requestContext) checkAccess(a access) error {
	if a == anyone {
		return nil
	}
	t, ok, err := c.loadToken(c.header.Get("X-Auth-Token"))
	if err != nil {
		return err
	}
	if !ok {
		return unauthorized("No valid token provided. Please use the 'X-Auth-Token' header with a valid token.")
	}
	c.token = t
	if a == ofTenant && c.arg("tenant") != t.account().tenant {
		return badRequest("Malformed request url") // errors.tsv: the tenant in the URL is not the token's
	}
	return nil
}

// isLoopback reports whether a host, with or without a port, is this machine.
func isLoopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
