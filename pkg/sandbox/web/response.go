package web

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// Response is what a route replies.
type Response struct {
	Status int
	Header http.Header // nil: none of its own
	Body   Encoder     // nil: no body
	Lost   bool        // a fault on demand: it never arrives
	Cut    *int        // a fault on demand: it ends after so many bytes of the body; nil: whole

	Request string // the request's id; "": one of its own
}

// Encoder writes a body in the format that the client wants, and says what it became.
type Encoder func(api.Format) (body []byte, contentType string, err error)

// Document encodes one document with its root.
//
//go:noinline
func Document(root string, v any) Encoder {
	return func(f api.Format) ([]byte, string, error) {
		body, err := api.Marshal(f, root, v)
		return body, f.MediaType(), err
	}
}

// List encodes a page of resources, with its links.
func List[T any](root string, items []T, links []api.Link) Encoder {
	return func(f api.Format) ([]byte, string, error) {
		body, err := api.MarshalPage(f, root, items, links)
		return body, f.MediaType(), err
	}
}

// Written encodes a document that is written already, in JSON.
//
//go:noinline
func Written(doc jsontext.Value) Encoder {
	return func(f api.Format) ([]byte, string, error) {
		body, err := api.FromJSON(f, doc)
		return body, f.MediaType(), err
	}
}

// Text encodes text as it is.
func Text(text string) Encoder {
	return func(api.Format) ([]byte, string, error) { return []byte(text), "text/plain; charset=UTF-8", nil }
}

// Binary encodes bytes as they are.
func Binary(data []byte) Encoder {
	return func(api.Format) ([]byte, string, error) { return data, "application/octet-stream", nil }
}

// JSON encodes what has no XML form.
//
//go:noinline
func JSON(v any) Encoder {
	return func(api.Format) ([]byte, string, error) {
		body, err := json.Marshal(v, json.Deterministic(true))
		return body, api.JSON.MediaType(), err
	}
}

// OK is status 200 with a body.
//
//go:noinline
func OK(body Encoder) *Response { return &Response{Status: http.StatusOK, Body: body} }

// NoContent is status 204.
//
//go:noinline
func NoContent() *Response { return &Response{Status: http.StatusNoContent} }

// Write sends the answer. Every one has a request id (fact 24).
func (a *Response) Write(w http.ResponseWriter, f api.Format) {
	if a.Lost {
		panic(http.ErrAbortHandler) // how net/http is told to drop the connection
	}
	var body []byte
	var contentType string
	if a.Body != nil {
		var err error
		if body, contentType, err = a.Body(f); err != nil { // a document that has no form in f: JSON can always say so
			a = FaultResponse(fault.From(err))
			body, contentType, _ = a.Body(api.JSON)
		}
	}
	h := w.Header()
	for name, values := range a.Header {
		h[name] = values
	}
	h.Set("X-Compute-Request-Id", cmp.Or(a.Request, random.RequestID()))
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	if a.Status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(a.Status)
	if a.Cut != nil && *a.Cut < len(body) {
		_, _ = w.Write(body[:*a.Cut])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	if len(body) > 0 {
		_, _ = w.Write(body) // a client that has gone away can't be told so
	}
}

// Accepted is 202 without a body.
//
//go:noinline
func Accepted() *Response { return &Response{Status: http.StatusAccepted} }

// FaultResponse is a fault as it goes out (guide 1.11.1).
func FaultResponse(f *fault.Error) *Response {
	a := &Response{Status: f.Status, Header: http.Header{}}
	if f.RetryAfter != "" {
		a.Header.Set("Retry-After", f.RetryAfter)
	}
	if f.Allow != "" {
		a.Header.Set("Allow", f.Allow)
	}
	a.Body = Document(api.FaultKind(f.Status), api.Fault{Code: f.Status, Message: f.Message, Details: f.Details, RetryAfter: cmp.Or(f.Until, f.RetryAfter)})
	if f.Plain {
		a.Body = Text(f.Message)
	}
	return a
}
