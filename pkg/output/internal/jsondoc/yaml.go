package jsondoc

import (
	"bytes"
	"errors"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// The YAML here is written straight from the JSON's tokens: a document of the API needs block mappings, block sequences
// and scalars, no more. The library at hand allocates 200 KB for each item of a list, or keeps them all; the tests read
// back with it what is written.

// AppendYAML appends doc and a line's end. It starts where dst ends; its further lines are Indented by indent blanks.
// Members keep their order and numbers their digits. YAML allows a member once: of repeated ones the last counts.
func AppendYAML(dst []byte, doc jsontext.Value, indent int) ([]byte, error) {
	start := len(dst)
	dst, err := writeYAML(dst, doc, indent)
	if errors.Is(err, jsontext.ErrDuplicateName) {
		if doc, err = withoutRepeats(doc); err != nil {
			return dst, err
		}
		dst, err = writeYAML(dst[:start], doc, indent)
	}
	if err != nil {
		return dst, unreadable(err)
	}
	return dst, nil
}

func writeYAML(dst []byte, doc jsontext.Value, indent int) ([]byte, error) {
	w := yamlWriter{d: jsontext.NewDecoder(bytes.NewBuffer(doc), jsontext.AllowInvalidUTF8(true)), dst: dst}
	err := w.value("", indent)
	return w.dst, err
}

// A yamlWriter turns JSON tokens into lines of YAML.
type yamlWriter struct {
	d   *jsontext.Decoder
	dst []byte
}

// value writes the next value after lead: on the line of lead, unless it is a block of a member, which starts a line.
func (w *yamlWriter) value(lead string, indent int) error {
	token, err := w.d.ReadToken()
	if err != nil {
		return err
	}
	switch kind := token.Kind(); kind {
	case jsontext.KindBeginObject, jsontext.KindBeginArray:
		if w.d.StackDepth() > maxDepth {
			return w.flow(kind, lead)
		}
		return w.collection(kind, lead, indent)
	case jsontext.KindString:
		w.dst = appendYAMLString(append(w.dst, lead...), token.String())
	default:
		w.dst = append(append(w.dst, lead...), token.String()...)
	}
	w.dst = append(w.dst, '\n')
	return nil
}

// flow writes what has just begun on one line, as YAML takes JSON: below a certain depth indents would be most of the text.
func (w *yamlWriter) flow(kind jsontext.Kind, lead string) error {
	w.dst = append(append(w.dst, lead...), kind.String()...)
	for depth, open := w.d.StackDepth(), true; w.d.StackDepth() >= depth; {
		ends := w.d.PeekKind() == jsontext.KindEndObject || w.d.PeekKind() == jsontext.KindEndArray
		in, n := w.d.StackIndex(w.d.StackDepth())
		switch value := in == jsontext.KindBeginObject && n%2 == 1; {
		case value:
			w.dst = append(w.dst, ": "...)
		case !open && !ends:
			w.dst = append(w.dst, ", "...)
		}
		token, err := w.d.ReadToken()
		if err != nil {
			return err
		}
		if open = token.Kind() == jsontext.KindBeginObject || token.Kind() == jsontext.KindBeginArray; token.Kind() == jsontext.KindString {
			w.dst = appendQuotedYAML(w.dst, token.String())
		} else {
			w.dst = append(w.dst, token.String()...)
		}
	}
	w.dst = append(w.dst, '\n')
	return nil
}

// collection writes the members or items of what has just begun, and reads its end.
func (w *yamlWriter) collection(kind jsontext.Kind, lead string, indent int) error {
	if next := w.d.PeekKind(); next == jsontext.KindEndObject || next == jsontext.KindEndArray {
		w.dst = append(append(append(w.dst, lead...), kind.String()...), next.String()...)
		w.dst = append(w.dst, '\n')
		_, err := w.d.ReadToken()
		return err
	}
	if lead != "" {
		w.dst = appendBlanks(append(w.dst, '\n'), indent)
	}
	for first := true; ; first = false {
		if next := w.d.PeekKind(); next == jsontext.KindEndObject || next == jsontext.KindEndArray {
			_, err := w.d.ReadToken()
			return err
		}
		if !first {
			w.dst = appendBlanks(w.dst, indent)
		}
		if err := w.element(kind, indent+2); err != nil {
			return err
		}
	}
}

// element writes "name: value" or "- item"; what has more lines is Indented by indent.
func (w *yamlWriter) element(kind jsontext.Kind, indent int) error {
	if kind == jsontext.KindBeginArray {
		w.dst = append(w.dst, "- "...)
		return w.value("", indent)
	}
	name, err := w.d.ReadToken()
	if err != nil {
		return err
	}
	start := len(w.dst)
	w.dst = appendYAMLString(w.dst, name.String())
	if len(w.dst)-start <= maxSimpleKey {
		w.dst = append(w.dst, ':')
		return w.value(" ", indent)
	}
	w.dst = append(slices.Insert(w.dst, start, '?', ' '), '\n')
	w.dst = append(appendBlanks(w.dst, indent-2), ':')
	return w.value(" ", indent)
}

// maxSimpleKey is the longest key, in bytes, that YAML reads back before a colon; a longer one has to say that it is one.
const maxSimpleKey = 1000

func appendBlanks(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
}
