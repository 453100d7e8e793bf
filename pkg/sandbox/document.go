package sandbox

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/novactl/novactl/pkg/api"
)

// object is a JSON object, member by member, so that a check can tell what is missing from what has the wrong type.
type object map[string]jsontext.Value

func asObject(v jsontext.Value) (object, bool) {
	var o object
	if v.Kind() != '{' || api.Unmarshal(v, &o) != nil {
		return nil, false
	}
	return o, true
}

// has reports a member that is there and not null.
func (o object) has(name string) bool {
	v, found := o[name]
	return found && v.Kind() != 'n'
}

// text is a member that is a string; ok is false where it is something else, or missing.
func (o object) text(name string) (s string, ok bool) {
	if o[name].Kind() != '"' {
		return "", false
	}
	return s, api.Unmarshal(o[name], &s) == nil
}

// textOrNumber is a member that clients send either way: "flavorRef": 2 is as good as "2". It is "" where it is neither.
func (o object) textOrNumber(name string) string {
	if v := o[name]; v.Kind() == '0' {
		return string(v)
	}
	s, _ := o.text(name)
	return s
}

// items is a member that is an array; ok is false where it is something else. A missing one is empty.
func (o object) items(name string) (items []jsontext.Value, ok bool) {
	if !o.has(name) {
		return nil, true
	}
	if o[name].Kind() != '[' {
		return nil, false
	}
	return items, api.Unmarshal(o[name], &items) == nil
}

// lastSegment is the id of a reference: the id itself, or the end of a URL (guide 1.5).
func lastSegment(ref string) string {
	ref = strings.TrimRight(ref, "/")
	return ref[strings.LastIndexByte(ref, '/')+1:]
}
