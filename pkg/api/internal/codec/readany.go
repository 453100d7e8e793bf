package codec

import (
	"strconv"
	"strings"
)

// What no declaration names goes through XML and back by these rules: a scalar is an attribute, whose text says its
// type only where it is exactly a number, True, False or None; an object is an element; a list is a wrapper in the
// plural around elements in the singular, or an element that is repeated. Where these would bring back something else,
// the mark json:type says what it was, and json:member holds names that XML can't have.

var (
	markType   = qname{jsonAlias, "type"}
	markMember = qname{jsonAlias, "member"}
	markName   = qname{jsonAlias, "name"}
	markItem   = qname{"", "item"}
)

func isMarked(e *element) bool {
	for i := range e.attrs {
		if e.attrs[i].name == markType {
			return true
		}
	}
	return false
}

func (r *reader) readAnySource(name string, p source) {
	if p.el == nil {
		r.putInferred(name, p.text)
		return
	}
	r.readAny(p.el)
}

// readAny reads an element by what it looks like.
func (r *reader) readAny(e *element) {
	mark, _ := e.attr(markType)
	switch mark {
	case "string":
		r.putString(e.text)
		return
	case "number":
		if text := strings.TrimSpace(e.text); isJSONNumber(text) {
			r.putRaw(text)
			return
		}
	case "boolean":
		r.putRaw(strconv.FormatBool(strings.TrimSpace(e.text) == "True"))
		return
	case "null":
		r.putRaw("null")
		return
	case "array":
		r.readAnyItems(e.children)
		return
	case "object":
		r.readObject(e, nil)
		return
	}
	_, named := e.attr(markName)
	switch {
	case len(e.children) == 0 && (len(e.attrs) == 0 || named && len(e.attrs) == 1) && !isSpace(e.text):
		r.putInferred(e.name.local, elementText(e.text))
	case isPlural(e):
		r.readAnyItems(e.children)
	default:
		r.readObject(e, nil)
	}
}

func (r *reader) readAnyItems(items []*element) {
	r.put('[')
	for i, e := range items {
		if i > 0 {
			r.put(',')
		}
		r.readAny(e)
	}
	r.put(']')
}

// isPlural reports whether it is a wrapper: <volumes> with nothing but <volume>.
func isPlural(e *element) bool {
	one, ok := singular(e.name.local)
	if !ok || len(e.children) == 0 {
		return false
	}
	for i := range e.attrs {
		if e.attrs[i].name != markName {
			return false
		}
	}
	for _, c := range e.children {
		if c.name.local != one || c.name.alias != e.name.alias {
			return false
		}
	}
	return true
}

func singular(name string) (string, bool) {
	if one, ok := strings.CutSuffix(name, "sses"); ok {
		return one + "ss", true
	}
	one, ok := strings.CutSuffix(name, "s")
	return one, ok && isNCName(one) && !strings.HasSuffix(one, "s")
}

func (r *reader) putInferred(name, text string) {
	switch inferredAs(name, text) {
	case 'n':
		r.putRaw("null")
	case 't':
		r.putRaw("true")
	case 'f':
		r.putRaw("false")
	case '0':
		r.putRaw(text)
	default:
		r.putString(text)
	}
}

// elementText returns the text of an element less the white space that lays a document out. A text of several lines
// that begins right after the tag is what it is, with the end of its last line: a private key.
func elementText(text string) string {
	trimmed := strings.TrimSpace(text)
	if strings.Contains(trimmed, "\n") && !isSpaceByte(text[0]) {
		return text
	}
	return trimmed
}

// inferredAs is inferred for a member's name: what is an id by its name is text, though it looks like a number.
func inferredAs(name, text string) byte {
	if kind := inferred(text); kind != '0' || !isID(name) {
		return kind
	}
	return '"'
}

// isID reports whether a member is an id by its name: id, tenant_id, OS-X:hostId, port_uuid.
func isID(name string) bool {
	_, local, ok := strings.Cut(name, ":")
	if !ok {
		local = name
	}
	return local == "id" || local == "uuid" || strings.HasSuffix(local, "_id") || strings.HasSuffix(local, "Id") ||
		strings.HasSuffix(local, "_uuid")
}

// inferred returns the JSON kind of an unknown attribute's text (fact 44).
func inferred(text string) byte {
	switch {
	case text == "None":
		return 'n'
	case text == "True":
		return 't'
	case text == "False":
		return 'f'
	case isNumber(text):
		return '0'
	}
	return '"'
}

// isNumber reports whether it is a number that is written as JSON writes it, without an exponent, and that a float64
// holds.
func isNumber(s string) bool {
	return len(s) <= 16 && !strings.ContainsAny(s, "eE") && isJSONNumber(s)
}

// isJSONNumber reports whether it is text that is a number in JSON.
func isJSONNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	n := digits(s)
	if n == 0 || n > 1 && s[0] == '0' {
		return false
	}
	s = s[n:]
	if fraction, ok := strings.CutPrefix(s, "."); ok {
		n := digits(fraction)
		if n == 0 {
			return false
		}
		s = fraction[n:]
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = s[1:]
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && digits(s) == len(s)
}

// digits counts the digits that s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
