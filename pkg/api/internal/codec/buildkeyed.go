package codec

// buildPairs builds metadata: a child for each key.
func (b *builder) buildPairs(e *element, f *field, v *Value) {
	for i := range v.Members {
		m := &v.Members[i]
		var c *element
		if f.key != "" {
			c = e.add(f.items[0])
			c.set(qname{"", f.key}, f.keyInXML(m.Name))
		} else if name, ok := xmlName(m.Name); ok {
			c = e.add(name)
		} else {
			c = e.add(markMember)
			c.set(markName, m.Name)
		}
		switch {
		case m.Value.Kind == 'n':
			c.set(markType, "null")
			continue
		case f.value != "":
			c.set(qname{"", f.value}, m.Value.Text)
		default:
			c.text = m.Value.Text
		}
	}
}

// buildAddresses builds a network for each label.
func (b *builder) buildAddresses(e *element, f *field, v *Value) {
	for i := range v.Members {
		c := e.add(f.items[0])
		c.set(qname{"", f.key}, v.Members[i].Name)
		b.buildAddressList(c, f, &v.Members[i].Value)
	}
}

func (b *builder) buildAddressList(network *element, f *field, v *Value) {
	for i := range v.Items {
		b.buildObject(network.add(f.inner), &v.Items[i], f.shape.item)
	}
}

// buildNetwork builds the addresses of one network (fact 37).
func (b *builder) buildNetwork(m *Member, f *field) *element {
	e := &element{name: qname{"", networkElement}}
	e.set(qname{"", f.key}, m.Name)
	b.buildAddressList(e, f, &m.Value)
	return e
}

// oneNetwork returns the label and the addresses of a document that is one network's, in the form of clouds,
// {"public":[…]}, or in the guide's, {"network":{"id":"public","ip":[…]}} (fact 37).
func (d Documents) oneNetwork(m *Member) (*Member, bool) {
	if m.Name == networkElement && m.Value.Kind == '{' && len(m.Value.Members) == 2 {
		id, ip := m.Value.Member("id"), m.Value.Member("ip")
		if id == nil || ip == nil || id.Kind != '"' || !isAddressList(ip) {
			return nil, false
		}
		return &Member{id.Text, *ip}, true
	}
	_, declared := d.root(m.Name)
	return m, !declared && isAddressList(&m.Value)
}

// isAddressList reports whether it is a list of addresses.
func isAddressList(v *Value) bool {
	return v.Kind == '[' && len(v.Items) > 0 && allOf(v.Items, func(a *Value) bool {
		return a.Kind == '{' && a.Member("addr") != nil
	})
}
