package codec

import "strings"

// qname is a name in XML: the alias of its namespace, as in the JSON names of extensions ("OS-DCF"), and the local
// part. The alias is empty in the document's own namespace and where there is none.
type qname struct{ alias, local string }

func (n qname) String() string {
	if n.alias == "" {
		return n.local
	}
	return n.alias + ":" + n.local
}

// parseName reads a JSON member name or a name of an xml tag: OS-DCF:diskConfig.
func parseName(s string) qname {
	if alias, local, ok := strings.Cut(s, ":"); ok {
		return qname{alias, local}
	}
	return qname{"", s}
}

// attr is an attribute of an element.
type attr struct {
	name  qname
	value string
}

// element is a node of the small tree between XML and JSON. Declarations of namespaces are not among its attributes:
// names carry their aliases.
type element struct {
	name     qname
	attrs    []attr
	children []*element
	text     string // with children, what stands between them
}

// bare reports whether it is an element with text alone.
func (e *element) bare() bool { return len(e.attrs) == 0 && len(e.children) == 0 }

// empty reports whether it is an element with nothing in it but white space.
func (e *element) empty() bool { return e.bare() && strings.TrimSpace(e.text) == "" }

// attr returns the value of an attribute, and whether there is one.
func (e *element) attr(name qname) (string, bool) {
	for i := range e.attrs {
		if e.attrs[i].name == name {
			return e.attrs[i].value, true
		}
	}
	return "", false
}

func (e *element) set(name qname, value string) { e.attrs = append(e.attrs, attr{name, value}) }

// add appends a new child and returns it.
func (e *element) add(name qname) *element {
	c := &element{name: name}
	e.children = append(e.children, c)
	return c
}
