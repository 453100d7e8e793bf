package output

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
	"github.com/novactl/novactl/pkg/output/internal/xmltext"
)

// An xmlList gathers the items into the list's JSON document, and prints its XML in one piece.
type xmlList struct {
	s       *Streams
	out     *sink
	root    string                       // "servers"
	convert func([]byte) ([]byte, error) // View.XML
	items   []byte
}

func (l *xmlList) document(doc jsontext.Value) error {
	if len(l.items) > 0 {
		l.items = append(l.items, ',')
	}
	l.items = append(l.items, doc...)
	return nil
}

func (l *xmlList) end() error {
	l.items = append(append([]byte("["), l.items...), ']')
	doc, err := l.convert(rooted(l.root, l.items))
	if err != nil {
		return fmt.Errorf("cannot print the %s as XML: %w", l.root, err)
	}
	return printXML(l.s, l.out, doc)
}

// rooted returns {"root":doc}. Root is a plain word.
func rooted(root string, doc []byte) []byte {
	return fmt.Appendf(nil, `{%q:%s}`, root, doc)
}

// printXML prints an XML document as it is, and a line's end where it has none. To a terminal, what that would obey is
// printed as character references.
func printXML(s *Streams, out *sink, doc []byte) error {
	doc = bytes.TrimRight(doc, "\n")
	if s.OutTTY && s.Dressed() {
		doc = xmltext.Indent(doc)
	}
	if s.OutTTY {
		doc = referUnsafe(doc)
	}
	if _, err := out.Write(doc); err != nil {
		return err
	}
	_, err := out.Write([]byte("\n"))
	return err
}

// referUnsafe returns doc with unsafe characters, and bytes that aren't UTF-8, as character references.
func referUnsafe(doc []byte) []byte {
	if sanitize.PrintableASCII(doc) {
		return doc
	}
	var safe []byte
	for i := 0; i < len(doc); {
		r, size := utf8.DecodeRune(doc[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			safe = append(safe, "\ufffd"...)
		case sanitize.Unsafe(r) && r != '\n' && r != '\t':
			safe = fmt.Appendf(safe, "&#x%X;", r)
		default:
			safe = append(safe, doc[i:i+size]...)
		}
		i += size
	}
	return safe
}
