package client

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
)

// Client is a connection to one cloud's compute service.
type Client struct {
	options  Options
	identity identity
	compute  handler // the whole chain
	redact   *redactor
	sessions sessions
	images   imagePlace
	printer  atomic.Pointer[tracer] // nil: requests are sent
}

// New makes a client. It does no I/O; what it finds wrong with the options is an *OptionError.
func New(o Options) (*Client, error) {
	o = o.withDefaults()
	if err := o.check(); err != nil {
		return nil, err
	}
	transport := o.Transport
	if transport == nil {
		transport = newTransport(o)
	}
	c := &Client{options: o, redact: newRedactor(o.Credentials), sessions: newSessions()}

	// The chain, from the network outwards (see the package comment).
	exchange := send(transport, o.UserAgent)
	exchange = withTrace(exchange, o.Trace, c.redact)
	exchange = followRedirects(exchange)
	exchange = checkStatus(exchange, c.redact)
	exchange = withRetry(exchange, backOff)
	c.compute = c.withAuth(exchange)

	if o.signsIn() {
		var err error
		if c.identity, err = newIdentity(o.AuthURL, o.Credentials, exchange); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// BaseURL returns the compute endpoint, without a slash at its end. It signs in where there is no session yet.
func (c *Client) BaseURL(ctx context.Context) (string, error) {
	s, err := c.Session(ctx)
	if err != nil {
		return "", err
	}
	return s.Endpoint, nil
}

const (
	headersTimeout = 90 * time.Second // from the end of a request to the first byte of its answer
	tlsTimeout     = 15 * time.Second
	idleTimeout    = 90 * time.Second
)

// newTransport is the transport of a client that was given none.
func newTransport(o Options) http.RoundTripper {
	t := &http.Transport{
		Proxy:                 o.Proxy,
		ForceAttemptHTTP2:     true,
		TLSHandshakeTimeout:   tlsTimeout,
		ResponseHeaderTimeout: headersTimeout,
		IdleConnTimeout:       idleTimeout,
		MaxIdleConnsPerHost:   4,
	}
	if o.TLS != nil {
		t.TLSClientConfig = o.TLS.Clone()
	}
	return t
}
