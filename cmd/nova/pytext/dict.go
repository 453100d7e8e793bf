// Package pytext shows JSON documents as Python does: python-novaclient prints what str, json.dumps, pprint and textwrap make of them, and
// scripts have read that for fourteen years.
package pytext

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// Dict is an object whose members stay in the order in which they came.
type Dict struct {
	keys   []string
	values map[string]any
}

// Number is a number as the document writes it.
type Number string

// NewDict makes an object of names and values, by turns.
//
//go:noinline
func NewDict(pairs ...any) *Dict {
	d := &Dict{values: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		d.Set(name, pairs[i+1])
	}
	return d
}

// Get returns a member, and whether there is one. A nil Dict has none.
//
//go:noinline
func (d *Dict) Get(name string) (any, bool) {
	if d == nil {
		return nil, false
	}
	v, ok := d.values[name]
	return v, ok
}

// Text returns a member as str shows it; "" where there is none.
func (d *Dict) Text(name string) string {
	if v, ok := d.Get(name); ok {
		return Str(v)
	}
	return ""
}

// Dict returns a member that is an object; nil where it isn't one.
//
//go:noinline
func (d *Dict) Dict(name string) *Dict {
	v, _ := d.Get(name)
	inner, _ := v.(*Dict)
	return inner
}

// List returns a member that is an array; nil where it isn't one.
//
//go:noinline
func (d *Dict) List(name string) []any {
	v, _ := d.Get(name)
	list, _ := v.([]any)
	return list
}

// Objects returns the objects of a member that is an array.
func (d *Dict) Objects(name string) (objects []*Dict) {
	for _, item := range d.List(name) {
		if object, ok := item.(*Dict); ok {
			objects = append(objects, object)
		}
	}
	return objects
}

// Texts returns a member of each object of an array, as text.
func (d *Dict) Texts(name, member string) (texts []string) {
	for _, object := range d.Objects(name) {
		texts = append(texts, object.Text(member))
	}
	return texts
}

// Set adds a member, or changes the one that is there.
//
//go:noinline
func (d *Dict) Set(name string, v any) {
	if _, ok := d.values[name]; !ok {
		d.keys = append(d.keys, name)
	}
	d.values[name] = v
}

// Delete takes a member out.
func (d *Dict) Delete(name string) {
	if _, ok := d.values[name]; !ok {
		return
	}
	delete(d.values, name)
	for i, k := range d.keys {
		if k == name {
			d.keys = append(d.keys[:i:i], d.keys[i+1:]...)
			return
		}
	}
}

// Keys returns the members' names in their order.
//
//go:noinline
func (d *Dict) Keys() []string {
	if d == nil {
		return nil
	}
	return d.keys
}

// Clone returns a copy; what the members hold is shared.
func (d *Dict) Clone() *Dict {
	c := NewDict()
	for _, k := range d.Keys() {
		c.Set(k, d.values[k])
	}
	return c
}

// errTrailing is a document with something behind it.
var errTrailing = errors.New("there is more than one document")

// Decode reads a JSON document: nil, bool, string, Number, []any and *Dict are what it is made of. Of a name that an object has twice, the last
// one counts.
func Decode(raw []byte) (any, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	v, err := decode(dec)
	if err != nil {
		return nil, err
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, errTrailing
	}
	return v, nil
}

func decode(dec *jsontext.Decoder) (any, error) {
	t, err := dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch t.Kind() {
	case 'n':
		return nil, nil
	case 't', 'f':
		return t.Bool(), nil
	case '"':
		return t.String(), nil
	case '0':
		return Number(t.String()), nil
	case '[':
		return decodeList(dec)
	default:
		return decodeDict(dec)
	}
}

func decodeList(dec *jsontext.Decoder) (any, error) {
	list := []any{}
	for dec.PeekKind() != ']' {
		v, err := decode(dec)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := dec.ReadToken()
	return list, err
}

func decodeDict(dec *jsontext.Decoder) (any, error) {
	d := NewDict()
	for dec.PeekKind() != '}' {
		name, err := dec.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String()
		v, err := decode(dec)
		if err != nil {
			return nil, err
		}
		d.Set(key, v)
	}
	_, err := dec.ReadToken()
	return d, err
}
