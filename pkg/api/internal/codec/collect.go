package codec

import "strings"

// collectMembers appends to r.members what the object of an element has: attributes, children, and text where that is
// all.
func (r *reader) collectMembers(e *element, s *shape) {
	c := collector{r: r, base: len(r.members)}
	for _, a := range e.attrs {
		if a.name.alias == jsonAlias {
			continue
		}
		c.put(s.find(a.name), a.name, source{text: a.value})
	}
	for _, child := range e.children {
		if name, ok := memberName(child); ok {
			c.add(nil, name, source{el: child})
			continue
		}
		name := child.name
		f := s.find(name)
		if f == nil && name.alias == e.name.alias {
			name.alias = ""
		}
		c.put(f, name, source{el: child})
	}
	if len(e.children) > 0 {
		return
	}
	switch {
	case s != nil && s.text != nil:
		c.add(s.text, s.text.json, source{text: e.text})
	case !isSpace(e.text):
		c.add(nil, "#text", source{text: strings.TrimSpace(e.text)})
	}
}

// memberName returns the name of a member whose name XML can't have.
func memberName(e *element) (string, bool) {
	if e.name != (qname{jsonAlias, "member"}) {
		return "", false
	}
	return e.attr(qname{jsonAlias, "name"})
}

// collector groups sources by member.
type collector struct {
	r     *reader
	base  int
	index map[string]int // by name, once there are many
}

const manyMembers = 32

// put adds a source to the member that is declared for it, or else to the one that its own name says.
func (c *collector) put(f *field, name qname, p source) {
	if f != nil {
		c.add(f, f.json, p)
		return
	}
	c.add(nil, name.String(), p)
}

func (c *collector) add(f *field, name string, p source) {
	if m := c.find(name); m != nil {
		m.more = append(m.more, p)
		if m.field == nil {
			m.field = f
		}
		return
	}
	c.r.members = append(c.r.members, member{name: name, field: f, first: p})
	if c.index != nil {
		c.index[name] = len(c.r.members) - 1
	}
}

func (c *collector) find(name string) *member {
	members := c.r.members[c.base:]
	if len(members) < manyMembers {
		for i := range members {
			if members[i].name == name {
				return &members[i]
			}
		}
		return nil
	}
	if c.index == nil {
		c.index = make(map[string]int, 2*len(members))
		for i := range members {
			c.index[members[i].name] = c.base + i
		}
	}
	if i, ok := c.index[name]; ok {
		return &c.r.members[i]
	}
	return nil
}
