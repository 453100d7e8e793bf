package api

import (
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Unmarshal decodes the JSON value into v, leniently: numbers and booleans for strings, strings for numbers and
// booleans, "" for a reference and for an optional number, repeated members (the last wins) and invalid UTF-8 are
// accepted (fact 42).
func Unmarshal(data jsontext.Value, v any) error {
	return inPlainWords(json.Unmarshal(data, v, lenientTypes()))
}

func lenientTypes() json.Options {
	return json.JoinOptions(lenientText, json.WithUnmarshalers(lenientReaders))
}

// lenientReaders read what clouds send for the types of our declarations.
var lenientReaders = json.JoinUnmarshalers(
	json.UnmarshalFromFunc(readString),
	json.UnmarshalFromFunc(readInteger[int]),
	json.UnmarshalFromFunc(readInteger[int64]),
	json.UnmarshalFromFunc(readBool),
	json.UnmarshalFromFunc(readOptional[int]),
	json.UnmarshalFromFunc(readOptional[int64]),
	json.UnmarshalFromFunc(readRef),
	json.UnmarshalFromFunc(readAddress),
)

// readString accepts a number or a boolean as its text: ids come as numbers.
func readString(dec *jsontext.Decoder, s *string) error {
	switch dec.PeekKind() {
	case '0', 't', 'f':
		v, err := dec.ReadValue()
		*s = string(v)
		return err
	}
	return errors.ErrUnsupported
}

// readInteger accepts a string that holds a number, and a number such as 512.0. An empty string is 0.
func readInteger[T int | int64](dec *jsontext.Decoder, n *T) error {
	var text string
	switch dec.PeekKind() {
	case '"':
		tok, err := dec.ReadToken()
		if err != nil {
			return err
		}
		text = tok.String()
	case '0':
		v, err := dec.ReadValue()
		if err != nil {
			return err
		}
		text = string(v)
	default:
		return errors.ErrUnsupported
	}
	i, err := integer(text)
	*n = T(i)
	return err
}

// integer reads a number such as 512 or 512.0. Nothing is 0.
func integer(text string) (int64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	i, err := strconv.ParseInt(text, 10, 64)
	if err == nil {
		return i, nil
	}
	if f, ferr := strconv.ParseFloat(text, 64); ferr == nil && f == float64(int64(f)) {
		return int64(f), nil
	}
	return 0, err
}

// readOptional reads an empty string for an optional number as none.
func readOptional[T int | int64](dec *jsontext.Decoder, n **T) error {
	if dec.PeekKind() != '"' {
		return errors.ErrUnsupported
	}
	v, err := dec.ReadValue()
	if err != nil {
		return err
	}
	*n = nil
	if string(v) == `""` {
		return nil
	}
	value, err := integer(strings.Trim(string(v), `"`))
	*n = new(T)
	**n = T(value)
	return err
}

// readBool accepts True, true, 1 and their opposites as strings.
func readBool(dec *jsontext.Decoder, b *bool) error {
	switch dec.PeekKind() {
	case '"', '0':
	default:
		return errors.ErrUnsupported
	}
	tok, err := dec.ReadToken()
	if err != nil {
		return err
	}
	if tok.String() == "" {
		*b = false
		return nil
	}
	*b, err = strconv.ParseBool(tok.String())
	return err
}

// readRef reads "" as no reference (fact 19), and an id alone.
func readRef(dec *jsontext.Decoder, r **Ref) error {
	if dec.PeekKind() != '"' {
		return errors.ErrUnsupported
	}
	tok, err := dec.ReadToken()
	if err != nil {
		return err
	}
	*r = nil
	if id := tok.String(); id != "" {
		*r = &Ref{ID: id}
	}
	return nil
}

// readAddress accepts an address alone, as the first generation wrote it.
func readAddress(dec *jsontext.Decoder, a *Address) error {
	if dec.PeekKind() != '"' {
		return errors.ErrUnsupported
	}
	tok, err := dec.ReadToken()
	if err != nil {
		return err
	}
	*a = Address{Version: 4, Addr: tok.String()}
	if strings.Contains(a.Addr, ":") {
		a.Version = 6
	}
	return nil
}
