package codec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Value is a JSON value as a tree. Of repeated members the last wins.
type Value struct {
	Kind    jsontext.Kind // 'n', 't' (true and false), '"', '0', '{', '['
	Text    string        // of a string, a number, true or false
	Members []Member
	Items   []Value
}

// Member is a member of a JSON object.
type Member struct {
	Name  string
	Value Value
}

// Scalar reports whether the value is neither an object nor an array.
func (v *Value) Scalar() bool { return v.Kind != '{' && v.Kind != '[' }

// Member returns a member of an object, or nil.
func (v *Value) Member(name string) *Value {
	for i := range v.Members {
		if v.Members[i].Name == name {
			return &v.Members[i].Value
		}
	}
	return nil
}

// A treeReader reads JSON into a tree. Texts without escapes share the document's memory.
type treeReader struct {
	src     string
	dec     *jsontext.Decoder // of src
	members []Member          // of the objects at hand, innermost last, as are
	items   []Value           // of the arrays

	memberSlab slab[Member]
	itemSlab   slab[Value]
}

// ParseJSON returns a whole JSON document as a tree.
func ParseJSON(data []byte) (Value, error) {
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	t := &treeReader{src: string(data), dec: jsontext.NewDecoder(bytes.NewBuffer(data), lenientText)}
	v, err := t.readValue(0)
	if err != nil {
		if errors.Is(err, errTooDeep) {
			return v, err
		}
		return v, fmt.Errorf("not a JSON document: %s", strings.TrimPrefix(err.Error(), "jsontext: "))
	}
	if _, err := t.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return v, errors.New("not a JSON document: more than one value")
	}
	return v, nil
}

func (t *treeReader) readValue(depth int) (v Value, err error) {
	if depth > maxDepth-markDepth {
		return v, errTooDeep
	}
	v.Kind = t.dec.PeekKind()
	switch v.Kind {
	case '{':
		v.Members, err = t.readObject(depth)
	case '[':
		v.Items, err = t.readArray(depth)
	case '"':
		v.Text, err = t.readString()
	case 'f':
		v.Kind = 't'
		fallthrough
	default:
		v.Text, err = t.readRaw()
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return v, err
}

// raw reads a scalar as it is written.
func (t *treeReader) readRaw() (string, error) {
	v, err := t.dec.ReadValue()
	end := t.dec.InputOffset()
	return t.src[end-int64(len(v)) : end], err
}

func (t *treeReader) readString() (string, error) {
	quoted, err := t.readRaw()
	if err != nil {
		return "", err
	}
	if strings.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1], nil
	}
	text, _ := jsontext.AppendUnquote(nil, quoted) // it can only complain of half a surrogate pair, which is U+FFFD
	return string(text), nil
}

func (t *treeReader) readArray(depth int) ([]Value, error) {
	_, _ = t.dec.ReadToken() // [ was peeked at
	base := len(t.items)
	for t.dec.PeekKind() != ']' {
		item, err := t.readValue(depth + 1)
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

func (t *treeReader) readObject(depth int) ([]Member, error) {
	_, _ = t.dec.ReadToken() // { was peeked at
	base := len(t.members)
	var index map[string]int // by name, once there are many
	for t.dec.PeekKind() != '}' {
		name, err := t.readString()
		if err != nil {
			return nil, err
		}
		value, err := t.readValue(depth + 1)
		if err != nil {
			return nil, err
		}
		if have := findMember(t.members[base:], name, &index); have != nil {
			*have = value
			continue
		}
		t.members = append(t.members, Member{name, value})
	}
	members := append(t.memberSlab.cut(len(t.members)-base), t.members[base:]...)
	t.members = t.members[:base]
	_, err := t.dec.ReadToken()
	return members, err
}

// findMember returns the value of the member with a name, or nil. It makes an index once there are many.
func findMember(members []Member, name string, index *map[string]int) *Value {
	if len(members) < manyMembers {
		return (&Value{Members: members}).Member(name)
	}
	if *index == nil {
		*index = make(map[string]int, 2*manyMembers)
	}
	for i := len(*index); i < len(members); i++ {
		(*index)[members[i].Name] = i
	}
	if i, ok := (*index)[name]; ok {
		return &members[i].Value
	}
	return nil
}

// Append appends the value as JSON.
func (v *Value) Append(dst []byte) []byte {
	switch v.Kind {
	case '{':
		dst = append(dst, '{')
		for i := range v.Members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst, _ = jsontext.AppendQuote(dst, v.Members[i].Name)
			dst = append(dst, ':')
			dst = v.Members[i].Value.Append(dst)
		}
		return append(dst, '}')
	case '[':
		dst = append(dst, '[')
		for i := range v.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = v.Items[i].Append(dst)
		}
		return append(dst, ']')
	case '"':
		dst, _ = jsontext.AppendQuote(dst, v.Text)
		return dst
	case 'n':
		return append(dst, "null"...)
	}
	return append(dst, v.Text...)
}
