package jsondoc

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// lenient takes what clouds send: repeated members, and bytes that aren't UTF-8 (they become U+FFFD).
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// Layouts of JSON: two blanks a level; the same for items of a list; all on one line.
var (
	Indented = json.JoinOptions(lenient, jsontext.WithIndent("  "))
	AsItem   = json.JoinOptions(Indented, jsontext.WithIndentPrefix("  "))
	Compact  = lenient
)

// AppendJSON appends doc in the layout, with members and their order as they came, repeated ones too, and numbers to
// the digit. Strings are UTF-8, with escapes for what a terminal would obey.
func AppendJSON(dst []byte, doc jsontext.Value, layout jsontext.Options) ([]byte, error) {
	start := len(dst)
	if depth(doc) > maxDepth {
		return appendDeep(dst, doc)
	}
	dst, err := jsontext.AppendFormat(dst, doc, layout)
	if err != nil {
		return dst[:start], unreadable(err)
	}
	return sanitize.JSON(dst, start), nil
}

// maxDepth is how deep a document may be nested for its layout: an indent for each of 9,000 levels is 160 MB of blanks.
const maxDepth = 100

// appendDeep appends a document of more than maxDepth levels on one line.
func appendDeep(dst []byte, doc jsontext.Value) ([]byte, error) {
	start := len(dst)
	dst, err := jsontext.AppendFormat(dst, doc, Compact)
	if err != nil {
		return dst[:start], unreadable(err)
	}
	return sanitize.JSON(dst, start), nil
}

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
