package codec

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// valueType says what a value is in JSON.
type valueType int

const (
	typeString    valueType = iota
	typeInteger             // an integer
	typeBool                // True and False in XML, as Nova writes them
	typeScalar              // a number or a string, as its text says
	typeObject              // with the members of a struct
	typeList                // of one shape
	typePairs               // an object whose keys are data
	typeAddresses           // an object of lists of addresses
)

func (t valueType) scalar() bool { return t <= typeScalar }

// shape is a declared type, as both readers and writers of XML see it.
type shape struct {
	typ      valueType
	nullable bool              // None is null
	none     string            // what an empty element is in JSON where it isn't {}
	item     *shape            // of a list, of addresses; the value's of pairs
	spelling map[string]string // of pairs: keys of JSON that XML spells in another way
	fields   []*field
	byJSON   map[string]*field
	byXML    map[qname]*field
	text     *field // the field that is the element's text
}

// unitedShape returns the shape of one or more Go types that share an XML element: their members are united.
func (c *Codec) unitedShape(types ...reflect.Type) (*shape, error) {
	var all *shape
	for _, t := range types {
		s, err := c.shapeOf(t)
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

func (c *Codec) shapeOf(t reflect.Type) (*shape, error) {
	if c.schema.Special != nil {
		if special, ok := c.schema.Special(t); ok {
			return c.specialShape(t, special)
		}
	}
	switch t.Kind() {
	case reflect.String:
		return &shape{typ: typeString}, nil
	case reflect.Int, reflect.Int64:
		return &shape{typ: typeInteger}, nil
	case reflect.Bool:
		return &shape{typ: typeBool}, nil
	case reflect.Pointer:
		return c.nullableShape(t.Elem())
	case reflect.Slice:
		item, err := c.shapeOf(t.Elem())
		return &shape{typ: typeList, item: item}, err
	case reflect.Struct:
		return c.structShape(t)
	}
	return nil, fmt.Errorf("%s can't be in a document", t)
}

func (c *Codec) specialShape(t reflect.Type, special Special) (*shape, error) {
	switch special.As {
	case Scalar:
		return &shape{typ: typeScalar, nullable: true}, nil
	case Optional:
		return c.nullableShape(special.Item)
	case Reference:
		s, err := c.structShape(t)
		if err == nil {
			s.none = `""`
		}
		return s, err
	}
	item, err := c.shapeOf(special.Item)
	s := &shape{typ: typePairs, item: item, spelling: special.Spelling}
	if special.As == Addresses {
		s.typ = typeAddresses
	}
	return s, err
}

func (c *Codec) nullableShape(t reflect.Type) (*shape, error) {
	s, err := c.shapeOf(t)
	if err == nil && s.typ.scalar() {
		s.nullable = true
	}
	return s, err
}

func (c *Codec) structShape(t reflect.Type) (*shape, error) {
	s := &shape{typ: typeObject, byJSON: map[string]*field{}, byXML: map[qname]*field{}}
	for i := range t.NumField() {
		tag, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if tag == "" || tag == "-" {
			continue // the unknown members
		}
		inner, err := c.shapeOf(t.Field(i).Type)
		if err != nil {
			return nil, err
		}
		f, err := newField(tag, t.Field(i).Tag.Get("xml"), inner)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, t.Field(i).Name, err)
		}
		f.required = inner.typ == typeList && !strings.Contains(options, "omit")
		if err := s.addField(f); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t, t.Field(i).Name, err)
		}
	}
	return s, nil
}

// addField adds a field, unless it conflicts with one that is there.
func (s *shape) addField(f *field) error {
	if have, ok := s.byJSON[f.json]; ok {
		return have.merge(f)
	}
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
	if s.typ != other.typ {
		return errors.New("not of the same type")
	}
	if other.typ == typeList {
		return s.item.unite(other.item)
	}
	for _, f := range other.fields {
		if err := s.addField(f); err != nil {
			return err
		}
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
