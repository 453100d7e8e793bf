package api

// writeXML turns a tree into a document. Every namespace is declared once, on the root: the document's own, the aliases
// that are used, and Atom's where the guide's documents of this root always have it. It is about size bytes long.
func writeXML(e *element, d root, size int) []byte {
	w := &writer{dst: make([]byte, 0, size)}
	if d.atom {
		w.use(atomAlias)
	}
	w.collect(e)
	w.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.element(e, func() {
		if d.space != "" {
			w.attribute("xmlns", d.space)
		}
		for _, alias := range w.aliases {
			w.attribute("xmlns:"+alias, spaceOf(alias))
		}
	})
	w.raw("\n")
	return w.dst
}

type writer struct {
	dst     []byte
	aliases []string // in order of use
	used    map[string]bool
}

func (w *writer) use(alias string) {
	if alias == "" || w.used[alias] {
		return
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[alias] = true
	w.aliases = append(w.aliases, alias)
}

func (w *writer) collect(e *element) {
	w.use(e.name.alias)
	for i := range e.attrs {
		w.use(e.attrs[i].name.alias)
	}
	for _, c := range e.children {
		w.collect(c)
	}
}

func (w *writer) element(e *element, declare func()) {
	w.raw("<")
	w.name(e.name)
	if declare != nil {
		declare()
	}
	for i := range e.attrs {
		w.raw(" ")
		w.name(e.attrs[i].name)
		w.raw(`="`)
		w.dst = appendText(w.dst, e.attrs[i].value, true)
		w.raw(`"`)
	}
	if len(e.children) == 0 && e.text == "" {
		w.raw("/>")
		return
	}
	w.raw(">")
	w.dst = appendText(w.dst, e.text, false)
	for _, c := range e.children {
		w.element(c, nil)
	}
	w.raw("</")
	w.name(e.name)
	w.raw(">")
}

func (w *writer) attribute(name, value string) {
	w.raw(" " + name + `="`)
	w.dst = appendText(w.dst, value, true)
	w.raw(`"`)
}

func (w *writer) name(n qname) {
	if n.alias != "" {
		w.raw(n.alias)
		w.raw(":")
	}
	w.raw(n.local)
}

func (w *writer) raw(s string) { w.dst = append(w.dst, s...) }
