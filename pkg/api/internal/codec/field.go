package codec

import (
	"fmt"
	"reflect"
	"strconv"
)

// field is a member of a shape: its JSON name, and how XML has it.
type field struct {
	layout
	json      string
	quoted    string // the JSON name as it is written: "name":
	shape     *shape
	attribute bool // it is written as an attribute
	repeated  bool // a list without a wrapper
	required  bool // a list that JSON always has
}

// newField returns the member with a JSON name and the shape s, laid out as its xml tag says.
func newField(json, tag string, s *shape) (*field, error) {
	l, err := parseTag(tag)
	if err != nil {
		return nil, err
	}
	if len(l.names) == 0 {
		l.names = []qname{parseName(json)}
	}
	f := &field{layout: l, json: json, quoted: strconv.Quote(json) + ":", shape: s}
	f.attribute = s.typ.scalar() && !l.option["element"] && !l.option["text"]
	f.repeated = s.typ == typeList && len(l.items) == 0
	return f, nil
}

// name returns the XML name that is written.
func (f *field) name() qname { return f.names[0] }

// merge checks that a member that two types declare is the same in both.
func (f *field) merge(other *field) error {
	same := f.shape.typ == other.shape.typ && f.attribute == other.attribute && f.repeated == other.repeated &&
		reflect.DeepEqual(f.layout, other.layout) && (f.shape.item == nil) == (other.shape.item == nil)
	if !same {
		return fmt.Errorf("%s is declared in two ways", f.json)
	}
	f.shape.nullable = f.shape.nullable || other.shape.nullable
	f.required = f.required && other.required
	if f.shape.item != nil && f.shape.item.typ == typeObject {
		return f.shape.item.unite(other.shape.item)
	}
	if f.shape.typ == typeObject {
		return f.shape.unite(other.shape)
	}
	return nil
}

// isItem reports whether an element of that name is an item of a wrapped list.
func (f *field) isItem(name qname) bool {
	for _, n := range f.items {
		if n == name || name.alias == "" && n.local == name.local {
			return true
		}
	}
	return false
}

// keyInXML returns the key of a pair as XML spells it.
func (f *field) keyInXML(key string) string {
	if spelled, ok := f.shape.spelling[key]; ok {
		return spelled
	}
	return key
}

// keyInJSON returns the key of a pair as JSON spells it.
func (f *field) keyInJSON(key string) string {
	for inJSON, inXML := range f.shape.spelling {
		if key == inXML {
			return inJSON
		}
	}
	return key
}
