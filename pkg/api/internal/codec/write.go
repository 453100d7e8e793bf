package codec

// write turns a tree into a document. Every namespace is declared once, on the root: the document's own, the aliases
// that are used, and Atom's where the guide's documents of this root always have it. It is about size bytes long.
func (c *Codec) write(e *element, d Root, size int) []byte {
	w := &writer{dst: make([]byte, 0, size)}
	if d.Atom {
		w.useAlias(atomAlias)
	}
	w.collectAliases(e)
	w.write(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.writeElement(e, func() {
		if d.Space != "" {
			w.writeAttribute("xmlns", d.Space)
		}
		for _, alias := range w.aliases {
			w.writeAttribute("xmlns:"+alias, c.spaceOf(alias))
		}
	})
	w.write("\n")
	return w.dst
}

type writer struct {
	dst     []byte
	aliases []string // in order of use
	used    map[string]bool
}

func (w *writer) useAlias(alias string) {
	if alias == "" || w.used[alias] {
		return
	}
	if w.used == nil {
		w.used = map[string]bool{}
	}
	w.used[alias] = true
	w.aliases = append(w.aliases, alias)
}

func (w *writer) collectAliases(e *element) {
	w.useAlias(e.name.alias)
	for i := range e.attrs {
		w.useAlias(e.attrs[i].name.alias)
	}
	for _, c := range e.children {
		w.collectAliases(c)
	}
}

func (w *writer) writeElement(e *element, declare func()) {
	w.write("<")
	w.writeName(e.name)
	if declare != nil {
		declare()
	}
	for i := range e.attrs {
		w.write(" ")
		w.writeName(e.attrs[i].name)
		w.write(`="`)
		w.dst = appendText(w.dst, e.attrs[i].value, true)
		w.write(`"`)
	}
	if len(e.children) == 0 && e.text == "" {
		w.write("/>")
		return
	}
	w.write(">")
	w.dst = appendText(w.dst, e.text, false)
	for _, c := range e.children {
		w.writeElement(c, nil)
	}
	w.write("</")
	w.writeName(e.name)
	w.write(">")
}

func (w *writer) writeAttribute(name, value string) {
	w.write(" " + name + `="`)
	w.dst = appendText(w.dst, value, true)
	w.write(`"`)
}

func (w *writer) writeName(n qname) {
	if n.alias != "" {
		w.write(n.alias)
		w.write(":")
	}
	w.write(n.local)
}

func (w *writer) write(s string) { w.dst = append(w.dst, s...) }
