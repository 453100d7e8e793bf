package codec

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A reader turns elements into JSON: the declared members by their shapes, all others by what they look like
// (readany.go). Members come in the order of the document.
type reader struct {
	docs    Documents
	dst     []byte
	members []member // of the objects at hand, innermost last
}

// member is a member of a JSON object and where the element has it: more than once where it is a list.
type member struct {
	name  string
	field *field
	first source
	more  []source
}

// source is where a member is: an attribute's value, or an element.
type source struct {
	text string
	el   *element
}

// readDocument appends the JSON document that a root element stands for.
func (r *reader) readDocument(root *element, alias string) {
	d, known := r.docs.rootElement(alias, root.name.local)
	switch {
	case alias == jsonAlias && root.name.local == "document":
		r.readObject(root, nil)
	case known && d.Form == ByNetwork:
		r.readNetwork(root, d.field)
	case known && d.Page: // else a pageReader has read it
		r.onlyMember(d.JSON, func() { r.readAny(root) })
	case known:
		r.onlyMember(d.JSON, func() { r.readRoot(root, d) })
	default:
		r.onlyMember(qname{alias, root.name.local}.String(), func() { r.readUnknownRoot(root) })
	}
}

// onlyMember appends an object with one member.
func (r *reader) onlyMember(name string, value func()) {
	r.put('{')
	r.putName(name)
	value()
	r.put('}')
}

func (r *reader) readRoot(e *element, d *document) {
	if isMarked(e) {
		r.readAny(e)
		return
	}
	if d.None != "" && e.empty() {
		r.putRaw(d.None)
		return
	}
	if d.Form == SinglePair {
		r.readPairs([]*element{e}, d.field)
		return
	}
	r.readDeclared(d.field, source{el: e}, nil)
}

// readUnknownRoot reads a root that nobody declares. An empty one is an action, as a rule.
func (r *reader) readUnknownRoot(e *element) {
	if e.empty() {
		r.putRaw("null")
		return
	}
	r.readAny(e)
}

// readObject reads the members that an element has.
func (r *reader) readObject(e *element, s *shape) {
	r.put('{')
	r.readMembers(e, s, true)
	r.put('}')
}

// readMembers reads an element's members into the object that is open.
func (r *reader) readMembers(e *element, s *shape, first bool) {
	base := len(r.members)
	r.collectMembers(e, s)
	members := r.members[base:]
	for i := range members {
		m := &members[i]
		if m.field != nil && m.field.option["always"] && m.first.el != nil && m.first.el.empty() {
			continue
		}
		r.putComma(&first)
		if m.field != nil {
			r.putRaw(m.field.quoted)
		} else {
			r.putName(m.name)
		}
		r.readMember(m)
	}
	if s != nil {
		r.addRequired(s, members, &first)
	}
	r.members = r.members[:base]
}

// addRequired adds the empty lists that JSON has where XML has nothing.
func (r *reader) addRequired(s *shape, members []member, first *bool) {
next:
	for _, f := range s.fields {
		if !f.required {
			continue
		}
		for i := range members {
			if members[i].field == f {
				continue next
			}
		}
		r.putComma(first)
		r.putName(f.json)
		r.putRaw("[]")
	}
}

func (r *reader) readMember(m *member) {
	switch {
	case m.field != nil:
		r.readDeclared(m.field, m.first, m.more)
	case len(m.more) == 0:
		r.readAnySource(m.name, m.first)
	default:
		r.put('[')
		r.readAnySource(m.name, m.first)
		for _, p := range m.more {
			r.put(',')
			r.readAnySource(m.name, p)
		}
		r.put(']')
	}
}

// readDeclared reads a member by its declaration. Where that doesn't fit, what is there is read as it looks.
func (r *reader) readDeclared(f *field, first source, more []source) {
	if f.repeated {
		r.readRepeated(f, first, more)
		return
	}
	last := first
	if len(more) > 0 {
		last = more[len(more)-1]
	}
	switch {
	case last.el != nil && isMarked(last.el):
		r.readAny(last.el)
	case f.shape.typ.scalar():
		r.readScalar(f, last)
	case last.el == nil:
		r.readAnySource(f.json, last)
	case f.shape.typ == typeList:
		r.readItems(last.el.children, f)
	case f.shape.typ == typePairs:
		r.readPairs(last.el.children, f)
	case f.shape.typ == typeAddresses:
		r.readAddresses(last.el, f)
	default:
		r.readValue(last.el, f.shape)
	}
}

func (r *reader) readRepeated(f *field, first source, more []source) {
	if len(more) == 0 && first.el != nil && isMarked(first.el) {
		r.readAny(first.el)
		return
	}
	r.put('[')
	r.readItem(first, f.shape.item)
	for _, p := range more {
		r.put(',')
		r.readItem(p, f.shape.item)
	}
	r.put(']')
}

func (r *reader) readItem(p source, s *shape) {
	if p.el == nil {
		r.putScalar(p.text, s)
		return
	}
	r.readValue(p.el, s)
}

// readValue reads an element as a value of a shape.
func (r *reader) readValue(e *element, s *shape) {
	switch {
	case isMarked(e):
		r.readAny(e)
	case s.typ.scalar() && e.bare():
		r.putScalar(e.text, s)
	case s.typ != typeObject:
		r.readAny(e)
	case s.none != "" && e.empty():
		r.putRaw(s.none)
	default:
		r.readObject(e, s)
	}
}

func (r *reader) readScalar(f *field, p source) {
	text := p.text
	if p.el != nil {
		if !p.el.bare() {
			r.readAny(p.el)
			return
		}
		text = p.el.text
		if f.option["element"] || f.attribute {
			text = elementText(text)
		}
	}
	if f.option["base64"] {
		text = strings.Join(strings.Fields(text), "")
	}
	r.putScalar(text, f.shape)
}

func (r *reader) putScalar(text string, s *shape) {
	switch {
	case s.nullable && (text == "None" || text == "null"):
		r.putRaw("null")
	case s.typ == typeInteger && isJSONNumber(text):
		r.putRaw(text)
	case s.typ == typeBool && (text == "True" || text == "true"):
		r.putRaw("true")
	case s.typ == typeBool && (text == "False" || text == "false"):
		r.putRaw("false")
	case s.typ == typeScalar:
		r.putInferred("", text)
	default:
		r.putString(text)
	}
}

func (r *reader) put(c byte)      { r.dst = append(r.dst, c) }
func (r *reader) putRaw(s string) { r.dst = append(r.dst, s...) }

func (r *reader) putComma(first *bool) {
	if !*first {
		r.put(',')
	}
	*first = false
}

func (r *reader) putName(s string) {
	r.putString(s)
	r.put(':')
}

func (r *reader) putString(s string) {
	r.dst, _ = jsontext.AppendQuote(r.dst, s) // it can only complain of invalid UTF-8, which the scanner replaced
}
