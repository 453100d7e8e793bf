package codec

// Objects whose keys are data: metadata, addresses, and lists whose items may be written in two ways.

// readItems reads the items of a list.
func (r *reader) readItems(items []*element, f *field) {
	r.put('[')
	for i, e := range items {
		if i > 0 {
			r.put(',')
		}
		r.readListItem(e, f)
	}
	r.put(']')
}

// readListItem reads an item. The guide's <networks><uuid>…</uuid></networks> is an item with that member alone (fact
// 36).
func (r *reader) readListItem(e *element, f *field) {
	item := f.shape.item
	if e.name != f.items[0] && e.bare() && item.typ == typeObject {
		if m := item.find(e.name); m != nil && m.shape.typ.scalar() {
			r.put('{')
			r.putName(m.json)
			r.readScalar(m, source{el: e})
			r.put('}')
			return
		}
	}
	r.readValue(e, item)
}

// readPairs reads elements with a key and a value each. Of repeated keys the last wins.
func (r *reader) readPairs(items []*element, f *field) {
	last := make(map[string]int, len(items))
	for i, e := range items {
		last[f.keyOf(e)] = i
	}
	r.put('{')
	first := true
	for i, e := range items {
		key := f.keyOf(e)
		if last[key] != i {
			continue
		}
		r.putComma(&first)
		r.putName(key)
		switch value, ok := e.attr(qname{"", f.value}); {
		case isMarked(e):
			r.readAny(e)
		case f.value != "" && ok:
			r.putScalar(value, f.shape.item)
		case len(e.children) > 0:
			r.readAny(e)
		default:
			r.putScalar(e.text, f.shape.item)
		}
	}
	r.put('}')
}

// keyOf returns the key that an element of pairs or addresses has in JSON.
func (f *field) keyOf(e *element) string {
	if name, ok := memberName(e); ok {
		return name
	}
	if f.key != "" {
		if key, ok := e.attr(qname{"", f.key}); ok {
			return f.keyInJSON(key)
		}
	}
	return e.name.String()
}

// readAddresses reads networks with their addresses. The first generation's <public> and <private> are read too.
func (r *reader) readAddresses(e *element, f *field) {
	r.put('{')
	last := make(map[string]int, len(e.children))
	for i, network := range e.children {
		last[f.keyOf(network)] = i
	}
	first := true
	for i, network := range e.children {
		label := f.keyOf(network)
		if last[label] != i {
			continue
		}
		r.putComma(&first)
		r.putName(label)
		if isMarked(network) {
			r.readAny(network)
			continue
		}
		r.readAddressList(network, f)
	}
	r.put('}')
}

func (r *reader) readAddressList(network *element, f *field) {
	r.put('[')
	for i, ip := range network.children {
		if i > 0 {
			r.put(',')
		}
		r.readValue(ip, f.shape.item)
	}
	r.put(']')
}

// isByNetwork reports whether it is the addresses of one network, <network id="public"><ip …/></network>. Rackspace's
// isolated networks have the same root, with a label and no addresses.
func isByNetwork(e *element) bool {
	if isMarked(e) {
		return false
	}
	for _, c := range e.children {
		if c.name.local != "ip" || isMarked(c) {
			return false
		}
	}
	_, ok := e.attr(qname{"", "id"})
	return ok && len(e.attrs) == 1
}

// readNetwork reads the addresses of one network as clouds write them in JSON: {"public":[…]} (fact 37); or an isolated
// network, which has the same root.
func (r *reader) readNetwork(e *element, f *field) {
	if !isByNetwork(e) {
		r.onlyMember(networkElement, func() { r.readAny(e) })
		return
	}
	label, _ := e.attr(qname{"", "id"})
	r.onlyMember(label, func() { r.readAddressList(e, f) })
}
