package web

import (
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// MaxBody is the longest request that Nova takes (osapi_max_request_body_size), in bytes.
const MaxBody = 114688

// Body is a request's document as it came.
type Body struct {
	Format api.Format
	Data   []byte // empty: no body, or one of a type that nobody knows (fact 22)
	Lost   bool   // it is of a type that nobody knows
}

// readBody reads the request to its end, or refuses it.
func readBody(r *http.Request) (Body, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return Body{}, nil
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, MaxBody))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return Body{}, fault.OverLimit("Request is too large.")
	}
	if err != nil {
		return Body{}, fault.ErrMalformedBody
	}
	format, known := requestFormat(r)
	if !known {
		return Body{Format: format, Lost: len(data) > 0}, nil
	}
	return Body{Format: format, Data: data}, nil
}

// Document is the request's body as a JSON document, whatever the wire's format.
func (b Body) Document() (document.Object, error) {
	if len(b.Data) == 0 {
		return nil, fault.ErrNoBody
	}
	doc, err := api.ToJSON(b.Format, b.Data)
	if err != nil || !utf8.Valid(b.Data) { // api is lenient, for what clouds send; Nova's readers aren't
		return nil, fault.ErrMalformedBody
	}
	o, ok := document.ObjectOf(doc)
	if !ok {
		return nil, fault.ErrMalformedBody
	}
	return o, nil
}
