package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Stream is a body that is too large to hold: it is sent, or written, as it goes. A request that has one is sent once, and takes as long as it
// takes: the timeout is for the time in which nothing moves.
type Stream struct {
	From io.Reader // what is sent; nil: nothing
	Size int64     // the bytes of From; below 0: not known, it goes in chunks
	To   io.Writer // gets the body of an answer that is a success; nil: nothing
}

// sends reports whether the stream is the body of a request.
func (s *Stream) sends() bool { return s != nil && s.From != nil }

// attach makes the stream the body of a request.
func (s *Stream) attach(req *http.Request, moved func()) {
	if s.Size == 0 {
		req.Body = http.NoBody
		return
	}
	req.Body, req.ContentLength, req.GetBody = io.NopCloser(movingReader{ownReader{s.From}, moved}), max(s.Size, -1), nil
}

// receive writes the body of an answer to where the stream goes.
func (s *Stream) receive(resp *http.Response, moved func()) error {
	to := &sink{to: s.To}
	n, err := io.Copy(to, movingReader{resp.Body, moved})
	switch {
	case to.err != nil:
		return to.err
	case errors.Is(err, io.ErrUnexpectedEOF), err == nil && n < resp.ContentLength:
		return &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes", n), io.ErrUnexpectedEOF}
	case err != nil:
		return &AnswerError{fmt.Sprintf("the answer was cut off after %d bytes: %v", n, err), err}
	}
	return nil
}

// A LocalError says that what an answer was written to, or a request read from, failed: the cloud has no part in it.
type LocalError struct{ Err error }

func (e *LocalError) Error() string { return e.Err.Error() }

// Unwrap returns what failed.
func (e *LocalError) Unwrap() error { return e.Err }

// sink notes the failure of a writer, which isn't the cloud's.
type sink struct {
	to  io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	if err != nil {
		s.err = &LocalError{err}
	}
	return n, err
}

// ownReader marks the failures of a reader as those of the caller.
type ownReader struct{ from io.Reader }

func (r ownReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &LocalError{err}
	}
	return n, err
}

// movingReader calls moved after each read.
type movingReader struct {
	from  io.Reader
	moved func()
}

func (r movingReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.moved()
	return n, err
}

// withTimeout returns a context that ends after the timeout, of a stream after a time in which moved isn't called.
func withTimeout(ctx context.Context, timeout time.Duration, s *Stream) (_ context.Context, moved, stop func()) {
	late := &timeoutError{timeout}
	if s == nil {
		c, cancel := context.WithTimeoutCause(ctx, timeout, late)
		return c, func() {}, cancel
	}
	c, cancel := context.WithCancelCause(ctx)
	timer := time.AfterFunc(timeout, func() { cancel(late) })
	return c, func() { timer.Reset(timeout) }, func() {
		timer.Stop()
		cancel(nil)
	}
}
