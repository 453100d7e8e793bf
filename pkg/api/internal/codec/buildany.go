package codec

import (
	"strings"
	"unicode/utf8"
)

// buildUnknown builds a member that the shape of e doesn't name.
func (b *builder) buildUnknown(e *element, s *shape, m *Member) {
	name, ok := xmlName(m.Name)
	if !ok || s.find(name) != nil || name.alias != "" && name.alias == b.rootAlias {
		b.buildByName(e, m)
		return
	}
	v := &m.Value
	if v.Scalar() && isPlain(m.Name, v) {
		e.set(name, scalarText(v))
		return
	}
	if name.alias != "" && name.alias == e.name.alias {
		b.buildByName(e, m)
		return
	}
	if _, plural := singular(name.local); v.Kind == '[' && !plural && len(v.Items) > 1 {
		for i := range v.Items {
			b.buildAny(e.add(name), &v.Items[i])
		}
		return
	}
	b.buildAny(e.add(name), v)
}

// buildByName builds a member whose name would not come back from XML.
func (b *builder) buildByName(e *element, m *Member) {
	c := e.add(markMember)
	c.set(markName, m.Name)
	b.buildMarked(c, &m.Value)
}

// buildAny builds a value into e, which is then read by what it looks like; with a mark where that isn't enough.
func (b *builder) buildAny(e *element, v *Value) *element {
	one, plural := singular(e.name.local)
	switch {
	case v.Kind == '[' && plural && len(v.Items) > 0:
		for i := range v.Items {
			b.buildAny(e.add(qname{e.name.alias, one}), &v.Items[i])
		}
	case v.Kind == '{':
		b.buildObject(e, v, nil)
		if isPlural(e) {
			e.set(markType, "object")
		}
	case v.Kind != '[' && v.Text != "" && isPlain(e.name.local, v) && elementText(v.Text) == v.Text:
		e.text = scalarText(v)
	default:
		b.buildMarked(e, v)
	}
	return e
}

// buildMarked builds a value into e with its type.
func (b *builder) buildMarked(e *element, v *Value) {
	switch v.Kind {
	case '{':
		e.set(markType, "object")
		b.buildObject(e, v, nil)
	case '[':
		e.set(markType, "array")
		for i := range v.Items {
			b.buildAny(e.add(markItem), &v.Items[i])
		}
	case '"':
		e.set(markType, "string")
		e.text = v.Text
	case '0':
		e.set(markType, "number")
		e.text = v.Text
	case 'n':
		e.set(markType, "null")
	default:
		e.set(markType, "boolean")
		e.text = scalarText(v)
	}
}

// isPlain reports whether it is a scalar whose text alone says its type.
func isPlain(name string, v *Value) bool {
	switch v.Kind {
	case '"':
		return inferredAs(name, v.Text) == '"'
	case '0':
		return isNumber(v.Text) && !isID(name)
	}
	return true
}

// xmlName returns the XML name of a JSON member, where XML can have it. Unusual ASCII not every letter may be in a name:
// none is used.
func xmlName(name string) (qname, bool) {
	n := parseName(name)
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		return n, false
	}
	if !isNCName(n.local) || n.alias != "" && !isNCName(n.alias) {
		return n, false
	}
	if n.alias == "" && (strings.HasPrefix(name, ":") || n.local == "xmlns") {
		return n, false
	}
	return n, n.alias != jsonAlias && !strings.HasPrefix(strings.ToLower(n.alias), "xml")
}
