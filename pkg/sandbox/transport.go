package sandbox

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Transport returns a way to the cloud without a socket: each request is answered in the caller's goroutine, whatever host it
// names, as a server would answer it. Controls are allowed, since the caller is this machine. The context of a request ends its
// wait for the store. A panic of the sandbox is a *BugError.
func (c *Cloud) Transport() http.RoundTripper { return &transport{cloud: c} }

type transport struct{ cloud *Cloud }

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }() // a RoundTripper always closes it
	}
	if r.URL == nil || r.URL.Host == "" {
		return nil, errors.New("sandbox: the request has no host")
	}
	ctx := r.Context()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := &recorder{header: http.Header{}}
	aborted, err := t.serve(w, received(r))
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	response := w.response(r)
	switch {
	case aborted && !w.begun:
		return nil, io.ErrUnexpectedEOF
	case aborted:
		response.ContentLength, _ = strconv.ParseInt(w.header.Get("Content-Length"), 10, 64)
		response.Body = io.NopCloser(io.MultiReader(&w.body, cutOff{}))
	}
	return response, nil
}

// serve answers the request, and reports an answer that was dropped on its way, as a fault on demand does. Any other panic is a *BugError.
func (t *transport) serve(w *recorder, r *http.Request) (aborted bool, err error) {
	defer catchBug(&err)
	defer func() {
		if p := recover(); p == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so, too
			aborted = true
		} else if p != nil {
			panic(p)
		}
	}()
	t.cloud.ServeHTTP(w, r)
	return false, nil
}

// cutOff is the end of a connection that was dropped.
type cutOff struct{}

func (cutOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// received is the request as a server sees it.
func received(r *http.Request) *http.Request {
	in := r.WithContext(web.InProcess(r.Context()))
	in.Header = r.Header.Clone()
	if in.Header == nil {
		in.Header = http.Header{}
	}
	in.RequestURI = r.URL.RequestURI()
	in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/1.1", 1, 1
	if in.Method == "" {
		in.Method = http.MethodGet
	}
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	return in
}

// recorder is a ResponseWriter that keeps what it is given.
type recorder struct {
	header http.Header
	status int
	begun  bool // an answer was begun
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	w.begun = true
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// response is what a client would have received: the answer to HEAD has the length of the body, and no body.
func (w *recorder) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	response := &http.Response{
		Status:     strconv.Itoa(w.status) + " " + http.StatusText(w.status),
		StatusCode: w.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        w.header,
		Body:          io.NopCloser(&w.body),
		ContentLength: int64(w.body.Len()),
		Request:       r,
	}
	if r.Method == http.MethodHead {
		response.Body = http.NoBody
	}
	return response
}
