// Package transport is the way of a request to the cloud and back: a chain of handlers, each of which is a file of its own.
//
//	WithAuth         auth.go      puts the token on, and has it renewed once when it has died
//	WithRehearsal    rehearse.go  notes a change instead of sending it, where that was asked for
//	WithPrinter      print.go     shows the request instead of sending it, where that was asked for
//	WithChanges      changes.go   says that something may have been changed, for those who keep what was listed
//	withRetry        retry.go     sends again what is safe to send again, at the pace of the cloud (pace.go)
//	checkStatus      status.go    turns an answer that refuses into an *Error
//	followRedirects  redirect.go  follows a redirect only to where the token already goes
//	withTrace        trace.go     writes the request as a curl command, secrets replaced
//	send             send.go      one exchange over HTTP, its body read whole and within a limit
//
// New makes the chain without its first four links, which is what a sign-in goes through.
//
// The errors that come out of it are *Error for an answer that refuses, *UnreachableError for none that can be read, and the context's. They
// tell their kind, which an exit code is made of, and some a hint.
package transport

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Options are what a chain is made from.
type Options struct {
	Network       http.RoundTripper // innermost
	UserAgent     string
	Timeout       time.Duration   // for one exchange, to the last byte of its answer
	RateLimitWait time.Duration   // the longest that a request is sent again for, where the cloud asks for pauses
	OnRateLimit   func(RateLimit) // is called with each such pause at its beginning; nil: nothing is
	// Begin is called with each request by its Op, before it is sent for the first time; nil: nothing is.
	Begin func(op string) Activity

	Trace  io.Writer // gets every request and every answer, secrets replaced; nil: none
	Redact *Redactor
}

// Activity follows a request that is under way.
type Activity interface {
	Pause(err error, delay time.Duration) // it failed so, and is sent again after the delay
	Done()                                // nothing more is sent
}

// New makes a chain, from the network outwards.
func New(o Options) Handler {
	h := send(o.Network, o.UserAgent, o.Timeout)
	h = withTrace(h, o.Trace, o.Redact)
	h = followRedirects(h)
	h = checkStatus(h, o.Redact)
	return withRetry(h, o, backOff)
}

const (
	tlsTimeout  = 15 * time.Second
	idleTimeout = 90 * time.Second
	idlePerHost = 32 // requests at a time that need no new connection, and no handshake
)

// NewNetwork makes the network of a chain. TLS and proxy may be nil. Settings with roots of their own use no others.
func NewNetwork(settings *tls.Config, roots Roots, proxy func(*http.Request) (*url.URL, error)) http.RoundTripper {
	t := &http.Transport{
		Proxy:               proxy,
		ForceAttemptHTTP2:   true,
		TLSHandshakeTimeout: tlsTimeout,
		IdleConnTimeout:     idleTimeout,
		MaxIdleConnsPerHost: idlePerHost,
	}
	if settings != nil {
		t.TLSClientConfig = settings.Clone()
	}
	if roots.Bundle == "" || settings != nil && (settings.RootCAs != nil || settings.InsecureSkipVerify) {
		return t
	}
	if settings == nil {
		t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return newRootSteps(t, roots)
}
