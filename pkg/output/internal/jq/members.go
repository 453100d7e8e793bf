package jq

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"

	"github.com/itchyny/gojq"
)

// A Members knows in which order the members of objects come: a Go map has none. The zero value is ready.
type Members struct {
	objects map[uintptr]object
	seen    map[string]int   // when a name was first recorded: the order of what nobody recorded
	ranked  map[*string]bool // the slices of names that are in seen, by their beginning
}

// object is a map, which is held so that its address stays its own, and its names in order.
type object struct {
	m     map[string]any
	names []string
	whole bool // names are the names of m, each once
}

// RecordRead notes the order of the members of m, which was made of them and of nothing else. The names may be those of other objects too.
func (o *Members) RecordRead(m map[string]any, names []string) {
	if len(names) == 0 || !o.ranked[&names[0]] {
		o.rankAll(names)
		if o.ranked == nil {
			o.ranked = map[*string]bool{}
		}
		if len(names) > 0 && len(o.ranked) < maxRanked {
			o.ranked[&names[0]] = true
		}
	}
	o.objects[address(m)] = object{m, names, len(m) == len(names)}
}

// maxRanked is how many slices of names are remembered to be ranked: names that are data could be any.
const maxRanked = 1024

// Purge lets go of all objects: none of them comes again.
func (o *Members) Purge() { clear(o.objects) }

// Record notes the order of m's members. Of a repeated name the first place counts.
func (o *Members) Record(m map[string]any, names []string) {
	o.rankAll(names)
	o.objects[address(m)] = object{m, names, false}
}

// rankAll notes which of names are seen for the first time.
func (o *Members) rankAll(names []string) {
	if o.objects == nil {
		o.objects, o.seen = map[uintptr]object{}, map[string]int{}
	}
	for _, name := range names {
		if _, ok := o.seen[name]; !ok {
			o.seen[name] = len(o.seen)
		}
	}
}

func address(m map[string]any) uintptr { return reflect.ValueOf(m).Pointer() }

// names returns the members of m in order: those recorded, then the others as they were first seen in any object, then by name.
func (o *Members) names(m map[string]any) []string {
	recorded := o.objects[address(m)]
	if recorded.whole {
		return recorded.names
	}
	names := make([]string, 0, len(m))
	placed := make(map[string]bool, len(m))
	for _, name := range recorded.names {
		if _, ok := m[name]; ok && !placed[name] {
			names, placed[name] = append(names, name), true
		}
	}
	known := len(names)
	for name := range m {
		if !placed[name] {
			names = append(names, name)
		}
	}
	slices.SortFunc(names[known:], func(a, b string) int {
		return cmp.Or(cmp.Compare(o.rank(a), o.rank(b)), cmp.Compare(a, b))
	})
	return names
}

// rank returns when name was first recorded; a name that never was comes last.
func (o *Members) rank(name string) int {
	if n, ok := o.seen[name]; ok {
		return n
	}
	return len(o.seen)
}

// inherit gives the objects in v, which nobody recorded, the order of those in the same places of from.
func (o *Members) inherit(v, from any) {
	switch v := v.(type) {
	case []any:
		from, _ := from.([]any)
		for i := range min(len(v), len(from)) {
			o.inherit(v[i], from[i])
		}
	case map[string]any:
		from, ok := from.(map[string]any)
		if _, known := o.objects[address(v)]; known || !ok {
			return
		}
		o.Record(v, o.names(from))
		for name := range v {
			o.inherit(v[name], from[name])
		}
	}
}

// join gives v, the sum or the product of two objects, the members of left and then those of right.
func (o *Members) join(v, left, right any) {
	sum, ok := v.(map[string]any)
	l, isLeft := left.(map[string]any)
	r, isRight := right.(map[string]any)
	if !ok || !isLeft || !isRight {
		return
	}
	if _, known := o.objects[address(sum)]; known {
		return
	}
	o.Record(sum, append(o.names(l), o.names(r)...))
	for name := range sum {
		o.join(sum[name], l[name], r[name])
	}
}

// Encode returns v as compact JSON, its objects in order.
func (o *Members) Encode(v any) ([]byte, error) {
	var b bytes.Buffer
	err := o.encode(&b, v)
	return b.Bytes(), err
}

func (o *Members) encode(b *bytes.Buffer, v any) error {
	switch v := v.(type) {
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := o.encode(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteByte('{')
		for i, name := range o.names(v) {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := o.encode(b, name); err != nil {
				return err
			}
			b.WriteByte(':')
			if err := o.encode(b, v[name]); err != nil {
				return err
			}
		}
		b.WriteByte('}')
	case string:
		if plain(v) {
			b.WriteByte('"')
			b.WriteString(v)
			b.WriteByte('"')
			return nil
		}
		doc, err := gojq.Marshal(v)
		b.Write(doc)
		return err
	default:
		doc, err := gojq.Marshal(v)
		b.Write(doc)
		return err
	}
	return nil
}

// plain reports whether a string is JSON between quotes as it is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return true
}
