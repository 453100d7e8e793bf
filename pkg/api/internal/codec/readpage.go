package codec

// A pageReader turns the items of a collection into JSON one by one while they are scanned, so that no tree of them all is there.
type pageReader struct {
	*reader
	document *document
	count    int // of the items
}

// newPageReader begins the JSON of a document whose root has just started; nil: it is no page.
func newPageReader(r *reader, root *element, alias string) *pageReader {
	d, known := r.docs.rootElement(alias, root.name.local)
	if !known || !d.Page || d.Form == ByNetwork || isMarked(root) || alias == jsonAlias && root.name.local == "document" {
		return nil
	}
	r.put('{')
	r.putName(d.JSON)
	r.put('[')
	return &pageReader{reader: r, document: d}
}

// readChild reads a child of the root that has just ended; false: it is no item, and is for end.
func (p *pageReader) readChild(e *element) bool {
	if !p.document.field.isItem(e.name) {
		return false
	}
	if p.count++; p.count > 1 {
		p.put(',')
	}
	p.readListItem(e, p.document.field)
	return true
}

// end reads what the root has beside its items: their links, which JSON has beside the collection (guide 1.6).
func (p *pageReader) end(root *element) {
	p.put(']')
	p.readMembers(&element{name: root.name, attrs: root.attrs, children: root.children}, p.document.links, false)
	p.put('}')
}
