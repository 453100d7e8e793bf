package sandbox

import (
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

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

var (
	errMalformedBody = badRequest("Malformed request body")
	errNoBody        = badRequest("The server could not comply with the request since it is either malformed or otherwise incorrect.")
)

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

// object is a JSON object, member by member, so that a check can tell what is missing from what has the wrong type.
type object map[string]jsontext.Value

func asObject(v jsontext.Value) (object, bool) {
	var o object
	if v.Kind() != '{' || api.Unmarshal(v, &o) != nil {
		return nil, false
	}
	return o, true
}

// has reports a member that is there and not null.
func (o object) has(name string) bool {
	v, found := o[name]
	return found && v.Kind() != 'n'
}

// text is a member that is a string; ok is false where it is something else, or missing.
func (o object) text(name string) (s string, ok bool) {
	if o[name].Kind() != '"' {
		return "", false
	}
	return s, api.Unmarshal(o[name], &s) == nil
}

// textOrNumber is a member that clients send either way: "flavorRef": 2 is as good as "2". It is "" where it is neither.
func (o object) textOrNumber(name string) string {
	if v := o[name]; v.Kind() == '0' {
		return string(v)
	}
	s, _ := o.text(name)
	return s
}

// items is a member that is an array; ok is false where it is something else. A missing one is empty.
func (o object) items(name string) (items []jsontext.Value, ok bool) {
	if !o.has(name) {
		return nil, true
	}
	if o[name].Kind() != '[' {
		return nil, false
	}
	return items, api.Unmarshal(o[name], &items) == nil
}
