package output

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// lenient takes what clouds send: repeated members, and bytes that aren't UTF-8 (they become U+FFFD).
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// The layouts of JSON: two blanks a level; the same for items of a list; all on one line.
var (
	indented = json.JoinOptions(lenient, jsontext.WithIndent("  "))
	asItem   = json.JoinOptions(indented, jsontext.WithIndentPrefix("  "))
	compact  = lenient
)

// A jsonList prints an array, item by item: nothing before the first, so that a list that fails at once prints nothing.
type jsonList struct {
	out   *sink
	buf   []byte
	begun bool // an item has been printed
}

func (l *jsonList) document(doc jsontext.Value) error {
	lead := ",\n  "
	if !l.begun {
		lead, l.begun = "[\n  ", true
	}
	var err error
	if l.buf, err = appendJSON(append(l.buf[:0], lead...), doc, asItem); err != nil {
		return err
	}
	_, err = l.out.Write(l.buf)
	return err
}

func (l *jsonList) end() error {
	tail := "\n]\n"
	if !l.begun {
		tail = "[]\n"
	}
	_, err := l.out.Write([]byte(tail))
	return err
}

// showJSON prints one document.
func showJSON(out *sink, doc jsontext.Value) error {
	buf, err := appendJSON(nil, doc, indented)
	if err != nil {
		return err
	}
	_, err = out.Write(append(buf, '\n'))
	return err
}

// appendJSON appends doc in the layout, with members and their order as they came, repeated ones too, and numbers to
// the digit. Strings are UTF-8, with escapes for what a terminal would obey.
func appendJSON(dst []byte, doc jsontext.Value, layout jsontext.Options) ([]byte, error) {
	start := len(dst)
	dst, err := jsontext.AppendFormat(dst, doc, layout)
	if err != nil {
		return dst[:start], unreadable(err)
	}
	return quoteJSON(dst, start), nil
}
