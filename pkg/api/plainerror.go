package api

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api/internal/codec"
)

// plainError says what a decoder complains of in words for people: its own name the types of this program.
type plainError struct {
	text string
	err  error
}

func (e *plainError) Error() string { return e.text }
func (e *plainError) Unwrap() error { return e.err }

// inPlainWords returns a decoder's error in words for people.
func inPlainWords(err error) error {
	if err == nil {
		return nil
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		return &plainError{semanticText(semantic), err}
	}
	return &plainError{strings.TrimPrefix(err.Error(), "jsontext: "), err}
}

// semanticText says which member is what and should be what. It doesn't quote the value: that may be a password.
func semanticText(err *json.SemanticError) string {
	text := "it"
	if path := strings.ReplaceAll(strings.TrimPrefix(string(err.JSONPointer), "/"), "/", "."); path != "" {
		text = fmt.Sprintf("%q", path)
	}
	kind, due := kindText(err.JSONKind), "what belongs there"
	if err.GoType != nil {
		due = typeText(err.GoType)
	}
	if kind == "" || kind == due {
		return text + " is not " + due
	}
	return text + " is " + kind + ", not " + due
}

func kindText(kind jsontext.Kind) string {
	switch kind {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case '0':
		return "a number"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return ""
}

func typeText(t reflect.Type) string {
	form, _ := special(t)
	switch {
	case t.Kind() == reflect.Pointer:
		return typeText(t.Elem())
	case form.As == codec.Optional:
		return typeText(form.Item)
	case form.As == codec.Pairs, form.As == codec.Addresses:
		return "an object"
	}
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a text"
	case reflect.Slice, reflect.Array:
		return "a list"
	}
	return "an object"
}
