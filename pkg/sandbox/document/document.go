// Package document reads JSON documents member by member, so that a check can tell what is missing from what has the wrong type.
package document

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// Object is a JSON object, member by member, so that a check can tell what is missing from what has the wrong type.
type Object map[string]jsontext.Value

// ObjectOf reads v as an object; false where it is none.
func ObjectOf(v jsontext.Value) (Object, bool) {
	var o Object
	if v.Kind() != '{' || api.Unmarshal(v, &o) != nil {
		return nil, false
	}
	return o, true
}

// Has reports a member that is there and not null.
//
//go:noinline
func (o Object) Has(name string) bool {
	v, found := o[name]
	return found && v.Kind() != 'n'
}

// Text is a member that is a string; ok is false where it is something else, or missing.
func (o Object) Text(name string) (s string, ok bool) {
	if o[name].Kind() != '"' {
		return "", false
	}
	return s, api.Unmarshal(o[name], &s) == nil
}

// TextOrNumber is a member that clients send either way: "flavorRef": 2 is as good as "2". It is "" where it is neither.
func (o Object) TextOrNumber(name string) string {
	if v := o[name]; v.Kind() == '0' {
		return string(v)
	}
	s, _ := o.Text(name)
	return s
}

// Items is a member that is an array; ok is false where it is something else. A missing one is empty.
func (o Object) Items(name string) (items []jsontext.Value, ok bool) {
	if !o.Has(name) {
		return nil, true
	}
	if o[name].Kind() != '[' {
		return nil, false
	}
	return items, api.Unmarshal(o[name], &items) == nil
}

// LastSegment is the id of a reference: the id itself, or the end of a URL (guide 1.5).
func LastSegment(ref string) string {
	ref = strings.TrimRight(ref, "/")
	return ref[strings.LastIndexByte(ref, '/')+1:]
}
