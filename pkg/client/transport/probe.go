package transport

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Probe is what one request without a token shows of the way to a service.
type Probe struct {
	Proxy       *url.URL          // what the request goes through; nil: none
	Addresses   []string          // that the name of the host has; none where a proxy asks
	Certificate *x509.Certificate // the service's; nil: it doesn't speak TLS, or the handshake failed
	Skew        time.Duration     // how much the service's clock is ahead of ours: see Skew
	HasDate     bool              // whether the answer says it
}

// ProbeService asks for what is at u, whatever the answer is, and says how far it came. The error is an *UnreachableError, or the context's.
func ProbeService(ctx context.Context, o Options, proxy func(*http.Request) (*url.URL, error), u *url.URL) (Probe, error) {
	var p Probe
	exchange, cancel := context.WithTimeoutCause(ctx, o.Timeout, &timeoutError{o.Timeout})
	defer cancel()
	req, err := http.NewRequestWithContext(exchange, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return p, fmt.Errorf("reach the cloud: %w", err)
	}
	req.Header.Set("User-Agent", o.UserAgent)
	lost := func(err error) error {
		return lostError(ctx, exchange, &Request{Op: "reach the cloud", Method: http.MethodGet, URL: u}, nil, err)
	}
	if proxy != nil {
		p.Proxy, _ = proxy(req) // an odd one is told by the request
	}
	if p.Proxy == nil {
		if p.Addresses, err = net.DefaultResolver.LookupHost(exchange, u.Hostname()); err != nil {
			return p, lost(err)
		}
	}
	sent := time.Now()
	resp, err := o.Network.RoundTrip(req)
	if err != nil {
		return p, lost(err)
	}
	_ = resp.Body.Close()
	if resp.TLS != nil && len(resp.TLS.PeerCertificates) > 0 {
		p.Certificate = resp.TLS.PeerCertificates[0]
	}
	p.Skew, p.HasDate = Skew(resp.Header, sent)
	return p, nil
}

// Skew returns how much the clock of who answers is ahead of ours, for an answer that has just come, and whether the answer says it. It is right
// to a second, and half of what the request took.
func Skew(h http.Header, sent time.Time) (skew time.Duration, known bool) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0, false
	}
	took := time.Since(sent)
	return date.Sub(sent.Add(took / 2)).Round(time.Second), true
}
