package codec

// A pool has the elements and attributes of a tree, and takes them back all at once: a page has thousands of items of the same form.
type pool struct {
	elements []*element
	used     int // of elements
	ahead    slab[element]
	attrs    []attr // the last that were allocated ahead
	free     []attr // those of them that aren't used
}

// element returns an empty element.
func (p *pool) element() *element {
	if p.used == len(p.elements) {
		p.elements = append(p.elements, p.ahead.one())
	}
	e := p.elements[p.used]
	p.used++
	*e = element{children: e.children[:0]}
	return e
}

// cutAttrs returns an empty slice with room for n attributes.
func (p *pool) cutAttrs(n int) []attr {
	if len(p.free) < n {
		p.attrs = make([]attr, max(n, 128))
		p.free = p.attrs
	}
	cut := p.free[:0:n]
	p.free = p.free[n:]
	return cut
}

// reuse takes back everything: no tree is looked at any more.
func (p *pool) reuse() { p.used, p.free = 0, p.attrs }
