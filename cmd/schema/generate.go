package schema

import (
	"maps"
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// object is an object of JSON.
type object = map[string]any

// Of returns the schema of a kind, from the type that its documents are read by, or written by. Those of stderr are under their own name.
func Of(kind string, t reflect.Type) map[string]any {
	g := &generator{defs: object{}, names: map[reflect.Type]string{}}
	s := object{}
	if t.Kind() == reflect.Struct {
		s = g.structure(t)
	} else {
		maps.Copy(s, g.schema(t))
	}
	if output.Reports()[kind] == t {
		if kind == "error" {
			s["properties"].(object)["kind"] = object{"type": "string", "enum": failures()}
		}
		s = object{"type": "object", "properties": object{kind: s}, "required": []string{kind}, "additionalProperties": false}
	}
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", kind
	if len(g.defs) > 0 {
		s["$defs"] = g.defs
	}
	return s
}

// failures are the kinds of errors.
func failures() (kinds []string) {
	for _, code := range fail.ExitCodes() {
		if code.Kind != "" {
			kinds = append(kinds, code.Kind)
		}
	}
	return kinds
}

// generator gathers the structures that are parts of others.
type generator struct {
	defs  object
	names map[reflect.Type]string
}

var special = map[reflect.Type]object{
	reflect.TypeFor[jsontext.Value]():     {},
	reflect.TypeFor[time.Time]():          {"type": "string", "format": "date-time"},
	reflect.TypeFor[api.Metadata]():       {"type": "object"}, // of texts, but for what a cloud puts there itself
	reflect.TypeFor[api.AbsoluteLimits](): {"type": "object", "additionalProperties": object{"type": "integer"}},
}

// schema returns the schema of a value.
func (g *generator) schema(t reflect.Type) object {
	if s, ok := special[t]; ok {
		return s
	}
	if t == reflect.TypeFor[api.Addresses]() {
		return object{"type": "object", "additionalProperties": object{"type": "array", "items": g.schema(reflect.TypeFor[api.Address]())}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		if t.Elem() == reflect.TypeFor[api.Ref]() { // "" where there is none (fact 19)
			return object{"anyOf": []object{g.schema(t.Elem()), {"const": ""}, {"type": "null"}}}
		}
		return orNull(g.schema(t.Elem()))
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Slice:
		return orNull(object{"type": "array", "items": g.schema(t.Elem())})
	case reflect.Map:
		return object{"type": "object", "additionalProperties": g.schema(t.Elem())}
	case reflect.Struct:
		if strings.HasPrefix(t.Name(), "Nullable[") {
			return orNull(g.schema(t.Field(0).Type))
		}
		return g.reference(t)
	}
	return object{}
}

// orNull lets a value be null too: clouds have it for what is absent.
func orNull(s object) object {
	if kind, ok := s["type"].(string); ok {
		s["type"] = []string{kind, "null"}
		return s
	}
	return object{"anyOf": []object{s, {"type": "null"}}}
}

// reference returns a reference to a structure among the definitions.
func (g *generator) reference(t reflect.Type) object {
	name, known := g.names[t]
	if !known {
		name = t.Name()
		g.names[t] = name
		g.defs[name] = g.structure(t)
	}
	return object{"$ref": "#/$defs/" + name}
}

// structure returns the schema of an object with the members of a struct. One that is always there is required.
func (g *generator) structure(t reflect.Type) object {
	members, required, open := object{}, []string{}, false
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case strings.Contains(options, "embed"):
			open = true
		case name != "" && name != "-":
			members[name] = g.schema(f.Type)
			if !strings.Contains(options, "omit") {
				required = append(required, name)
			}
		}
	}
	s := object{"type": "object", "properties": members}
	if len(required) > 0 {
		s["required"] = required
	}
	if !open && len(members) > 0 {
		s["additionalProperties"] = false
	}
	return s
}
