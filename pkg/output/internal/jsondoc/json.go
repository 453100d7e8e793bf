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
	dst, err := jsontext.AppendFormat(dst, doc, layout)
	if err != nil {
		return dst[:start], unreadable(err)
	}
	return sanitize.JSON(dst, start), nil
}
