package api

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// kind says what a value is in JSON.
type kind int

const (
	kindString    kind = iota
	kindNumber         // an integer
	kindBool           // True and False in XML, as Nova writes them
	kindScalar         // a number or a string, as its text says
	kindObject         // with the members of a struct
	kindList           // of one shape
	kindPairs          // an object whose keys are data: Metadata
	kindAddresses      // an object of lists of addresses: Addresses
)

func (k kind) scalar() bool { return k <= kindScalar }

// shape is a declared type, as both readers and writers of XML see it.
type shape struct {
	kind     kind
	nullable bool   // None is null
	none     string // what an empty element is in JSON where it isn't {}
	item     *shape // of a list, of addresses; the value's of pairs
	fields   []*field
	byJSON   map[string]*field
	byXML    map[qname]*field
	text     *field // the field that is the element's text
}

// field is a member of a shape: its JSON name and its place in XML.
type field struct {
	layout
	json      string
	quoted    string // the JSON name as it is written: "name":
	index     int
	shape     *shape
	attribute bool // it is written as an attribute
	repeated  bool // a list without a wrapper
	required  bool // a list that JSON always has
}

// name is the XML name that is written.
func (f *field) name() qname { return f.names[0] }

// declare builds the shape of one or more Go types that share an XML element: their members are united.
func declare(types ...reflect.Type) (*shape, error) {
	var all *shape
	for _, t := range types {
		s, err := shapeOf(t)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = s
		} else if err := all.unite(s); err != nil {
			return nil, fmt.Errorf("%s: %w", t, err)
		}
	}
	return all, nil
}

// optional is what Nullable has: the type of its value.
type optional interface{ elem() reflect.Type }

var (
	rawType       = reflect.TypeFor[jsontext.Value]()
	optionalType  = reflect.TypeFor[optional]()
	emptierType   = reflect.TypeFor[emptier]()
	metadataType  = reflect.TypeFor[Metadata]()
	addressesType = reflect.TypeFor[Addresses]()
	absoluteType  = reflect.TypeFor[AbsoluteLimits]()
)

// emptier is a type whose empty element isn't {} in JSON.
type emptier interface{ emptyElement() string }

func shapeOf(t reflect.Type) (*shape, error) {
	switch {
	case t == rawType:
		return &shape{kind: kindScalar, nullable: true}, nil
	case t == metadataType:
		return &shape{kind: kindPairs, item: &shape{kind: kindString}}, nil
	case t == absoluteType:
		return &shape{kind: kindPairs, item: &shape{kind: kindNumber}}, nil
	case t == addressesType:
		item, err := shapeOf(reflect.TypeFor[Address]())
		return &shape{kind: kindAddresses, item: item}, err
	case t.Kind() == reflect.Pointer:
		return nullableShape(t.Elem())
	case t.Implements(optionalType):
		return nullableShape(reflect.Zero(t).Interface().(optional).elem())
	}
	switch t.Kind() {
	case reflect.String:
		return &shape{kind: kindString}, nil
	case reflect.Int, reflect.Int64:
		return &shape{kind: kindNumber}, nil
	case reflect.Bool:
		return &shape{kind: kindBool}, nil
	case reflect.Slice:
		item, err := shapeOf(t.Elem())
		return &shape{kind: kindList, item: item}, err
	case reflect.Struct:
		return structShape(t)
	}
	return nil, fmt.Errorf("%s has no place in a document", t)
}

func nullableShape(t reflect.Type) (*shape, error) {
	s, err := shapeOf(t)
	if err == nil && s.kind.scalar() {
		s.nullable = true
	}
	return s, err
}

func structShape(t reflect.Type) (*shape, error) {
	s := &shape{kind: kindObject, byJSON: map[string]*field{}, byXML: map[qname]*field{}}
	if t.Implements(emptierType) {
		s.none = reflect.Zero(t).Interface().(emptier).emptyElement()
	}
	for i := range t.NumField() {
		tag, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if tag == "" || tag == "-" {
			continue // the unknown members
		}
		inner, err := shapeOf(t.Field(i).Type)
		if err != nil {
			return nil, err
		}
		f, err := newField(tag, t.Field(i).Tag.Get("xml"), inner)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, t.Field(i).Name, err)
		}
		f.required = inner.kind == kindList && !strings.Contains(options, "omit")
		if err := s.take(f); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, t.Field(i).Name, err)
		}
	}
	return s, nil
}

// newField places a member of the shape s, as its xml tag says.
func newField(json, tag string, s *shape) (*field, error) {
	l, err := parseTag(tag)
	if err != nil {
		return nil, err
	}
	if len(l.names) == 0 {
		l.names = []qname{parseName(json)}
	}
	f := &field{layout: l, json: json, quoted: strconv.Quote(json) + ":", shape: s}
	f.attribute = s.kind.scalar() && !l.option["element"] && !l.option["text"]
	f.repeated = s.kind == kindList && len(l.items) == 0
	return f, nil
}

// take adds a field, unless it conflicts with one that is there.
func (s *shape) take(f *field) error {
	if have, ok := s.byJSON[f.json]; ok {
		return have.merge(f)
	}
	f.index = len(s.fields)
	s.fields = append(s.fields, f)
	s.byJSON[f.json] = f
	if f.option["text"] {
		s.text = f
		return nil
	}
	for _, name := range f.names {
		if other, ok := s.byXML[name]; ok {
			return fmt.Errorf("%s and %s are both %s in XML", other.json, f.json, name)
		}
		s.byXML[name] = f
	}
	return nil
}

// unite adds the members of another shape.
func (s *shape) unite(other *shape) error {
	if s.kind != other.kind {
		return fmt.Errorf("not of the same kind")
	}
	if other.kind == kindList {
		return s.item.unite(other.item)
	}
	for _, f := range other.fields {
		if err := s.take(f); err != nil {
			return err
		}
	}
	return nil
}

// merge checks that a member that two types declare is the same in both.
func (f *field) merge(other *field) error {
	same := f.shape.kind == other.shape.kind && f.attribute == other.attribute && f.repeated == other.repeated &&
		reflect.DeepEqual(f.layout, other.layout) && (f.shape.item == nil) == (other.shape.item == nil)
	if !same {
		return fmt.Errorf("%s is declared in two ways", f.json)
	}
	f.shape.nullable = f.shape.nullable || other.shape.nullable
	f.required = f.required && other.required
	if f.shape.item != nil && f.shape.item.kind == kindObject {
		return f.shape.item.unite(other.shape.item)
	}
	if f.shape.kind == kindObject {
		return f.shape.unite(other.shape)
	}
	return nil
}

// find returns the declared member of an XML name. A name without a namespace also finds the only member with that
// local name: real documents lose prefixes (fact 43).
func (s *shape) find(name qname) *field {
	if s == nil {
		return nil
	}
	if f, ok := s.byXML[name]; ok {
		return f
	}
	if name.alias != "" {
		return nil
	}
	var found *field
	for _, f := range s.fields {
		for _, n := range f.names {
			if n.local == name.local {
				if found != nil && found != f {
					return nil
				}
				found = f
			}
		}
	}
	return found
}
