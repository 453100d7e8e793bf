package client

import (
	"context"
	"net/url"
	"path"
	"strings"
)

// identity is a version of the Identity service.
type identity interface {
	// authenticate signs in. The session lacks only its region and endpoint.
	authenticate(context.Context, Credentials) (Session, error)
	// revoke ends a token. That it is dead already, or that the service can't, is no error.
	revoke(ctx context.Context, token string) error
}

// newIdentity chooses the version by the last part of the auth URL. A URL without a version is taken to be the root of
// a service that has v2.0.
func newIdentity(authURL string, exchange handler) (identity, error) {
	u, err := url.Parse(strings.TrimSuffix(authURL, "/tokens"))
	if err != nil {
		return nil, &OptionError{"auth-url", "it is not a URL"}
	}
	switch last := path.Base(u.Path); {
	case last == "v3":
		return nil, &OptionError{"auth-url", "Identity v3 is not supported yet: use the service's v2.0"}
	case !versionSegment.MatchString(last):
		u = u.JoinPath("v2.0")
	}
	return &identityV2{base: u, exchange: exchange}, nil
}
