package codec

// markDepth is how much deeper XML may be than the JSON that it stands for: wrappers.
const markDepth = 4

// A builder turns JSON into elements: the declared members as they are declared, which is the schema's order,
// then the others as they came.
type builder struct {
	docs      Documents
	rootAlias string // names with it would lose it in reading
	attrs     slab[attr]
	elements  slab[*element]
}

// buildDocument turns a JSON document into its root element, and says which root it is.
func (b *builder) buildDocument(doc *Value) (*element, Root) {
	if d, ok := b.docs.pageIn(doc); ok {
		return b.buildPage(doc, d), d.Root
	}
	undeclared := Root{Space: b.docs.codec.schema.Own[0]}
	if len(doc.Members) == 1 {
		m := &doc.Members[0]
		if d := b.docs.byNetwork(); d != nil {
			if of, ok := b.docs.oneNetwork(m); ok {
				return b.buildNetwork(of, d.field), d.Root
			}
		}
		if d, ok := b.docs.root(m.Name); ok && d.Form != ByNetwork {
			root := d.Root
			if root.Bare != "" && m.Value.Member(root.Bare) != nil {
				root.Space = ""
			}
			b.rootAlias, _ = b.docs.codec.aliasOf(root.Space)
			return b.buildRoot(&m.Value, d), root
		}
		if name, ok := xmlName(m.Name); ok {
			return b.buildUnknownRoot(name, &m.Value), undeclared
		}
	}
	return b.buildAny(&element{name: qname{jsonAlias, "document"}}, doc), undeclared
}

// pageIn returns the root of a JSON document that is a page.
func (d Documents) pageIn(doc *Value) (*document, bool) {
	for i := range doc.Members {
		m := &doc.Members[i]
		if found, ok := d.root(m.Name); ok && found.Page && m.Value.Kind == '[' {
			return found, true
		}
	}
	return nil, false
}

// buildUnknownRoot builds a root that is not declared. Null is an empty element: an action that says no more than its
// name.
func (b *builder) buildUnknownRoot(name qname, v *Value) *element {
	b.rootAlias = name.alias
	e := &element{name: name}
	if v.Kind == 'n' {
		return e
	}
	b.buildAny(e, v)
	if e.empty() || name.local == networkElement && isByNetwork(e) {
		e.set(markType, "object")
	}
	return e
}

// buildRoot builds a declared root, marked where the value doesn't fit the declaration.
func (b *builder) buildRoot(v *Value, d *document) *element {
	name := parseName(d.JSON)
	if name.alias != "" { // its namespace is the document's
		b.rootAlias, name.alias = name.alias, ""
	}
	e := &element{name: name}
	switch {
	case d.None != "" && saysNothing(v):
	case d.Form == SinglePair && b.fits(d.field, v) && len(v.Members) == 1 && v.Members[0].Value.Kind != 'n':
		e.set(qname{"", d.field.key}, v.Members[0].Name)
		e.text = v.Members[0].Value.Text
	case d.Form != SinglePair && b.fits(d.field, v):
		holder := &element{}
		b.buildDeclared(holder, d.field, v)
		e = holder.children[0]
		e.name = name
	default:
		b.buildMarked(e, v)
	}
	return e
}

// saysNothing reports whether it is the value of an action without members: null, {}, and the guide's "none".
func saysNothing(v *Value) bool {
	return v.Kind == 'n' || v.Kind == '"' && v.Text == "none" || v.Kind == '{' && len(v.Members) == 0
}

// buildPage builds a collection: items, then what JSON has beside them, the links among it.
func (b *builder) buildPage(doc *Value, d *document) *element {
	e := &element{name: parseName(d.JSON)}
	items := doc.Member(d.JSON)
	for i := range items.Items {
		b.buildItem(e.add(d.field.items[0]), &items.Items[i], d.field.shape.item)
	}
	beside := Value{Kind: '{'}
	for _, m := range doc.Members {
		if m.Name != d.JSON {
			beside.Members = append(beside.Members, m)
		}
	}
	b.buildObject(e, &beside, d.links)
	return e
}

// buildObject builds the members of an object into e.
func (b *builder) buildObject(e *element, v *Value, s *shape) {
	b.reserve(e, v.Members)
	if s != nil {
		for _, f := range s.fields {
			if m := v.Member(f.json); m != nil {
				b.buildMember(e, f, m)
			} else if f.option["always"] {
				e.add(f.name())
			}
		}
	}
	for i := range v.Members {
		m := &v.Members[i]
		if s == nil || s.byJSON[m.Name] == nil {
			b.buildUnknown(e, s, m)
		}
	}
}

// reserve makes room for what the members become, as a rule: scalars attributes, the others children.
func (b *builder) reserve(e *element, members []Member) {
	scalars := 0
	for i := range members {
		if members[i].Value.Scalar() {
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

// buildMember builds a declared member, or marks it where its value isn't what is declared.
func (b *builder) buildMember(e *element, f *field, v *Value) {
	switch {
	case v.Kind == 'n' && f.option["omitnull"]:
	case f.option["text"] && b.fits(f, v):
		e.text = v.Text
	case !b.fits(f, v):
		b.buildMarked(e.add(f.name()), v)
	default:
		b.buildDeclared(e, f, v)
	}
}

// fits reports whether it is a value that XML can give back by the declaration.
func (b *builder) fits(f *field, v *Value) bool {
	s := f.shape
	switch {
	case s.typ.scalar():
		return s.holds(v) && (!f.option["element"] || elementText(v.Text) == v.Text)
	case s.typ == typeObject:
		return v.Kind == '{' && (s.none == "" || len(v.Members) > 0) || v.Kind == '"' && s.none == `""` && v.Text == ""
	case s.typ == typeList:
		return v.Kind == '[' && (len(v.Items) > 0 || !f.repeated || f.required)
	case s.typ == typePairs:
		return v.Kind == '{' && allOf(v.Members, func(m *Member) bool { return m.Value.Scalar() })
	case s.typ == typeAddresses:
		return v.Kind == '{' && allOf(v.Members, func(m *Member) bool {
			return isAddressList(&m.Value) || len(m.Value.Items) == 0 && m.Value.Kind == '['
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

// holds reports whether it is a scalar whose text reads back as the declared type.
func (s *shape) holds(v *Value) bool {
	null := v.Text == "None" || v.Text == "null"
	switch v.Kind {
	case 'n':
		return s.nullable
	case '"':
		if s.typ == typeScalar {
			return inferred(v.Text) == '"' && !(s.nullable && null)
		}
		return !(s.nullable && null)
	case '0':
		return s.typ != typeScalar || isNumber(v.Text)
	case 't':
		return true
	}
	return false
}

// buildDeclared builds a value that fits its declaration.
func (b *builder) buildDeclared(e *element, f *field, v *Value) {
	switch s := f.shape; {
	case f.attribute:
		e.set(f.name(), scalarText(v))
	case s.typ.scalar():
		e.add(f.name()).text = scalarText(v)
	case f.repeated:
		for i := range v.Items {
			b.buildItem(e.add(f.name()), &v.Items[i], s.item)
		}
	case s.typ == typeList:
		w := e.add(f.name())
		for i := range v.Items {
			b.buildItem(w.add(f.items[0]), &v.Items[i], s.item)
		}
	case s.typ == typePairs:
		b.buildPairs(e.add(f.name()), f, v)
	case s.typ == typeAddresses:
		b.buildAddresses(e.add(f.name()), f, v)
	case v.Kind == '"':
		e.add(f.name())
	default:
		b.buildObject(e.add(f.name()), v, s)
	}
}

// buildItem builds an item of a list.
func (b *builder) buildItem(e *element, v *Value, s *shape) {
	switch {
	case s.typ.scalar() && s.holds(v):
		e.text = scalarText(v)
	case s.typ == typeObject && v.Kind == '{' && (s.none == "" || len(v.Members) > 0):
		b.buildObject(e, v, s)
	default:
		b.buildMarked(e, v)
	}
}

func scalarText(v *Value) string {
	switch {
	case v.Kind == 'n':
		return "None"
	case v.Kind == 't' && v.Text == "true":
		return "True"
	case v.Kind == 't':
		return "False"
	}
	return v.Text
}
