package sandbox

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
)

// response is what a route replies.
type response struct {
	status int
	header http.Header // nil: none of its own
	body   encoder     // nil: no body
	lost   bool        // a fault on demand: it never arrives
	cut    *int        // a fault on demand: it ends after so many bytes of the body; nil: whole

	request string // the request's id; "": one of its own
}

// encoder writes a body in the format that the client wants, and says what it became.
type encoder func(api.Format) (body []byte, contentType string, err error)

// documentBody encodes one document with its root.
func documentBody(root string, v any) encoder {
	return func(f api.Format) ([]byte, string, error) {
		body, err := api.Marshal(f, root, v)
		return body, f.MediaType(), err
	}
}

// listBody encodes a page of resources, with its links.
func listBody[T any](root string, items []T, links []api.Link) encoder {
	return func(f api.Format) ([]byte, string, error) {
		body, err := api.MarshalPage(f, root, items, links)
		return body, f.MediaType(), err
	}
}

// textBody encodes text as it is.
func textBody(text string) encoder {
	return func(api.Format) ([]byte, string, error) { return []byte(text), "text/plain; charset=UTF-8", nil }
}

// jsonBody encodes what has no XML form.
func jsonBody(v any) encoder {
	return func(api.Format) ([]byte, string, error) {
		body, err := json.Marshal(v, json.Deterministic(true))
		return body, api.JSON.MediaType(), err
	}
}

// ok is status 200 with a body.
func ok(body encoder) *response { return &response{status: http.StatusOK, body: body} }

// noContent is status 204.
func noContent() *response { return &response{status: http.StatusNoContent} }

// write sends the answer. Every one has a request id (fact 24).
func (a *response) write(w http.ResponseWriter, f api.Format) {
	if a.lost {
		panic(http.ErrAbortHandler) // how net/http is told to drop the connection
	}
	var body []byte
	var contentType string
	if a.body != nil {
		var err error
		if body, contentType, err = a.body(f); err != nil { // a document that has no form in f: JSON can always say so
			a = fromError(err).response()
			body, contentType, _ = a.body(api.JSON)
		}
	}
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	h.Set("X-Compute-Request-Id", cmp.Or(a.request, newRequestID()))
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	if a.status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(a.status)
	if a.cut != nil && *a.cut < len(body) {
		_, _ = w.Write(body[:*a.cut])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	if len(body) > 0 {
		_, _ = w.Write(body) // a client that has gone away can't be told so
	}
}
