package output

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
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
	if l.buf, err = jsondoc.AppendJSON(append(l.buf[:0], lead...), doc, jsondoc.AsItem); err != nil {
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
	buf, err := jsondoc.AppendJSON(nil, doc, jsondoc.Indented)
	if err != nil {
		return err
	}
	_, err = out.Write(append(buf, '\n'))
	return err
}

// A jsonLines prints documents as they come, each on a line of its own.
type jsonLines struct {
	out *sink
	buf []byte
}

func (l *jsonLines) document(doc jsontext.Value) error {
	var err error
	if l.buf, err = jsondoc.AppendJSON(l.buf[:0], doc, jsondoc.Compact); err != nil {
		return err
	}
	l.buf = append(l.buf, '\n')
	_, err = l.out.Write(l.buf)
	return err
}

func (l *jsonLines) end() error { return nil }
