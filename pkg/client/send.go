package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// request is one request on its way down the chain.
type request struct {
	op     string // for errors: "create server"
	method string
	url    *url.URL
	show   string // the URL as traces and errors show it, where it holds a secret; else empty
	header http.Header
	body   []byte
	once   bool // a wait asks again by itself: no retry below it

	choices    bool // 300 is a success
	repeatable bool // doing it twice does no more than doing it once, whatever the method says
}

// shown is the URL for traces and errors.
func (r *request) shown() string {
	if r.show != "" {
		return r.show
	}
	return r.url.String()
}

// answer is what came back, with its body read whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// handler is a link of the chain. It returns an answer or an error, never both.
type handler func(context.Context, *request) (*answer, error)

const (
	maxBody       = 64 << 20        // bytes of an answer: a page of 1000 servers takes 2 to 4 MB
	exchangeLimit = 2 * time.Minute // for one exchange, to the last byte of its body
)

// send is the innermost link: one exchange with the cloud.
func send(transport http.RoundTripper, userAgent string) handler {
	return func(ctx context.Context, r *request) (*answer, error) {
		exchange, cancel := context.WithTimeout(ctx, exchangeLimit)
		defer cancel()
		req, err := http.NewRequestWithContext(exchange, r.method, r.url.String(), bytes.NewReader(r.body))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.op, err)
		}
		req.Header = r.header.Clone()
		req.Header.Set("User-Agent", userAgent)
		// The transport itself, not an http.Client: that one follows redirects and takes X-Auth-Token along.
		resp, err := transport.RoundTrip(req)
		if own := (interface{ Kind() string })(nil); errors.As(err, &own) { // it is no network's: the embedded cloud says what it is
			return nil, fmt.Errorf("%s: %w", r.op, err)
		}
		if err != nil {
			return nil, lostError(ctx, r, err)
		}
		defer resp.Body.Close()
		body, err := readBody(resp, r.method)
		if err != nil {
			return nil, lostError(ctx, r, err)
		}
		return &answer{status: resp.StatusCode, header: resp.Header, body: body}, nil
	}
}

// readBody reads a body whole. One that is longer than maxBody, or shorter than it said, is an error.
func readBody(resp *http.Response, method string) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	short := method != http.MethodHead && int64(len(body)) < resp.ContentLength
	switch {
	case len(body) > maxBody:
		return nil, &answerError{fmt.Sprintf("the answer is longer than %d MiB", maxBody>>20), errTooLong}
	case errors.Is(err, io.ErrUnexpectedEOF), err == nil && short:
		return nil, &answerError{fmt.Sprintf("the answer was cut off after %d bytes", len(body)), io.ErrUnexpectedEOF}
	case err != nil:
		return nil, &answerError{fmt.Sprintf("the answer was cut off after %d bytes: %v", len(body), err), err}
	}
	return body, nil
}

var errTooLong = errors.New("too long")

// lostError says what became of a request that got no whole answer. Where the caller gave up, it says only that.
func lostError(ctx context.Context, r *request, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", r.op, ctx.Err())
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("it took longer than %v", exchangeLimit)
	}
	final := neverMends(err)
	return &UnreachableError{
		Op:        r.op,
		Host:      origin(r.url),
		Err:       err,
		Uncertain: r.uncertain() && !neverSent(err),
		lost:      !final,
		final:     final,
	}
}

// changes reports whether a request with this method changes something in the cloud.
func changes(method string) bool { return method != http.MethodGet && method != http.MethodHead }

// uncertain reports whether somebody should look what became of the request if its answer got lost. Nobody needs to after a sign-in.
func (r *request) uncertain() bool { return changes(r.method) && r.op != signIn }

// neverSent reports an error from before the request left.
func neverSent(err error) bool {
	var op *net.OpError
	return neverMends(err) && !errors.Is(err, errTooLong) || errors.As(err, &op) && op.Op == "dial"
}

// neverMends reports errors that asking again doesn't cure.
func neverMends(err error) bool {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.IsNotFound
	}
	return errors.Is(err, errTooLong) ||
		errors.As(err, new(*tls.CertificateVerificationError)) ||
		errors.As(err, new(tls.RecordHeaderError)) // no TLS at the other end
}
