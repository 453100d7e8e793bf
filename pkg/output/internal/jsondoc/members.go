package jsondoc

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// A Member is one of a JSON object, its value as it came.
type Member struct {
	Name  string
	Value jsontext.Value // without blanks around it
}

// Cell returns the value as people read it: strings as their text, null as nothing, the rest as compact JSON.
func (m Member) Cell() (string, error) {
	switch m.Value.Kind() {
	case jsontext.KindNull:
		return "", nil
	case jsontext.KindString:
		return unquote(m.Value), nil
	}
	doc, err := AppendJSON(nil, m.Value, Compact)
	return string(doc), err
}

// Members returns the members of the object doc, in order, repeated ones too. No document has no members.
func Members(doc []byte) ([]Member, error) {
	if len(doc) == 0 {
		return nil, nil
	}
	d, err := open(doc, jsontext.KindBeginObject)
	if err != nil {
		return nil, err
	}
	var list []Member
	for d.PeekKind() != jsontext.KindEndObject {
		name, err := d.ReadToken()
		if err != nil {
			return nil, unreadable(err)
		}
		m := Member{Name: name.String()}
		value, err := d.ReadValue()
		if err != nil {
			return nil, unreadable(err)
		}
		m.Value = value.Clone() // the decoder moves on
		list = append(list, m)
	}
	return list, nil
}

// elements returns the elements of the array doc.
func elements(doc []byte) ([]jsontext.Value, error) {
	d, err := open(doc, jsontext.KindBeginArray)
	if err != nil {
		return nil, err
	}
	var list []jsontext.Value
	for d.PeekKind() != jsontext.KindEndArray {
		value, err := d.ReadValue()
		if err != nil {
			return nil, unreadable(err)
		}
		list = append(list, value.Clone())
	}
	return list, nil
}

// open starts to read doc, which must begin with the delimiter kind.
func open(doc []byte, kind jsontext.Kind) (*jsontext.Decoder, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(doc), lenient)
	token, err := d.ReadToken()
	if err != nil {
		return nil, unreadable(err)
	}
	if token.Kind() != kind {
		return nil, unreadable(fmt.Errorf("%v where %v is due", token.Kind(), kind))
	}
	return d, nil
}

func unreadable(err error) error { return fmt.Errorf("cannot print the document: %w", err) }

// unquote returns the text of a JSON string; bytes that aren't UTF-8 become U+FFFD.
func unquote(v jsontext.Value) string {
	text, _ := jsontext.AppendUnquote(nil, v)
	return string(text)
}
