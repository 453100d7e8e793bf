package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
	"github.com/novactl/novactl/pkg/jsonscan"
)

// lenientText are the options for reading what clouds send.
var lenientText = codec.LenientText()

// Documents are the documents of one service. The zero value has those of all, each root as the first service means
// it: compute's, then identity's.
type Documents struct{ service string }

// Of returns the documents of a service, by its type in the catalog: "compute". Roots that another service declares,
// and this one doesn't, are unknown there: a "network" of the network service isn't compute's.
func Of(service string) Documents { return Documents{service} }

func (d Documents) documents() codec.Documents {
	all, _ := registry() // a test says that it builds
	return all.In(d.service)
}

// ToJSON turns a document of the wire into the JSON document it stands for, as Documents.ToJSON does, whoever's the
// document is.
func ToJSON(f Format, data []byte) (jsontext.Value, error) { return Documents{}.ToJSON(f, data) }

// ToJSON turns a document of the service into the JSON document it stands for: {"server":{…}}. A JSON document comes
// back as it is, less the white space around it, with U+FFFD for what isn't UTF-8. A body that isn't a whole document
// is an error.
func (d Documents) ToJSON(f Format, data []byte) (jsontext.Value, error) {
	if f == XML {
		return d.documents().ToJSON(data)
	}
	data = trimmed(data)
	s := jsonscan.Scanner{Text: data}
	if s.Whole() && isUTF8(&s) {
		return data, nil
	}
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	v := jsontext.Value(data)
	if !v.IsValid(lenientText) {
		return nil, notJSON(v)
	}
	return v, nil
}

// trimmed returns data without what isn't of the document: white space around it, and a byte order mark.
func trimmed(data []byte) []byte { return bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF"))) }

// isUTF8 reports whether the text that was scanned is UTF-8.
func isUTF8(s *jsonscan.Scanner) bool { return s.Seen&jsonscan.Unusual == 0 || utf8.Valid(s.Text) }

// notJSON says what is wrong with a value.
func notJSON(v jsontext.Value) error {
	if len(v) == 0 {
		return errors.New("not a JSON document: it is empty")
	}
	if err := v.Format(lenientText); err != nil {
		return fmt.Errorf("not a JSON document: %w", inPlainWords(err))
	}
	return errors.New("not a JSON document")
}

// FromJSON turns a JSON document {"server":{…}} into the wire's format, as Documents.FromJSON does, whoever's the
// document is.
func FromJSON(f Format, doc jsontext.Value) ([]byte, error) { return Documents{}.FromJSON(f, doc) }

// FromJSON turns a JSON document of the service, {"server":{…}}, into the wire's format. For XML the document must be
// an object; what XML has no form for is carried in marks of our own, so that ToJSON gives it back.
func (d Documents) FromJSON(f Format, doc jsontext.Value) ([]byte, error) {
	if f != XML {
		return doc, nil
	}
	return d.documents().FromJSON(doc)
}

// Marshal encodes v as the document root of the wire: {"root": v}, or <root …>. A nil v is null, an action that says no
// more than its name.
func Marshal(f Format, root string, v any) ([]byte, error) {
	body, err := json.Marshal(map[string]any{root: v}, lenientText, json.Deterministic(true))
	if err != nil {
		return nil, err
	}
	return FromJSON(f, body)
}

// XMLCanHold reports whether every character of the JSON document has a form in XML 1.0, which has none for control
// characters but tab and the line ends. FromJSON writes U+FFFD for the others, so a request should be refused that has
// them.
func XMLCanHold(doc jsontext.Value) bool { return codec.CanHold(doc) }

// Member returns the member root of the JSON document doc: {"server":{…}} gives {…}. It shares doc's memory.
func Member(doc jsontext.Value, root string) (jsontext.Value, error) {
	var found jsontext.Value
	err := members(doc, func(name string, dec *jsontext.Decoder) error {
		v, err := dec.ReadValue()
		if err == nil && name == root {
			end := dec.InputOffset()
			found = doc[end-int64(len(v)) : end : end]
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if found == nil {
		return nil, fmt.Errorf("the document has no member %q", root)
	}
	return found, nil
}

// members calls value for each member of the object doc, to read its value.
func members(doc jsontext.Value, value func(name string, dec *jsontext.Decoder) error) error {
	dec := jsontext.NewDecoder(bytes.NewBuffer(doc), lenientText)
	tok, err := dec.ReadToken()
	if err != nil {
		return fmt.Errorf("not a JSON document: %w", inPlainWords(err))
	}
	if tok.Kind() != '{' {
		return errors.New("the document is not a JSON object")
	}
	for dec.PeekKind() != '}' {
		tok, err := dec.ReadToken()
		if err != nil {
			return fmt.Errorf("not a JSON document: %w", inPlainWords(err))
		}
		if err := value(tok.String(), dec); err != nil {
			return fmt.Errorf("not a JSON document: %w", inPlainWords(err))
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return fmt.Errorf("not a JSON document: %w", inPlainWords(err))
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("not a JSON document: something follows it")
	}
	return nil
}
