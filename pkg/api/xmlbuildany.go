package api

import (
	"strings"
	"unicode/utf8"
)

// pairs builds metadata: a child for each key.
func (b *builder) pairs(e *element, f *field, v *jvalue) {
	for i := range v.members {
		m := &v.members[i]
		var c *element
		if f.key != "" {
			c = e.add(f.items[0])
			c.set(qname{"", f.key}, f.keyInXML(m.name))
		} else if name, ok := xmlName(m.name); ok {
			c = e.add(name)
		} else {
			c = e.add(markMember)
			c.set(markName, m.name)
		}
		if f.value != "" {
			c.set(qname{"", f.value}, m.value.text)
		} else {
			c.text = m.value.text
		}
	}
}

func (f *field) keyInXML(key string) string {
	if key == limitInJSON && f.shape.item.kind == kindNumber {
		return limitInXML
	}
	return key
}

// addresses builds a network for each label.
func (b *builder) addresses(e *element, f *field, v *jvalue) {
	for i := range v.members {
		c := e.add(f.items[0])
		c.set(qname{"", f.key}, v.members[i].name)
		b.addressList(c, f, &v.members[i].value)
	}
}

func (b *builder) addressList(network *element, f *field, v *jvalue) {
	for i := range v.items {
		b.object(network.add(f.inner), &v.items[i], f.shape.item)
	}
}

// byNetwork builds the addresses of one network (fact 37).
func (b *builder) byNetwork(m *jmember, f *field) *element {
	e := &element{name: qname{"", networkRoot}}
	e.set(qname{"", "id"}, m.name)
	b.addressList(e, f, &m.value)
	return e
}

// oneNetwork returns the label and the addresses of a document that is one network's, in the form of clouds,
// {"public":[…]}, or in the guide's, {"network":{"id":"public","ip":[…]}} (fact 37).
func oneNetwork(m *jmember) (*jmember, bool) {
	if m.name == networkRoot && m.value.kind == '{' && len(m.value.members) == 2 {
		id, ip := m.value.member("id"), m.value.member("ip")
		if id == nil || ip == nil || id.kind != '"' || !isAddressList(ip) {
			return nil, false
		}
		return &jmember{id.text, *ip}, true
	}
	_, declared := namedRoot(m.name)
	return m, !declared && isAddressList(&m.value)
}

// isAddressList reports a list of addresses.
func isAddressList(v *jvalue) bool {
	return v.kind == '[' && len(v.items) > 0 && allOf(v.items, func(a *jvalue) bool {
		return a.kind == '{' && a.member("addr") != nil
	})
}

// unknown builds a member that the shape of e doesn't name.
func (b *builder) unknown(e *element, s *shape, m *jmember) {
	name, ok := xmlName(m.name)
	if !ok || s.find(name) != nil || name.alias != "" && name.alias == b.rootAlias {
		b.byName(e, m)
		return
	}
	v := &m.value
	if v.scalar() && isPlain(v) {
		e.set(name, scalarText(v))
		return
	}
	if name.alias != "" && name.alias == e.name.alias {
		b.byName(e, m)
		return
	}
	if _, plural := singular(name.local); v.kind == '[' && !plural && len(v.items) > 1 {
		for i := range v.items {
			b.into(e.add(name), &v.items[i])
		}
		return
	}
	b.into(e.add(name), v)
}

// byName builds a member whose name would not come back from XML.
func (b *builder) byName(e *element, m *jmember) {
	c := e.add(markMember)
	c.set(markName, m.name)
	b.mark(c, &m.value)
}

// into builds a value into e, which is then read by what it looks like; with a mark where that isn't enough.
func (b *builder) into(e *element, v *jvalue) *element {
	one, plural := singular(e.name.local)
	switch {
	case v.kind == '[' && plural && len(v.items) > 0:
		for i := range v.items {
			b.into(e.add(qname{e.name.alias, one}), &v.items[i])
		}
	case v.kind == '{':
		b.object(e, v, nil)
		if isPlural(e) {
			e.set(markType, "object")
		}
	case v.kind != '[' && v.text != "" && isPlain(v) && strings.TrimSpace(v.text) == v.text:
		e.text = scalarText(v)
	default:
		b.mark(e, v)
	}
	return e
}

// mark builds a value into e with its type.
func (b *builder) mark(e *element, v *jvalue) {
	switch v.kind {
	case '{':
		e.set(markType, "object")
		b.object(e, v, nil)
	case '[':
		e.set(markType, "array")
		for i := range v.items {
			b.into(e.add(markItem), &v.items[i])
		}
	case '"':
		e.set(markType, "string")
		e.text = v.text
	case '0':
		e.set(markType, "number")
		e.text = v.text
	case 'n':
		e.set(markType, "null")
	default:
		e.set(markType, "boolean")
		e.text = scalarText(v)
	}
}

// isPlain reports a scalar whose text alone says its type.
func isPlain(v *jvalue) bool {
	switch v.kind {
	case '"':
		return inferred(v.text) == '"'
	case '0':
		return isNumber(v.text)
	}
	return true
}

// xmlName returns the XML name of a JSON member, where XML can have it. Beyond ASCII not every letter may be in a name:
// none is used.
func xmlName(name string) (qname, bool) {
	n := parseName(name)
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 || !isNCName(n.local) || n.alias != "" && !isNCName(n.alias) {
		return n, false
	}
	if n.alias == "" && (strings.HasPrefix(name, ":") || n.local == "xmlns") {
		return n, false
	}
	return n, n.alias != jsonAlias && !strings.HasPrefix(strings.ToLower(n.alias), "xml")
}
