package api

// Objects whose keys are data: metadata, addresses, and lists whose items may be written in two ways.

// isItem reports an element that is an item of a wrapped list.
func (f *field) isItem(name qname) bool {
	for _, n := range f.items {
		if n == name || name.alias == "" && n.local == name.local {
			return true
		}
	}
	return false
}

// list reads the items of a list.
func (r *reader) list(items []*element, f *field) {
	r.put('[')
	for i, e := range items {
		if i > 0 {
			r.put(',')
		}
		r.listItem(e, f)
	}
	r.put(']')
}

// listItem reads an item. The guide's <networks><uuid>…</uuid></networks> is an item with that member alone (fact 36).
func (r *reader) listItem(e *element, f *field) {
	item := f.shape.item
	if e.name != f.items[0] && e.bare() && item.kind == kindObject {
		if m := item.find(e.name); m != nil && m.shape.kind.scalar() {
			r.put('{')
			r.name(m.json)
			r.scalarPlace(m, place{el: e})
			r.put('}')
			return
		}
	}
	r.value(e, item)
}

// pairs reads elements with a key and a value each. Of repeated keys the last wins.
func (r *reader) pairs(items []*element, f *field) {
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
		r.comma(&first)
		r.name(key)
		switch value, ok := e.attr(qname{"", f.value}); {
		case isMarked(e):
			r.any(e)
		case f.value != "" && ok:
			r.scalar(value, f.shape.item)
		case len(e.children) > 0:
			r.any(e)
		default:
			r.scalar(e.text, f.shape.item)
		}
	}
	r.put('}')
}

func (f *field) keyOf(e *element) string {
	if name, ok := memberName(e); ok {
		return name
	}
	if f.key != "" {
		if key, ok := e.attr(qname{"", f.key}); ok {
			if key == limitInXML && f.shape.item.kind == kindNumber {
				return limitInJSON
			}
			return key
		}
	}
	return e.name.String()
}

// addresses reads networks with their addresses. The first generation's <public> and <private> are taken too.
func (r *reader) addresses(e *element, f *field) {
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
		r.comma(&first)
		r.name(label)
		if isMarked(network) {
			r.any(network)
			continue
		}
		r.addressList(network, f)
	}
	r.put('}')
}

func (r *reader) addressList(network *element, f *field) {
	r.put('[')
	for i, ip := range network.children {
		if i > 0 {
			r.put(',')
		}
		r.value(ip, f.shape.item)
	}
	r.put(']')
}

// isByNetwork reports the addresses of one network, <network id="public"><ip …/></network>. Rackspace's isolated
// networks have the same root, with a label and no addresses.
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

// network reads the addresses of one network as clouds write them in JSON: {"public":[…]} (fact 37); or an isolated
// network, which has the same root.
func (r *reader) network(e *element, f *field) {
	if !isByNetwork(e) {
		r.single(networkRoot, func() { r.any(e) })
		return
	}
	label, _ := e.attr(qname{"", "id"})
	r.single(label, func() { r.addressList(e, f) })
}
