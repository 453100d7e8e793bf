package api

import "strings"

// markDepth is how much deeper XML may be than the JSON that it stands for: wrappers.
const markDepth = 4

// A builder turns JSON into elements: the declared members in the order of their declaration, which is the schema's,
// then the others as they came.
type builder struct {
	rootAlias string // names with it would lose it in reading
	attrs     slab[attr]
	elements  slab[*element]
}

// buildDocument turns a JSON document into its root element, and says which root it is.
func buildDocument(doc *jvalue) (*element, root) {
	b := &builder{}
	if d, ok := pageRoot(doc); ok {
		return b.page(doc, d), d
	}
	if len(doc.members) == 1 {
		m := &doc.members[0]
		if list, ok := oneNetwork(m); ok {
			d, _ := namedRoot(networkRoot)
			return b.byNetwork(list, d.field), d
		}
		if d, ok := namedRoot(m.name); ok && m.name != networkRoot {
			if d.bare != "" && m.value.member(d.bare) != nil {
				d.space = ""
			}
			b.rootAlias, _ = aliasOf(d.space)
			return b.root(&m.value, d), d
		}
		if name, ok := xmlName(m.name); ok {
			return b.unknownRoot(name, &m.value), undeclared
		}
	}
	return b.into(&element{name: qname{jsonAlias, "document"}}, doc), undeclared
}

// undeclared is a root that the registry doesn't have.
var undeclared = root{declaration: declaration{space: computeSpace}}

// unknownRoot builds a root that is not declared. Null is an empty element: an action that says no more than its name.
func (b *builder) unknownRoot(name qname, v *jvalue) *element {
	b.rootAlias = name.alias
	e := &element{name: name}
	if v.kind == 'n' {
		return e
	}
	b.into(e, v)
	if e.empty() || name.local == networkRoot && isByNetwork(e) {
		e.set(markType, "object")
	}
	return e
}

// root builds a declared root, marked where the value doesn't fit the declaration.
func (b *builder) root(v *jvalue, d root) *element {
	name := parseName(d.json)
	if name.alias != "" { // its namespace is the document's
		b.rootAlias, name.alias = name.alias, ""
	}
	e := &element{name: name}
	switch {
	case d.none != "" && saysNothing(v):
	case d.json == metaRoot && b.fits(d.field, v) && len(v.members) == 1:
		e.set(qname{"", d.field.key}, v.members[0].name)
		e.text = v.members[0].value.text
	case d.json != metaRoot && b.fits(d.field, v):
		holder := &element{}
		b.declared(holder, d.field, v)
		e = holder.children[0]
		e.name = name
	default:
		b.mark(e, v)
	}
	return e
}

// saysNothing reports the value of an action without members: null, {}, and the guide's "none".
func saysNothing(v *jvalue) bool {
	return v.kind == 'n' || v.kind == '"' && v.text == "none" || v.kind == '{' && len(v.members) == 0
}

// page builds a collection: items, then what JSON has beside them, the links among it.
func (b *builder) page(doc *jvalue, d root) *element {
	e := &element{name: parseName(d.json)}
	items := doc.member(d.json)
	for i := range items.items {
		b.item(e.add(d.field.items[0]), &items.items[i], d.field.shape.item)
	}
	rest := jvalue{kind: '{'}
	for _, m := range doc.members {
		if m.name != d.json {
			rest.members = append(rest.members, m)
		}
	}
	b.object(e, &rest, d.links)
	return e
}

// object builds the members of an object into e.
func (b *builder) object(e *element, v *jvalue, s *shape) {
	b.expect(e, v.members)
	if s != nil {
		for _, f := range s.fields {
			if m := v.member(f.json); m != nil {
				b.member(e, f, m)
			} else if f.option["always"] {
				e.add(f.name())
			}
		}
	}
	for i := range v.members {
		m := &v.members[i]
		if s == nil || s.byJSON[m.name] == nil {
			b.unknown(e, s, m)
		}
	}
}

// expect makes room for what the members become, as a rule: scalars attributes, the others children.
func (b *builder) expect(e *element, members []jmember) {
	scalars := 0
	for i := range members {
		if members[i].value.scalar() {
			scalars++
		}
	}
	if e.attrs == nil {
		e.attrs = b.attrs.cut(scalars)
	}
	if e.children == nil {
		e.children = b.elements.cut(len(members) - scalars)
	}
}

// member builds a declared member, or marks it where its value isn't what is declared.
func (b *builder) member(e *element, f *field, v *jvalue) {
	switch {
	case v.kind == 'n' && f.option["omitnull"]:
	case f.option["text"] && b.fits(f, v):
		e.text = v.text
	case !b.fits(f, v):
		b.mark(e.add(f.name()), v)
	default:
		b.declared(e, f, v)
	}
}

// fits reports a value that XML can give back by the declaration.
func (b *builder) fits(f *field, v *jvalue) bool {
	s := f.shape
	switch {
	case s.kind.scalar():
		return s.holds(v) && (!f.option["element"] || strings.TrimSpace(v.text) == v.text)
	case s.kind == kindObject:
		return v.kind == '{' && (s.none == "" || len(v.members) > 0) || v.kind == '"' && s.none == `""` && v.text == ""
	case s.kind == kindList:
		return v.kind == '[' && (len(v.items) > 0 || !f.repeated || f.required)
	case s.kind == kindPairs:
		return v.kind == '{' && allOf(v.members, func(m *jmember) bool { return m.value.scalar() && m.value.kind != 'n' })
	case s.kind == kindAddresses:
		return v.kind == '{' && allOf(v.members, func(m *jmember) bool {
			return isAddressList(&m.value) || len(m.value.items) == 0 && m.value.kind == '['
		})
	}
	return false
}

func allOf[T any](items []T, ok func(*T) bool) bool {
	for i := range items {
		if !ok(&items[i]) {
			return false
		}
	}
	return true
}

// holds reports a scalar whose text reads back as the declared type.
func (s *shape) holds(v *jvalue) bool {
	null := v.text == "None" || v.text == "null"
	switch v.kind {
	case 'n':
		return s.nullable
	case '"':
		if s.kind == kindScalar {
			return inferred(v.text) == '"' && !(s.nullable && null)
		}
		return !(s.nullable && null)
	case '0':
		return s.kind != kindScalar || isNumber(v.text)
	case 't':
		return true
	}
	return false
}

// declared builds a value that fits its declaration.
func (b *builder) declared(e *element, f *field, v *jvalue) {
	switch s := f.shape; {
	case f.attribute:
		e.set(f.name(), scalarText(v))
	case s.kind.scalar():
		e.add(f.name()).text = scalarText(v)
	case f.repeated:
		for i := range v.items {
			b.item(e.add(f.name()), &v.items[i], s.item)
		}
	case s.kind == kindList:
		w := e.add(f.name())
		for i := range v.items {
			b.item(w.add(f.items[0]), &v.items[i], s.item)
		}
	case s.kind == kindPairs:
		b.pairs(e.add(f.name()), f, v)
	case s.kind == kindAddresses:
		b.addresses(e.add(f.name()), f, v)
	case v.kind == '"':
		e.add(f.name())
	default:
		b.object(e.add(f.name()), v, s)
	}
}

// item builds an item of a list.
func (b *builder) item(e *element, v *jvalue, s *shape) {
	switch {
	case s.kind.scalar() && s.holds(v):
		e.text = scalarText(v)
	case s.kind == kindObject && v.kind == '{' && (s.none == "" || len(v.members) > 0):
		b.object(e, v, s)
	default:
		b.mark(e, v)
	}
}

func scalarText(v *jvalue) string {
	switch {
	case v.kind == 'n':
		return "None"
	case v.kind == 't' && v.text == "true":
		return "True"
	case v.kind == 't':
		return "False"
	}
	return v.text
}
