package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

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

// A treeReader reads JSON into a tree. Texts without escapes share the document's memory.
type treeReader struct {
	src     string
	dec     *jsontext.Decoder // of src
	members []jmember         // of the objects at hand, innermost last, as are
	items   []jvalue          // of the arrays

	memberSlab slab[jmember]
	itemSlab   slab[jvalue]
}

// parseJSON reads a whole JSON document into a tree.
func parseJSON(data []byte) (jvalue, error) {
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	t := &treeReader{src: string(data), dec: jsontext.NewDecoder(bytes.NewBuffer(data), lenientText)}
	v, err := t.value(0)
	if err != nil {
		if errors.Is(err, errTooDeep) {
			return v, err
		}
		return v, fmt.Errorf("not a JSON document: %w", err)
	}
	if _, err := t.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return v, errors.New("not a JSON document: more than one value")
	}
	return v, nil
}

func (t *treeReader) value(depth int) (v jvalue, err error) {
	if depth > maxDepth-markDepth {
		return v, errTooDeep
	}
	v.kind = t.dec.PeekKind()
	switch v.kind {
	case '{':
		v.members, err = t.object(depth)
	case '[':
		v.items, err = t.array(depth)
	case '"':
		v.text, err = t.string()
	case 'f':
		v.kind = 't'
		fallthrough
	default:
		v.text, err = t.raw()
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return v, err
}

// raw reads a scalar as it is written.
func (t *treeReader) raw() (string, error) {
	v, err := t.dec.ReadValue()
	end := t.dec.InputOffset()
	return t.src[end-int64(len(v)) : end], err
}

func (t *treeReader) string() (string, error) {
	quoted, err := t.raw()
	if err != nil {
		return "", err
	}
	if strings.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1], nil
	}
	text, _ := jsontext.AppendUnquote(nil, quoted) // it can only complain of half a surrogate pair, which is U+FFFD
	return string(text), nil
}

func (t *treeReader) array(depth int) ([]jvalue, error) {
	_, _ = t.dec.ReadToken() // [ was peeked at
	base := len(t.items)
	for t.dec.PeekKind() != ']' {
		item, err := t.value(depth + 1)
		if err != nil {
			return nil, err
		}
		t.items = append(t.items, item)
	}
	items := append(t.itemSlab.cut(len(t.items)-base), t.items[base:]...)
	t.items = t.items[:base]
	_, err := t.dec.ReadToken()
	return items, err
}

func (t *treeReader) object(depth int) ([]jmember, error) {
	_, _ = t.dec.ReadToken() // { was peeked at
	base := len(t.members)
	var index map[string]int // by name, once there are many
	for t.dec.PeekKind() != '}' {
		name, err := t.string()
		if err != nil {
			return nil, err
		}
		value, err := t.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if have := find(t.members[base:], name, &index); have != nil {
			*have = value
			continue
		}
		t.members = append(t.members, jmember{name, value})
	}
	members := append(t.memberSlab.cut(len(t.members)-base), t.members[base:]...)
	t.members = t.members[:base]
	_, err := t.dec.ReadToken()
	return members, err
}

// find returns the value of the member with a name, or nil. It keeps an index once there are many.
func find(members []jmember, name string, index *map[string]int) *jvalue {
	if len(members) < manyMembers {
		return (&jvalue{members: members}).member(name)
	}
	if *index == nil {
		*index = make(map[string]int, 2*manyMembers)
	}
	for i := len(*index); i < len(members); i++ {
		(*index)[members[i].name] = i
	}
	if i, ok := (*index)[name]; ok {
		return &members[i].value
	}
	return nil
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
