package seed

import (
	"errors"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Decode reads a seed from JSON. It refuses what the document doesn't know or has of another type with an *Error that names the
// member.
func Decode(doc []byte) (Seed, error) {
	var s Seed
	err := Unmarshal(doc, &s)
	return s, err
}

// Unmarshal reads a document that people write into v. It refuses what v doesn't know or has of another type with an *Error that names
// the member. Where text is wanted a number is taken as it is written: tenant: 20202 is a tenant's name in YAML, too.
func Unmarshal(doc []byte, v any) error {
	numbersAsText := json.WithUnmarshalers(json.UnmarshalFromFunc(textOfNumber))
	return seedError(json.Unmarshal(doc, v, json.RejectUnknownMembers(true), numbersAsText))
}

// textOfNumber reads a number into text, and leaves all else to the library.
func textOfNumber(dec *jsontext.Decoder, text *string) error {
	if dec.PeekKind() != '0' {
		return errors.ErrUnsupported
	}
	number, err := dec.ReadValue()
	*text = string(number)
	return err
}

// seedError says where a document is wrong, and what is expected there. The library's own words may quote the document, which holds
// passwords.
func seedError(err error) error {
	var semantic *json.SemanticError
	var syntax *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &semantic) && errors.Is(err, json.ErrUnknownName):
		return seedMistake(memberPath(semantic.JSONPointer), "there is no such member")
	case errors.As(err, &semantic):
		return seedMistake(memberPath(semantic.JSONPointer), "it has to be %s", expected(semantic.GoType))
	case errors.As(err, &syntax) && errors.Is(err, jsontext.ErrDuplicateName):
		return seedMistake(memberPath(syntax.JSONPointer), "it is there twice")
	case errors.As(err, &syntax):
		return seedMistake(memberPath(syntax.JSONPointer), "it is not JSON from byte %d on", syntax.ByteOffset)
	}
	return seedMistake("", "it can't be read")
}

// memberPath writes a JSON pointer as people do: servers[0].flavor.
func memberPath(pointer jsontext.Pointer) string {
	var b strings.Builder
	for token := range pointer.Tokens() {
		switch {
		case token != "" && strings.Trim(token, "0123456789") == "":
			b.WriteString("[" + token + "]")
		case b.Len() > 0:
			b.WriteString("." + token)
		default:
			b.WriteString(token)
		}
	}
	return b.String()
}

// expected names a type of value as the document's reader knows it.
func expected(t reflect.Type) string {
	if t == nil {
		return "something else"
	}
	if t.PkgPath() == "time" {
		return "a time such as 2013-12-10T12:00:00Z"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return expected(t.Elem())
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Struct:
		return "an object"
	case reflect.Slice:
		return "a list"
	}
	return "something else"
}
