package client

import (
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// Credentials say who signs in: one of Password, APIKey and Token, the first two with a Username (guide 1.3.2). A tenant
// is needed only where the user has several.
type Credentials struct{ Username, Password, APIKey, Token, TenantID, TenantName string }

// Options are what a Client is made from.
type Options struct {
	AuthURL     string // of Identity, with its version: https://identity.api.rackspacecloud.com/v2.0 (guide 1.3.1)
	Credentials Credentials

	Region      string // exact, upper case at Rackspace (fact 6); empty: the user's default, or the only one
	Interface   string // public, internal or admin; empty: public
	ServiceName string // of the catalog; empty: cloudServersOpenStack, or else a service of type compute (fact 5)
	Endpoint    string // of compute, instead of the catalog's. With a Token nothing is signed in to

	Wire      api.Format        // of compute's requests and answers; Identity is always spoken to in JSON
	Transport http.RoundTripper // innermost; nil: an http.Transport of the client's own
	TLS       *tls.Config       // for its own transport
	Proxy     Proxy             // for its own transport; nil: none
	UserAgent string            // empty: novactl
	PageSize  int               // items a page of a list; 0: 1000, the most that guide 1.6 allows

	Tokens TokenStore // where tokens are kept between runs; nil: nowhere
	Scope  string     // what more a kept token depends on, such as which sandbox gave it
	Trace  io.Writer  // gets every request as a curl command and every answer, secrets replaced; nil: none
}

// Proxy chooses the proxy of a request, as http.ProxyFromEnvironment does: that one reads the environment, so it is
// for the caller to pass.
type Proxy func(*http.Request) (*url.URL, error)

const (
	defaultPageSize  = 1000
	defaultUserAgent = "novactl"
	publicInterface  = "public"
)

// withDefaults fills in what was left out.
func (o Options) withDefaults() Options {
	if o.Interface == "" {
		o.Interface = publicInterface
	}
	if o.PageSize == 0 {
		o.PageSize = defaultPageSize
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	o.AuthURL = strings.TrimRight(o.AuthURL, "/")
	o.Endpoint = strings.TrimRight(o.Endpoint, "/")
	return o
}

// check returns the first complaint about o, an *OptionError.
func (o Options) check() error {
	if o.PageSize < 0 {
		return &OptionError{"page-size", "it must be above 0"}
	}
	switch o.Interface {
	case publicInterface, "internal", "admin":
	default:
		return &OptionError{"interface", fmt.Sprintf("%q is not public, internal or admin", o.Interface)}
	}
	if o.Endpoint != "" {
		if err := checkURL("endpoint", o.Endpoint); err != nil {
			return err
		}
	}
	if err := o.Credentials.check(); err != nil {
		return err
	}
	if o.signsIn() {
		if o.AuthURL == "" {
			return &OptionError{"auth-url", "it is not set"}
		}
		return checkURL("auth-url", o.AuthURL)
	}
	return nil
}

// signsIn reports whether a session takes a request to Identity: not where the token and the endpoint are both given.
func (o Options) signsIn() bool { return o.Credentials.Token == "" || o.Endpoint == "" }

func (c Credentials) check() error {
	given := 0
	for _, s := range []string{c.Password, c.APIKey, c.Token} {
		if s != "" {
			given++
		}
	}
	switch {
	case given == 0:
		return &OptionError{"password", "there is no password, API key or token to sign in with"}
	case given > 1:
		return &OptionError{"password", "there is more than one of password, API key and token"}
	case c.Token == "" && c.Username == "":
		return &OptionError{"username", "it is not set"}
	}
	return nil
}

// checkURL refuses what isn't an absolute http or https URL. The URL isn't quoted whole: it may hold a password.
func checkURL(option, s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return &OptionError{option, "it is not a URL"}
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return &OptionError{option, "it must begin with https:// or http:// and name a host"}
	case u.User != nil:
		return &OptionError{option, "it must not hold a user or password"}
	case u.RawQuery != "" || u.Fragment != "":
		return &OptionError{option, "it must end with a path, without ? or #"}
	}
	return nil
}
