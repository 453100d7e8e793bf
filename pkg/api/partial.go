package api

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
)

// What ReadMarked has in the place of a text and of a number that can't be read.
const (
	Mark       = "?"
	MarkNumber = 1987654321
)

// Read decodes the JSON value into v as Unmarshal does, and goes on where a value isn't what is declared: that member
// is absent then, and unread has its path: "progress", "addresses.public[1].version", or "" for the whole value. An
// empty object, array or string where another kind is declared is empty, and a text alone is an object's most telling
// member (a fault's message, an image's id): nothing is lost, so they are not in unread. An error says that the value
// is no JSON.
//
//go:noinline
func Read(data jsontext.Value, v any) (unread []string, err error) {
	return readPartial(data, v, false)
}

// ReadMembers reads as Read does, of an object the named members alone.
func ReadMembers(data jsontext.Value, names []string, v any) (unread []string, err error) {
	if readFast(data, names, v) {
		return nil, nil
	}
	return Read(selectMembers(data, names), v)
}

// ReadMarked reads as Read does, with Mark and MarkNumber in place of what Read leaves out. It serves those who show a
// value: where a text that is made of both differs, it depends on what can't be read.
func ReadMarked(data jsontext.Value, v any) error {
	_, err := readPartial(data, v, true)
	return err
}

func readPartial(data jsontext.Value, v any, marked bool) ([]string, error) {
	if readFast(data, nil, v) {
		return nil, nil
	}
	err := Unmarshal(data, v)
	if err == nil {
		return nil, nil
	}
	if !data.IsValid(lenientText) {
		return nil, err
	}
	target := reflect.ValueOf(v).Elem()
	target.SetZero()
	p := &partialReader{marked: marked}
	readable, ok := p.readable(data, target.Type(), "")
	if !ok {
		return p.unread, nil
	}
	return p.unread, Unmarshal(readable, v)
}

// A partialReader makes of a document what of it can be decoded.
type partialReader struct {
	marked bool // a mark stands for what can't be
	unread []string
}

// readable returns what of the value a type can be decoded from; false where that is nothing.
func (p *partialReader) readable(data jsontext.Value, t reflect.Type, path string) (jsontext.Value, bool) {
	if decodes(data, t) {
		return data, true
	}
	form, _ := special(t)
	switch {
	case t.Kind() == reflect.Pointer:
		return p.readable(data, t.Elem(), path)
	case form.As == codec.Optional:
		return p.readable(data, form.Item, path)
	case path != "" && isContainer(t) && isEmpty(data):
		return nil, false
	case data.Kind() == '{' && form.As == codec.Pairs:
		return p.object(data, path, func(string) reflect.Type { return form.Item })
	case data.Kind() == '{' && form.As == codec.Addresses:
		return p.object(data, path, func(string) reflect.Type { return reflect.SliceOf(form.Item) })
	case data.Kind() == '{' && t.Kind() == reflect.Struct:
		return p.object(data, path, memberTypes(t))
	case data.Kind() == '[' && t.Kind() == reflect.Slice && form.As == 0:
		return p.array(data, path, t.Elem())
	}
	if whole, ok := alone(data, t); ok {
		return whole, true
	}
	p.unread = append(p.unread, path)
	if p.marked {
		return markOf(t), true
	}
	return nil, false
}

// object returns the object of the members that can be decoded. A member without a type is whatever it is.
func (p *partialReader) object(data jsontext.Value, path string, typeOf func(string) reflect.Type) (jsontext.Value, bool) {
	out := jsontext.Value{'{'}
	err := members(data, func(name string, dec *jsontext.Decoder) error {
		value, err := dec.ReadValue()
		if err != nil {
			return err
		}
		value = value.Clone()
		if t := typeOf(name); t != nil {
			var ok bool
			if value, ok = p.readable(value, t, strings.TrimPrefix(path+"."+name, ".")); !ok {
				return nil
			}
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out, _ = jsontext.AppendQuote(out, name)
		out = append(append(out, ':'), value...)
		return nil
	})
	return append(out, '}'), err == nil
}

// array returns the array of the items that can be decoded.
func (p *partialReader) array(data jsontext.Value, path string, item reflect.Type) (jsontext.Value, bool) {
	items, err := items(data)
	if err != nil {
		return nil, false
	}
	out := jsontext.Value{'['}
	for i, value := range items {
		value, ok := p.readable(value, item, path+"["+strconv.Itoa(i)+"]")
		if !ok {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, value...)
	}
	return append(out, ']'), true
}

func decodes(data jsontext.Value, t reflect.Type) bool {
	return Unmarshal(data, reflect.New(t).Interface()) == nil
}

// isContainer reports whether a type is an object or an array in JSON.
func isContainer(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Slice || t.Kind() == reflect.Map
}

// isEmpty reports whether a value has nothing in it, whatever it is: languages with one type for lists and maps write
// {} as [].
func isEmpty(data jsontext.Value) bool {
	v := data.Clone()
	if v.Compact() != nil {
		return false
	}
	return string(v) == "{}" || string(v) == "[]" || string(v) == `""`
}

// memberTypes returns the types of a struct's members by their JSON names.
func memberTypes(t reflect.Type) func(string) reflect.Type {
	types := make(map[string]reflect.Type, t.NumField())
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "" && name != "-" {
			types[name] = t.Field(i).Type
		}
	}
	return func(name string) reflect.Type { return types[name] }
}

// telling returns the member that says the most of an object, for the types that clouds have written as a text alone.
func telling(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[Fault]():
		return "message"
	case reflect.TypeFor[Link]():
		return "href"
	case reflect.TypeFor[SecurityGroup]():
		return "name"
	case reflect.TypeFor[Ref]():
		return "id"
	}
	return ""
}

// alone returns the object that a scalar stands for, where it can stand for one.
func alone(data jsontext.Value, t reflect.Type) (jsontext.Value, bool) {
	name := telling(t)
	if kind := data.Kind(); name == "" || kind != '"' && kind != '0' {
		return nil, false
	}
	return fmt.Appendf(nil, "{%q:%s}", name, data), true
}

// markOf returns the JSON of a value that is a mark, in each of its members.
func markOf(t reflect.Type) jsontext.Value {
	form, _ := special(t)
	switch form.As {
	case codec.Optional:
		return markOf(form.Item)
	case codec.Pairs:
		return fmt.Appendf(nil, "{%q:%s}", Mark, markOf(form.Item))
	case codec.Addresses:
		return fmt.Appendf(nil, "{%q:[%s]}", Mark, markOf(form.Item))
	}
	switch t.Kind() {
	case reflect.Pointer:
		return markOf(t.Elem())
	case reflect.Int, reflect.Int64:
		return strconv.AppendInt(nil, MarkNumber, 10)
	case reflect.Bool:
		return jsontext.Value("true")
	case reflect.Struct:
		return markOfStruct(t)
	case reflect.Slice:
		return fmt.Appendf(nil, "[%s]", markOf(t.Elem()))
	case reflect.Map:
		return jsontext.Value("{}")
	}
	return strconv.AppendQuote(nil, Mark)
}

func markOfStruct(t reflect.Type) jsontext.Value {
	out := jsontext.Value{'{'}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%q:%s", name, markOf(t.Field(i).Type))
	}
	return append(out, '}')
}
