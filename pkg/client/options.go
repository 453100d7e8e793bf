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

// Options are what a Client is made from.
type Options struct {
	AuthURL     string // of Identity: https://identity.api.rackspacecloud.com/v2.0 (guide 1.3.1). Without a version the cloud is asked
	Credentials Credentials

	Region      string // exact, upper case at Rackspace (fact 6); empty: the user's default, or the only one
	Interface   string // public, internal or admin; empty: public
	ServiceName string // of the catalog; empty: cloudServersOpenStack (fact 5), or else one of type compute or compute_legacy (fact 27)
	Endpoint    string // of compute, instead of the catalog's. With a Token nothing is signed in to

	// ComputeAPIVersion is the microversion to ask for, such as 2.60, or latest. Empty, or 2.1: none, and so Nova's base.
	// Documents change with it: from 2.47 a server's flavor has no id. From 2.36 on images are Glance's, where the catalog has it.
	ComputeAPIVersion string

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

	publicInterface   = "public"
	internalInterface = "internal"
	adminInterface    = "admin"
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
	case publicInterface, internalInterface, adminInterface:
	default:
		return &OptionError{"interface", fmt.Sprintf("%q is not public, internal or admin", o.Interface)}
	}
	if o.Endpoint != "" {
		if err := checkURL("endpoint", o.Endpoint); err != nil {
			return err
		}
	}
	if err := checkMicroversion(o.ComputeAPIVersion); err != nil {
		return err
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
