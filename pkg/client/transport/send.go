package transport

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	maxBody       = 64 << 20        // bytes of an answer: a page of 1000 servers takes 2 to 4 MB
	exchangeLimit = 2 * time.Minute // for one exchange, to the last byte of its body
)

// send is the innermost link: one exchange with the cloud.
func send(network http.RoundTripper, userAgent string) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		exchange, cancel := context.WithTimeout(ctx, exchangeLimit)
		defer cancel()
		req, err := http.NewRequestWithContext(exchange, r.Method, r.URL.String(), bytes.NewReader(r.Body))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Op, err)
		}
		req.Header = r.Header.Clone()
		req.Header.Set("User-Agent", userAgent)
		// The transport itself, not an http.Client: that one follows redirects and takes X-Auth-Token along.
		resp, err := network.RoundTrip(req)
		if own := (interface{ Kind() string })(nil); errors.As(err, &own) { // it is no network's: the embedded cloud says what it is
			return nil, fmt.Errorf("%s: %w", r.Op, err)
		}
		if err != nil {
			return nil, lostError(ctx, r, err)
		}
		defer resp.Body.Close()
		body, err := readBody(resp, r.Method)
		if err != nil {
			return nil, lostError(ctx, r, err)
		}
		return &Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}, nil
	}
}

// readBody reads a body whole. One that is longer than maxBody, or shorter than it said, is an error.
func readBody(resp *http.Response, method string) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	short := method != http.MethodHead && int64(len(body)) < resp.ContentLength
	switch {
	case len(body) > maxBody:
		return nil, &AnswerError{fmt.Sprintf("the answer is longer than %d MiB", maxBody>>20), errTooLong}
	case errors.Is(err, io.ErrUnexpectedEOF), err == nil && short:
		return nil, &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes", len(body)), io.ErrUnexpectedEOF}
	case err != nil:
		return nil, &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes: %v", len(body), err), err}
	}
	return body, nil
}

var errTooLong = errors.New("too long")

// lostError says what became of a request that got no whole answer. Where the caller gave up, it says only that.
func lostError(ctx context.Context, r *Request, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", r.Op, ctx.Err())
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("it took longer than %v", exchangeLimit)
	}
	final := neverMends(err)
	return &UnreachableError{
		Op:        r.Op,
		Host:      Origin(r.URL),
		Err:       err,
		Uncertain: r.uncertain() && !neverSent(err),
		lost:      !final,
		final:     final,
	}
}

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
