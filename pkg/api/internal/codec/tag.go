package codec

import (
	"fmt"
	"strings"
)

// layout is where a member stands in XML, as its xml tag says. Without a tag a scalar is an attribute, and all else a
// child element, of the JSON name. In a tag:
//
//	tenantId|tenant_id           written as the first, read from both
//	,element                     a scalar in a child element
//	,text                        the element's own text
//	,base64                      text in which white space means nothing
//	,always                      the element is there even when JSON has no such member
//	,omitnull                    null is absent
//	atom:link                    of a list: the element is repeated
//	rates>rate                   of a list: the element is repeated inside a wrapper
//	metadata>meta[key]           of pairs: a wrapper, children that carry the key in an attribute and the value as text
//	absolute>limit[name]=value   of pairs: the same, with the value in an attribute
//	extra_specs>*                of pairs: a wrapper, children that have the keys as names
//	addresses>network[id]>ip     of addresses: a wrapper, networks that carry their label in an attribute, addresses
type layout struct {
	names  []qname // the attribute or element, or the wrapper; none: the JSON name
	items  []qname // inside a wrapper
	key    string  // the attribute with the key
	value  string  // the attribute with the value
	inner  qname   // inside an item
	option map[string]bool
}

func parseTag(tag string) (layout, error) {
	path, options, _ := strings.Cut(tag, ",")
	l := layout{option: map[string]bool{}}
	for _, o := range strings.FieldsFunc(options, func(r rune) bool { return r == ',' }) {
		switch o {
		case "element", "text", "base64", "always", "omitnull":
			l.option[o] = true
		default:
			return l, fmt.Errorf("xml tag %q: unknown option %q", tag, o)
		}
	}
	steps := strings.Split(path, ">")
	if path != "" {
		l.names = parseNames(steps[0])
	}
	if len(steps) > 1 {
		item, rest, keyed := strings.Cut(steps[1], "[")
		l.items = parseNames(item)
		if keyed {
			key, value, ok := strings.Cut(rest, "]")
			if !ok {
				return l, fmt.Errorf("xml tag %q: [ without ]", tag)
			}
			l.key, l.value = key, strings.TrimPrefix(value, "=")
		}
	}
	if len(steps) > 2 {
		l.inner = parseName(steps[2])
	}
	return l, nil
}

func parseNames(s string) []qname {
	var names []qname
	for name := range strings.SplitSeq(s, "|") {
		names = append(names, parseName(name))
	}
	return names
}
