package jsondoc

import (
	"bytes"
	stdjson "encoding/json" //nolint:depguard // for Number alone: the exact numbers of gojq are of that type
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Decode turns doc into maps, slices, strings, bools and nil, and numbers into what number makes of their text. Of
// repeated members the last counts. Seen gets each object with the names of its members as they came; it may be nil.
func Decode(doc jsontext.Value, number func(string) any, seen func(map[string]any, []string)) (any, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(doc), lenient)
	v, err := readAny(d, number, seen)
	if err != nil {
		return nil, fmt.Errorf("cannot read the document: %w", err)
	}
	return v, nil
}

func readAny(d *jsontext.Decoder, number func(string) any, seen func(map[string]any, []string)) (any, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case jsontext.KindBeginObject:
		return readMap(d, number, seen)
	case jsontext.KindBeginArray:
		return readSlice(d, number, seen)
	case jsontext.KindString:
		return token.String(), nil
	case jsontext.KindNumber:
		return number(token.String()), nil
	case jsontext.KindNull:
		return nil, nil
	}
	return token.Bool(), nil
}

func readMap(d *jsontext.Decoder, number func(string) any, seen func(map[string]any, []string)) (map[string]any, error) {
	m := map[string]any{}
	var names []string
	for d.PeekKind() != jsontext.KindEndObject {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String()
		names = append(names, key)
		if m[key], err = readAny(d, number, seen); err != nil {
			return nil, err
		}
	}
	if seen != nil {
		seen(m, names)
	}
	_, err := d.ReadToken()
	return m, err
}

func readSlice(d *jsontext.Decoder, number func(string) any, seen func(map[string]any, []string)) ([]any, error) {
	list := []any{}
	for d.PeekKind() != jsontext.KindEndArray {
		v, err := readAny(d, number, seen)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	_, err := d.ReadToken()
	return list, err
}

// ExactNumber keeps the digits: what a jq program only passes on comes out as it went in.
func ExactNumber(text string) any { return stdjson.Number(text) }

// PlainNumber returns a number that a template can compare with its own literals: an int or a float64 where that says
// the same as text, else the text.
func PlainNumber(text string) any {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && strconv.FormatFloat(f, 'g', -1, 64) == text {
		return f
	}
	return stdjson.Number(text)
}
