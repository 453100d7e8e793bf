package client

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Options are what a Client is made from.
type Options struct {
	AuthURL     string // of Identity: https://identity.api.rackspacecloud.com/v2.0 (guide 1.3.1). Without a version the cloud is asked
	Credentials identity.Credentials

	Region      string // exact, upper case at Rackspace (fact 6); empty: the user's default, or the only one
	Interface   string // public, internal or admin; empty: public
	ServiceType string // of the catalog, where it has one of this type; empty, or else: compute
	ServiceName string // of the catalog; empty: cloudServersOpenStack (fact 5), or else one of type compute or compute_legacy (fact 27)
	Endpoint    string // of compute, instead of the catalog's. With a Token nothing is signed in to

	// ComputeAPIVersion is the microversion to ask for, such as 2.60, or latest. Empty, or 2.1: none, and so Nova's base.
	// Documents change with it: from 2.47 a server's flavor has no id. From 2.36 on images are Glance's, where the catalog has it.
	ComputeAPIVersion string

	Wire      api.Format        // of compute's requests and answers; other services are always spoken to in JSON
	Transport http.RoundTripper // innermost; nil: an http.Transport of the client's own
	TLS       *tls.Config       // for its own transport
	Proxy     Proxy             // for its own transport; nil: none
	Roots     transport.Roots   // for its own transport: certificates of the system's to try first

	UserAgent string // empty: novactl
	// Timeout is the longest time for one request, from its sending to the last byte of its answer, whether bytes arrive meanwhile or not; 0:
	// 2 minutes. A request that took longer isn't sent again. The pauses between tries don't count, and a wait has a time of its own.
	Timeout time.Duration
	// RateLimitWait is the longest that a request is sent again for, where the cloud asks for pauses (413, 429 or 503 with a time); 0: 5 minutes.
	RateLimitWait time.Duration
	OnRateLimit   func(transport.RateLimit) // is called with each such pause at its beginning, in a wait too; nil: nothing is
	// Begin is called with each request by its Op, before it is sent for the first time; nil: nothing is.
	Begin func(op string) transport.Activity

	// OnChange is called after each request that may have changed something, however it went; at once from several goroutines. nil: nothing is.
	OnChange func()

	PageSize int // items a page of a list; 0: 1000, the most that guide 1.6 allows

	Tokens identity.TokenStore // where tokens are kept between runs; nil: nowhere
	Scope  string              // what more a kept token depends on, such as which sandbox gave it
	Trace  io.Writer           // gets every request as a curl command and every answer, secrets replaced; nil: none
}

// Proxy chooses the proxy of a request, as http.ProxyFromEnvironment does: that one reads the environment, so it is
// for the caller to pass.
type Proxy func(*http.Request) (*url.URL, error)

const (
	defaultPageSize  = 1000
	defaultUserAgent = "novactl"
	defaultTimeout   = 2 * time.Minute

	defaultRateLimitWait = 5 * time.Minute
)

// withDefaults fills in what was left out.
func (o Options) withDefaults() Options {
	if o.Interface == "" {
		o.Interface = "public"
	}
	if o.PageSize == 0 {
		o.PageSize = defaultPageSize
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.RateLimitWait == 0 {
		o.RateLimitWait = defaultRateLimitWait
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	o.AuthURL = strings.TrimRight(o.AuthURL, "/")
	o.Endpoint = strings.TrimRight(o.Endpoint, "/")
	return o
}

// check returns the first complaint about o that identity has not, a *transport.OptionError.
func (o Options) check() error {
	if o.PageSize < 0 {
		return &transport.OptionError{Option: "page-size", Message: "it must be above 0"}
	}
	if o.Timeout < 0 {
		return &transport.OptionError{Option: "timeout", Message: "it must be above 0"}
	}
	if o.RateLimitWait < 0 {
		return &transport.OptionError{Option: "rate-limit-wait", Message: "it must be above 0"}
	}
	return checkMicroversion(o.ComputeAPIVersion)
}

// identity is the part of o that signing in and the catalog take.
func (o Options) identity() identity.Options {
	return identity.Options{
		AuthURL: o.AuthURL, Credentials: o.Credentials,
		Region: o.Region, Interface: o.Interface, ServiceType: o.ServiceType, ServiceName: o.ServiceName, Endpoint: o.Endpoint,
		Tokens: o.Tokens, Scope: o.Scope, CheckEndpoint: o.microversionAt,
	}
}
