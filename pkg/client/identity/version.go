package identity

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
)

// service is a version of the Identity service, or the search for one.
type service interface {
	// fits complains where the credentials are of no use to this version.
	fits(Credentials) error
	// authenticate signs in with credentials that fit. The session lacks only its region and endpoint.
	authenticate(context.Context, Credentials) (Session, error)
	// revoke ends the token of a session. That it is dead already, or that the service can't, is no error.
	revoke(context.Context, Session) error
}

// identityVersion is a service of one version.
type identityVersion interface {
	service
	// address is where it is, with the version.
	address() *url.URL
}

// newService chooses the version by the last part of the auth URL. Where that is no version, it is left to discovery;
// but an API key goes to v2.0 unasked, since nothing else takes it.
func newService(authURL string, c Credentials, exchange transport.Handler) (service, error) {
	u, err := url.Parse(authURL)
	if err != nil {
		return nil, &transport.OptionError{Option: "auth-url", Message: "it is not a URL"}
	}
	u = trimSignIn(u)
	var i service
	at, known := serviceAt(u, exchange)
	switch {
	case known:
		i = &pinned{service: at, at: u, exchange: exchange}
	case c.kind() == apiKeyKind:
		i = &v2{base: u.JoinPath("v2.0"), exchange: exchange}
	default:
		i = &discovery{root: u, exchange: exchange}
	}
	return i, i.fits(c)
}

// serviceAt is the version that a URL ends with, if it ends with one.
func serviceAt(u *url.URL, exchange transport.Handler) (identityVersion, bool) {
	switch last := path.Base(u.Path); {
	case !transport.IsVersion(last):
		return nil, false
	case strings.HasPrefix(last, "v3"):
		return &v3{base: u, exchange: exchange}, true
	}
	return &v2{base: u, exchange: exchange}, true
}

// trimSignIn takes off what some write after the version: a slash, or the path of the sign-in itself.
func trimSignIn(u *url.URL) *url.URL {
	trimmed := *u
	trimmed.Path, trimmed.RawPath = strings.TrimRight(u.Path, "/"), ""
	for _, end := range []string{"/auth/tokens", "/tokens"} {
		trimmed.Path = strings.TrimSuffix(trimmed.Path, end)
	}
	return &trimmed
}

// signInError explains a refused sign-in. 404 is about the address, and so are 410 and 300, which another service answers where it has no
// such version, 405, which a server of files answers to any POST, and redirects: to https, where the address says http, or to a page for
// people to sign in on; but with 404 Keystone also refuses a token to sign in with that it doesn't know (seen on 3.14).
func signInError(version string, base *url.URL, c Credentials, err error) error {
	var refused *transport.Error
	if !errors.As(err, &refused) {
		return err
	}
	at := func(text string) *transport.OptionError {
		return &transport.OptionError{Option: "auth-url", Message: text}
	}
	switch s := refused.Status; {
	case refused.Page && (s == http.StatusUnauthorized || s == http.StatusForbidden):
		return &strangerError{err: err, hint: proxyHint}
	case s == http.StatusUnauthorized && c.advice() != "":
		return &refusedError{err, c.advice()}
	case refused.LeadsTo != "":
		return at(fmt.Sprintf("%s redirects to %s, where nothing secret is sent unasked: if that is the cloud's, set auth-url to %[2]s/%[3]s",
			base, refused.LeadsTo, strings.TrimPrefix(base.EscapedPath(), "/")))
	case s == http.StatusNotFound && c.kind() == tokenKind && transport.RefusedToken(err):
		return err
	case s == http.StatusNotFound, s == http.StatusGone, s == http.StatusMethodNotAllowed, s >= 300 && s < 400:
		return &absentError{complaint: at(fmt.Sprintf("there is no Identity %s at %s: %v", version, base, err)), redirects: s > http.StatusMultipleChoices && s < 400}
	}
	return err
}

// revoked is what became of revoking a token.
func revoked(err error) error {
	switch transport.Status(err) {
	case http.StatusUnauthorized, http.StatusNotFound: // dead already
		return nil
	case http.StatusForbidden, http.StatusMethodNotAllowed, http.StatusNotImplemented: // not for users here
		return nil
	}
	return err
}
