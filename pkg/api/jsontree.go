package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jvalue is a JSON value on its way to XML. Of repeated members the last wins.
type jvalue struct {
	kind    jsontext.Kind // 'n', 't' (true and false), '"', '0', '{', '['
	text    string        // of a string, a number, true or false
	members []jmember
	items   []jvalue
}

type jmember struct {
	name  string
	value jvalue
}

func (v *jvalue) scalar() bool { return v.kind != '{' && v.kind != '[' }

// member returns a member of an object, or nil.
func (v *jvalue) member(name string) *jvalue {
	for i := range v.members {
		if v.members[i].name == name {
			return &v.members[i].value
		}
	}
	return nil
}

// parseJSON reads a whole JSON document into a tree.
func parseJSON(data []byte) (jvalue, error) {
	dec := jsontext.NewDecoder(bytes.NewReader(data), lenientText)
	v, err := readValue(dec, 0)
	if err != nil {
		if errors.Is(err, errTooDeep) {
			return v, err
		}
		return v, fmt.Errorf("not a JSON document: %w", err)
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return v, errors.New("not a JSON document: more than one value")
	}
	return v, nil
}

func readValue(dec *jsontext.Decoder, depth int) (jvalue, error) {
	if depth > maxDepth-markDepth {
		return jvalue{}, errTooDeep
	}
	tok, err := dec.ReadToken()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return jvalue{}, err
	}
	v := jvalue{kind: tok.Kind()}
	switch v.kind {
	case '{':
		err = v.readMembers(dec, depth)
	case '[':
		err = v.readItems(dec, depth)
	case 'f':
		v.kind, v.text = 't', "false"
	default:
		v.text = tok.String()
	}
	return v, err
}

func (v *jvalue) readItems(dec *jsontext.Decoder, depth int) error {
	for dec.PeekKind() != ']' {
		item, err := readValue(dec, depth+1)
		if err != nil {
			return err
		}
		v.items = append(v.items, item)
	}
	_, err := dec.ReadToken()
	return err
}

func (v *jvalue) readMembers(dec *jsontext.Decoder, depth int) error {
	var index map[string]int
	for dec.PeekKind() != '}' {
		tok, err := dec.ReadToken()
		if err != nil {
			return err
		}
		name := tok.String()
		value, err := readValue(dec, depth+1)
		if err != nil {
			return err
		}
		if len(v.members) == manyMembers {
			index = make(map[string]int, 2*manyMembers)
			for i, m := range v.members {
				index[m.name] = i
			}
		}
		if index == nil {
			if have := v.member(name); have != nil {
				*have = value
				continue
			}
		} else if i, ok := index[name]; ok {
			v.members[i].value = value
			continue
		}
		if index != nil {
			index[name] = len(v.members)
		}
		v.members = append(v.members, jmember{name, value})
	}
	_, err := dec.ReadToken()
	return err
}

// append appends the value as JSON.
func (v *jvalue) append(dst []byte) []byte {
	switch v.kind {
	case '{':
		dst = append(dst, '{')
		for i := range v.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst, _ = jsontext.AppendQuote(dst, v.members[i].name)
			dst = append(dst, ':')
			dst = v.members[i].value.append(dst)
		}
		return append(dst, '}')
	case '[':
		dst = append(dst, '[')
		for i := range v.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = v.items[i].append(dst)
		}
		return append(dst, ']')
	case '"':
		dst, _ = jsontext.AppendQuote(dst, v.text)
		return dst
	case 'n':
		return append(dst, "null"...)
	}
	return append(dst, v.text...)
}
