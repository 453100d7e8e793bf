package sandbox

import (
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/api"
)

// maxBody is the longest request that Nova takes (osapi_max_request_body_size), in bytes.
const maxBody = 114688

// body is a request's document as it came.
type body struct {
	format api.Format
	data   []byte // empty: no body, or one of a type that nobody knows (fact 22)
	lost   bool   // it is of a type that nobody knows
}

// readBody reads the request to its end, or refuses it.
func readBody(r *http.Request) (body, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return body{}, nil
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if tooLong := new(http.MaxBytesError); errors.As(err, &tooLong) {
		return body{}, overLimit("Request is too large.")
	}
	if err != nil {
		return body{}, errMalformedBody
	}
	format, known := requestFormat(r)
	if !known {
		return body{format: format, lost: len(data) > 0}, nil
	}
	return body{format: format, data: data}, nil
}

// document is the request's body as a JSON document, whatever the wire's format.
func (b body) document() (object, error) {
	if len(b.data) == 0 {
		return nil, errNoBody
	}
	doc, err := api.ToJSON(b.format, b.data)
	if err != nil || !utf8.Valid(b.data) { // api is lenient, for what clouds send; Nova's readers aren't
		return nil, errMalformedBody
	}
	o, ok := asObject(doc)
	if !ok {
		return nil, errMalformedBody
	}
	return o, nil
}
