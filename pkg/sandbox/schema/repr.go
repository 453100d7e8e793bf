package schema

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Repr writes a JSON value as Python's repr does, which is how refusals quote what was sent.
func Repr(v jsontext.Value) string {
	switch v.Kind() {
	case 'n':
		return "None"
	case 't':
		return "True"
	case 'f':
		return "False"
	case '"':
		s, _ := text(v)
		return quote(s)
	case '[':
		parts := []string{}
		for _, item := range elements(v) {
			parts = append(parts, Repr(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case '{':
		parts := []string{}
		all := elements(v)
		for i := 0; i+1 < len(all); i += 2 {
			parts = append(parts, Repr(all[i])+": "+Repr(all[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return string(v)
}

// Str is Repr, but of a text it is the text.
func Str(v jsontext.Value) string {
	if s, ok := text(v); ok {
		return s
	}
	return Repr(v)
}

// elements are the values of a list, or the names and values of an object, in the order of the document.
func elements(v jsontext.Value) []jsontext.Value {
	d := jsontext.NewDecoder(bytes.NewReader(v), jsontext.AllowDuplicateNames(true))
	if _, err := d.ReadToken(); err != nil {
		return nil
	}
	var all []jsontext.Value
	for d.PeekKind() != '}' && d.PeekKind() != ']' {
		item, err := d.ReadValue()
		if err != nil {
			return all
		}
		all = append(all, item.Clone())
	}
	return all
}

// quote writes a text between quotes as Python does: double ones where it has single ones and no double ones.
func quote(s string) string {
	mark := "'"
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		mark = `"`
	}
	return mark + strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`, mark, `\`+mark).Replace(s) + mark
}
