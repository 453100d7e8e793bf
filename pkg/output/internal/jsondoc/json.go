package jsondoc

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// lenient takes what clouds send: repeated members, and bytes that aren't UTF-8 (they become U+FFFD).
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// A Layout is one of JSON.
type Layout struct {
	lines  bool
	indent int // of every line but the first
}

// Layouts of JSON: two blanks a level; the same for items of a list; all on one line.
var (
	Indented = Layout{lines: true}
	AsItem   = Layout{lines: true, indent: 2}
	Compact  = Layout{}
)

func (l Layout) options() jsontext.Options {
	if !l.lines {
		return lenient
	}
	return json.JoinOptions(lenient, jsontext.WithIndent("  "), jsontext.WithIndentPrefix("  "[:l.indent]))
}

// AppendJSON appends doc in the layout, with members and their order as they came, repeated ones too, and numbers to
// the digit. Strings are UTF-8, with escapes for what a terminal would obey.
func AppendJSON(dst []byte, doc jsontext.Value, layout Layout) ([]byte, error) {
	w := layouter{src: doc, dst: dst, indent: layout.indent}
	if layout.lines {
		w.lines = blanks
	}
	if w.document() {
		return w.dst, nil
	}
	return appendSlowly(w.dst[:len(dst)], doc, layout)
}

// appendSlowly does what AppendJSON does with any document, JSON or not.
func appendSlowly(dst []byte, doc jsontext.Value, layout Layout) ([]byte, error) {
	start := len(dst)
	if depth(doc) > maxDepth {
		layout = Compact
	}
	dst, err := jsontext.AppendFormat(dst, doc, layout.options())
	if err != nil {
		return dst[:start], unreadable(err)
	}
	return sanitize.JSON(dst, start), nil
}

// maxDepth is how deep a document may be nested for its layout: an indent for each of 9,000 levels is 160 MB of blanks.
const maxDepth = 100

// depth returns how many arrays and objects of doc lie in one another at most.
func depth(doc jsontext.Value) (deepest int) {
	level, quoted := 0, false
	for i := 0; i < len(doc); i++ {
		switch c := doc[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			level++
			deepest = max(deepest, level)
		case c == '}' || c == ']':
			level--
		}
	}
	return deepest
}
