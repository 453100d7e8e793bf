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

const maxBody = 64 << 20 // bytes of an answer: a page of 1000 servers takes 2 to 4 MB

// send is the innermost link: one exchange with the cloud, which takes no longer than the timeout, to the last byte of its body.
func send(network http.RoundTripper, userAgent string, timeout time.Duration) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		if err := ctx.Err(); err != nil { // so that who gave up before isn't said to have changed something
			return nil, fmt.Errorf("%s: %w", r.Op, err)
		}
		lasting := ctx
		if r.uncertain() {
			var cancel context.CancelFunc
			lasting, cancel = withGrace(ctx)
			defer cancel()
		}
		exchange, moved, stop := withTimeout(lasting, timeout, r.Stream)
		defer stop()
		req, err := http.NewRequestWithContext(exchange, r.Method, r.URL.String(), bytes.NewReader(r.Body))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.Op, err)
		}
		req.Header = r.Header.Clone()
		req.Header.Set("User-Agent", userAgent)
		if r.Stream.sends() {
			r.Stream.attach(req, moved)
		}
		// The transport itself, not an http.Client: that one follows redirects and takes X-Auth-Token along.
		resp, err := network.RoundTrip(req)
		if own := (interface{ Kind() string })(nil); errors.As(err, &own) { // it is no network's: the embedded cloud says what it is
			return nil, fmt.Errorf("%s: %w", r.Op, err)
		}
		if err != nil {
			return nil, lostError(ctx, exchange, r, nil, err)
		}
		defer resp.Body.Close()
		body, err := r.readAnswer(resp, moved)
		if err != nil {
			return nil, lostError(ctx, exchange, r, body, err)
		}
		return &Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}, nil
	}
}

// readAnswer reads the body of an answer, or hands it on as it comes.
func (r *Request) readAnswer(resp *http.Response, moved func()) ([]byte, error) {
	if r.Stream != nil && r.Stream.To != nil && resp.StatusCode == http.StatusOK {
		return nil, r.Stream.receive(resp, moved)
	}
	return readBody(resp, r.Method)
}

// grace is how much longer than its context a request may take that changes something: who gives up just before the answer would lose a
// password that nothing shows again, and know less of what was done.
const grace = 3 * time.Second

// withGrace returns a context that ends grace after ctx.
func withGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() {
		_ = Sleep(longer, grace)
		cancel()
	})
	return longer, func() {
		unhook()
		cancel()
	}
}

// readBody reads a body whole. One that is longer than maxBody, or shorter than it said, is an error, with what came of it.
func readBody(resp *http.Response, method string) ([]byte, error) {
	body, err := readUpTo(resp.Body, resp.ContentLength)
	short := method != http.MethodHead && int64(len(body)) < resp.ContentLength
	switch {
	case len(body) > maxBody:
		return body, &AnswerError{fmt.Sprintf("the answer is longer than %d MiB", maxBody>>20), errTooLong}
	case errors.Is(err, io.ErrUnexpectedEOF), err == nil && short:
		return body, &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes", len(body)), io.ErrUnexpectedEOF}
	case err != nil:
		return body, &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes: %v", len(body), err), err}
	}
	return body, nil
}

// readUpTo reads a body to its end, or until it is longer than maxBody. One whose length is known goes into one buffer.
func readUpTo(from io.Reader, length int64) ([]byte, error) {
	var body bytes.Buffer
	if 0 < length && length <= maxBody {
		body.Grow(int(length) + bytes.MinRead) // with room to find that nothing follows
	}
	_, err := body.ReadFrom(io.LimitReader(from, maxBody+1))
	return body.Bytes(), err
}

var errTooLong = errors.New("too long")

// lostError says what became of a request that got no whole answer, but perhaps the beginning of its body. Where the caller gave up, it
// says only that, and of a change that it may have been done.
func lostError(ctx, exchange context.Context, r *Request, came []byte, err error) error {
	if own := (*LocalError)(nil); errors.As(err, &own) {
		return fmt.Errorf("%s: %w", r.Op, own)
	}
	if gaveUp := ctx.Err(); gaveUp != nil {
		if !r.uncertain() || neverSent(err) {
			return fmt.Errorf("%s: %w", r.Op, gaveUp)
		}
		return &UnreachableError{Op: r.Op, Host: Origin(r.URL), Err: gaveUp, Uncertain: true, Partial: partial(came), final: true}
	}
	var late *timeoutError // net/http's error is then this cause itself, another transport's DeadlineExceeded
	if exchange.Err() != nil && errors.As(context.Cause(exchange), &late) {
		err = late
	}
	final := neverMends(err)
	e := &UnreachableError{
		Op:        r.Op,
		Host:      Origin(r.URL),
		Err:       err,
		Uncertain: r.uncertain() && !neverSent(err),
		lost:      !final && late == nil,
		final:     final,
	}
	if e.Uncertain {
		e.Partial = partial(came)
	}
	return e
}

// timeoutError says that an exchange took too long. Who waited that long isn't made to wait again: it isn't sent a second time at once.
type timeoutError struct{ limit time.Duration }

func (e *timeoutError) Error() string { return fmt.Sprintf("it took longer than %v", e.limit) }

// Timeout returns true, as that of a net.Error.
func (*timeoutError) Timeout() bool { return true }

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
