package api

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// XMLCanHold reports whether every character of the JSON document has a form in XML 1.0, which has none for control characters
// but tab and the line ends. FromJSON writes U+FFFD for the others, so a request should be refused that has them.
func XMLCanHold(doc jsontext.Value) bool {
	dec := jsontext.NewDecoder(bytes.NewReader(doc), lenientText)
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		if tok.Kind() != '"' {
			continue
		}
		for _, r := range tok.String() {
			if !inXML(r) {
				return false
			}
		}
	}
}

// inXML reports the characters of XML 1.0 (section 2.2 of its specification).
func inXML(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return true
	case r < 0x20, r == 0xFFFE, r == 0xFFFF:
		return false
	}
	return true
}
