package jq

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// functions returns what base.jq and ordered.jq call and Go alone can do.
func (o *Members) functions() []gojq.CompilerOption {
	options := make([]gojq.CompilerOption, 0, len(functions))
	for name, f := range functions {
		options = append(options, gojq.WithFunction(name, f.args, f.args, func(v any, args []any) any { return f.run(o, v, args) }))
	}
	return options
}

var functions = map[string]struct {
	args int
	run  func(o *Members, v any, args []any) any
}{
	"_names":        {0, (*Members).namesOf},
	"_sequence":     {1, (*Members).sequence},
	"_inherit":      {1, func(o *Members, v any, args []any) any { o.inherit(v, args[0]); return v }},
	"_inherit_text": {1, (*Members).inheritText},
	"_join":         {2, func(o *Members, v any, args []any) any { o.join(v, args[0], args[1]); return v }},
	"_object":       {0, (*Members).object},
	"_all_objects":  {0, allObjects},
	"_merge":        {0, (*Members).merge},
	"_text":         {0, (*Members).text},
}

func (o *Members) namesOf(v any, _ []any) any {
	m, _ := v.(map[string]any)
	names := []any{}
	for _, name := range o.names(m) {
		names = append(names, name)
	}
	return names
}

// sequence records the names args[0] as the order of v.
func (o *Members) sequence(v any, args []any) any {
	list, _ := args[0].([]any)
	var names []string
	for _, item := range list {
		name, _ := item.(string)
		names = append(names, name)
	}
	if m, ok := v.(map[string]any); ok {
		o.Record(m, names)
	}
	return v
}

// inheritText gives what came of the JSON text args[0] the order that it has there.
func (o *Members) inheritText(v any, args []any) any {
	text, _ := args[0].(string)
	if from, err := jsondoc.Decode(jsontext.Value(text), jsondoc.ExactNumber, o.Record); err == nil {
		o.inherit(v, from)
	}
	return v
}

// object returns the object of a list of pairs.
func (o *Members) object(v any, _ []any) any {
	pairs, _ := v.([]any)
	m := make(map[string]any, len(pairs))
	var names []string
	for _, item := range pairs {
		pair, _ := item.([]any)
		if len(pair) != 2 {
			return fmt.Errorf("not a pair: %v", item)
		}
		name, _ := pair[0].(string)
		m[name], names = pair[1], append(names, name)
	}
	o.Record(m, names)
	return m
}

// allObjects reports whether v is a list of objects, and not empty.
func allObjects(_ *Members, v any, _ []any) any {
	list, _ := v.([]any)
	for _, item := range list {
		if _, ok := item.(map[string]any); !ok {
			return false
		}
	}
	return len(list) > 0
}

// merge returns the sum of a list of objects.
func (o *Members) merge(v any, _ []any) any {
	list, _ := v.([]any)
	sum := map[string]any{}
	var names []string
	for _, item := range list {
		m, _ := item.(map[string]any)
		for _, name := range o.names(m) {
			sum[name], names = m[name], append(names, name)
		}
	}
	o.Record(sum, names)
	return sum
}

func (o *Members) text(v any, _ []any) any {
	doc, err := o.Encode(v)
	if err != nil {
		return err
	}
	return string(doc)
}
