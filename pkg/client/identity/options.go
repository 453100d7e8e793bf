package identity

import (
	"fmt"
	"net/url"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Options say where to sign in, and what to choose from the catalog.
type Options struct {
	AuthURL     string // of Identity, without a slash at its end. Without a version the service is asked
	Credentials Credentials

	Region      string // exact; empty: the user's default, or the only one
	Interface   string // public, internal or admin
	ServiceType string // of the catalog; empty, or where it has none: compute
	ServiceName string // of the catalog; empty: any that fits
	Endpoint    string // of compute, instead of the catalog's. With a Token nothing is signed in to

	Tokens TokenStore // where tokens are kept between runs; nil: nowhere
	Scope  string     // what more a kept token depends on

	// CheckEndpoint complains of an endpoint of compute that is of no use.
	CheckEndpoint func(endpoint string) error
}

const (
	publicInterface   = "public"
	internalInterface = "internal"
	adminInterface    = "admin"
)

// Check returns the first complaint about o, a *transport.OptionError.
func (o Options) Check() error {
	switch o.Interface {
	case publicInterface, internalInterface, adminInterface:
	default:
		return &transport.OptionError{Option: "interface", Message: fmt.Sprintf("%q is not public, internal or admin", o.Interface)}
	}
	if o.Endpoint != "" {
		if err := checkURL("endpoint", o.Endpoint); err != nil {
			return err
		}
	}
	if err := o.Credentials.check(); err != nil {
		return err
	}
	if o.SignsIn() {
		if o.AuthURL == "" {
			return &transport.OptionError{Option: "auth-url", Message: "it is not set"}
		}
		return checkURL("auth-url", o.AuthURL)
	}
	return nil
}

// SignsIn reports whether a session takes a request to Identity: not where the token and the endpoint are both given.
func (o Options) SignsIn() bool { return o.Credentials.Token == "" || o.Endpoint == "" }

// checkURL refuses what isn't an absolute http or https URL. The URL isn't quoted whole: it may hold a password.
func checkURL(option, s string) error {
	u, err := url.Parse(s)
	var message string
	switch {
	case err != nil:
		message = "it is not a URL"
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		message = "it must begin with https:// or http:// and name a host"
	case u.User != nil:
		message = "it must not hold a user or password"
	case u.RawQuery != "" || u.Fragment != "":
		message = "it must end with a path, without ? or #"
	default:
		return nil
	}
	return &transport.OptionError{Option: option, Message: message}
}
