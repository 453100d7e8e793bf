package api

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A reader turns elements into JSON: the declared members by their shapes, all others by what they look like
// (xmlany.go). Members come in the order of the document.
type reader struct {
	dst     []byte
	members []member // of the objects at hand, innermost last
}

// member is a member of a JSON object and where the element has it: more than once where it is a list.
type member struct {
	name  string
	field *field
	first place
	more  []place
}

// place is an attribute's value, or an element.
type place struct {
	text string
	el   *element
}

// readDocument turns the root element of a document of size bytes into a JSON document.
func readDocument(root *element, alias string, size int) []byte {
	r := &reader{dst: make([]byte, 0, size)}
	d, known := findRoot(alias, root.name.local)
	switch {
	case alias == jsonAlias && root.name.local == "document":
		r.object(root, nil)
	case known && d.json == networkRoot:
		r.network(root, d.field)
	case known && d.page:
		r.page(root, d)
	case known:
		r.single(d.json, func() { r.root(root, d) })
	default:
		r.single(qname{alias, root.name.local}.String(), func() { r.unknownRoot(root) })
	}
	return r.dst
}

func (r *reader) single(name string, value func()) {
	r.put('{')
	r.name(name)
	value()
	r.put('}')
}

func (r *reader) root(e *element, d root) {
	if isMarked(e) {
		r.any(e)
		return
	}
	if d.none != "" && e.empty() {
		r.raw(d.none)
		return
	}
	if d.json == metaRoot {
		r.pairs([]*element{e}, d.field)
		return
	}
	r.declared(d.field, place{el: e}, nil)
}

// unknownRoot reads a root that nobody declares. An empty one is an action, as a rule.
func (r *reader) unknownRoot(e *element) {
	if e.empty() {
		r.raw("null")
		return
	}
	r.any(e)
}

// page reads a collection: its items, and its links, which JSON has beside it (guide 1.6).
func (r *reader) page(e *element, d root) {
	if isMarked(e) {
		r.single(d.json, func() { r.any(e) })
		return
	}
	rest := element{name: e.name, attrs: e.attrs}
	items := element{name: e.name}
	for _, c := range e.children {
		if d.field.isItem(c.name) {
			items.children = append(items.children, c)
		} else {
			rest.children = append(rest.children, c)
		}
	}
	r.put('{')
	r.name(d.json)
	r.list(items.children, d.field)
	r.rest(&rest, d.links, false)
	r.put('}')
}

// object reads the members that an element has.
func (r *reader) object(e *element, s *shape) {
	r.put('{')
	r.rest(e, s, true)
	r.put('}')
}

// rest reads an element's members into the object that is open.
func (r *reader) rest(e *element, s *shape, first bool) {
	base := len(r.members)
	r.collect(e, s)
	members := r.members[base:]
	for i := range members {
		m := &members[i]
		if m.field != nil && m.field.option["always"] && m.first.el != nil && m.first.el.empty() {
			continue
		}
		r.comma(&first)
		if m.field != nil {
			r.raw(m.field.quoted)
		} else {
			r.name(m.name)
		}
		r.member(m)
	}
	if s != nil {
		r.required(s, members, &first)
	}
	r.members = r.members[:base]
}

// required adds the empty lists that JSON has where XML has nothing.
func (r *reader) required(s *shape, members []member, first *bool) {
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
		r.comma(first)
		r.name(f.json)
		r.raw("[]")
	}
}

func (r *reader) member(m *member) {
	switch {
	case m.field != nil:
		r.declared(m.field, m.first, m.more)
	case len(m.more) == 0:
		r.anyPlace(m.first)
	default:
		r.put('[')
		r.anyPlace(m.first)
		for _, p := range m.more {
			r.put(',')
			r.anyPlace(p)
		}
		r.put(']')
	}
}

// declared reads a member by its declaration. Where that doesn't fit, what is there is read as it looks.
func (r *reader) declared(f *field, first place, more []place) {
	if f.repeated {
		r.repeated(f, first, more)
		return
	}
	last := first
	if len(more) > 0 {
		last = more[len(more)-1]
	}
	switch {
	case last.el != nil && isMarked(last.el):
		r.any(last.el)
	case f.shape.kind.scalar():
		r.scalarPlace(f, last)
	case last.el == nil:
		r.anyPlace(last)
	case f.shape.kind == kindList:
		r.list(last.el.children, f)
	case f.shape.kind == kindPairs:
		r.pairs(last.el.children, f)
	case f.shape.kind == kindAddresses:
		r.addresses(last.el, f)
	default:
		r.value(last.el, f.shape)
	}
}

func (r *reader) repeated(f *field, first place, more []place) {
	if len(more) == 0 && first.el != nil && isMarked(first.el) {
		r.any(first.el)
		return
	}
	r.put('[')
	r.item(first, f.shape.item)
	for _, p := range more {
		r.put(',')
		r.item(p, f.shape.item)
	}
	r.put(']')
}

func (r *reader) item(p place, s *shape) {
	if p.el == nil {
		r.scalar(p.text, s)
		return
	}
	r.value(p.el, s)
}

// value reads an element as a value of a shape.
func (r *reader) value(e *element, s *shape) {
	switch {
	case isMarked(e):
		r.any(e)
	case s.kind.scalar() && e.bare():
		r.scalar(e.text, s)
	case s.kind != kindObject:
		r.any(e)
	case s.none != "" && e.empty():
		r.raw(s.none)
	default:
		r.object(e, s)
	}
}

func (r *reader) scalarPlace(f *field, p place) {
	text := p.text
	if p.el != nil {
		if !p.el.bare() {
			r.any(p.el)
			return
		}
		text = p.el.text
		if f.option["element"] || f.attribute {
			text = strings.TrimSpace(text)
		}
	}
	if f.option["base64"] {
		text = strings.Join(strings.Fields(text), "")
	}
	r.scalar(text, f.shape)
}

func (r *reader) scalar(text string, s *shape) {
	switch {
	case s.nullable && (text == "None" || text == "null"):
		r.raw("null")
	case s.kind == kindNumber && isJSONNumber(text):
		r.raw(text)
	case s.kind == kindBool && (text == "True" || text == "true"):
		r.raw("true")
	case s.kind == kindBool && (text == "False" || text == "false"):
		r.raw("false")
	case s.kind == kindScalar:
		r.infer(text)
	default:
		r.quote(text)
	}
}

func (r *reader) put(c byte)   { r.dst = append(r.dst, c) }
func (r *reader) raw(s string) { r.dst = append(r.dst, s...) }

func (r *reader) comma(first *bool) {
	if !*first {
		r.put(',')
	}
	*first = false
}

func (r *reader) name(s string) {
	r.quote(s)
	r.put(':')
}

func (r *reader) quote(s string) {
	r.dst, _ = jsontext.AppendQuote(r.dst, s) // it can only complain of invalid UTF-8, which the scanner replaced
}
