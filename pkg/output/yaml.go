package output

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// A yamlList prints a sequence, item by item.
type yamlList struct {
	out   *sink
	buf   []byte
	begun bool
}

func (l *yamlList) document(doc jsontext.Value) error {
	l.begun = true
	var err error
	if l.buf, err = jsondoc.AppendYAML(append(l.buf[:0], "- "...), doc, 2); err != nil {
		return err
	}
	_, err = l.out.Write(l.buf)
	return err
}

func (l *yamlList) end() error {
	if l.begun {
		return nil
	}
	_, err := l.out.Write([]byte("[]\n"))
	return err
}

// showYAML prints one document.
func showYAML(out *sink, doc jsontext.Value) error {
	buf, err := jsondoc.AppendYAML(nil, doc, 0)
	if err != nil {
		return err
	}
	_, err = out.Write(buf)
	return err
}
