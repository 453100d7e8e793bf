package api

import (
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// The JSON of types whose keys are data. Their order is the document's: Go's maps would lose it.

var (
	_ json.MarshalerTo     = Metadata{}
	_ json.UnmarshalerFrom = (*Metadata)(nil)
	_ json.MarshalerTo     = Addresses{}
	_ json.UnmarshalerFrom = (*Addresses)(nil)
	_ json.MarshalerTo     = AbsoluteLimits{}
	_ json.UnmarshalerFrom = (*AbsoluteLimits)(nil)
	_ json.MarshalerTo     = Nullable[string]{}
	_ json.UnmarshalerFrom = (*Nullable[string])(nil)
)

// MarshalJSONTo writes an object of strings. Of repeated keys the last is written.
func (m Metadata) MarshalJSONTo(enc *jsontext.Encoder) error {
	last := make(map[string]int, len(m))
	for i, p := range m {
		last[p.Key] = i
	}
	return writeObject(enc, func() error {
		for i, p := range m {
			if last[p.Key] != i {
				continue
			}
			if err := writeStrings(enc, p.Key, p.Value); err != nil {
				return err
			}
		}
		return nil
	})
}

// UnmarshalJSONFrom reads an object of strings; other scalars are read as their text. Null is no metadata.
func (m *Metadata) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*m = nil
	all := Metadata{}
	null, err := readObject(dec, func(key string) error {
		value, err := readText(dec)
		all = append(all, Pair{key, value})
		return err
	})
	if err == nil && !null {
		*m = all
	}
	return err
}

// MarshalJSONTo writes an object of lists.
func (a Addresses) MarshalJSONTo(enc *jsontext.Encoder) error {
	return writeObject(enc, func() error {
		for _, n := range a {
			if err := enc.WriteToken(jsontext.String(n.Label)); err != nil {
				return err
			}
			addresses := n.Addresses
			if addresses == nil {
				addresses = []Address{}
			}
			if err := json.MarshalEncode(enc, addresses); err != nil {
				return err
			}
		}
		return nil
	})
}

// UnmarshalJSONFrom reads an object of lists of addresses. Null is no addresses.
func (a *Addresses) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*a = nil
	all := Addresses{}
	null, err := readObject(dec, func(label string) error {
		n := Network{Label: label, Addresses: []Address{}}
		err := json.UnmarshalDecode(dec, &n.Addresses)
		all = append(all, n)
		return err
	})
	if err == nil && !null {
		*a = all
	}
	return err
}

// MarshalJSONTo writes an object of numbers.
func (l AbsoluteLimits) MarshalJSONTo(enc *jsontext.Encoder) error {
	return writeObject(enc, func() error {
		for _, limit := range l {
			if err := enc.WriteToken(jsontext.String(limit.Name)); err != nil {
				return err
			}
			if err := enc.WriteToken(jsontext.Int(limit.Value)); err != nil {
				return err
			}
		}
		return nil
	})
}

// UnmarshalJSONFrom reads an object of numbers.
func (l *AbsoluteLimits) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*l = nil
	all := AbsoluteLimits{}
	null, err := readObject(dec, func(name string) error {
		limit := AbsoluteLimit{Name: name}
		err := json.UnmarshalDecode(dec, &limit.Value)
		all = append(all, limit)
		return err
	})
	if err == nil && !null {
		*l = all
	}
	return err
}

// MarshalJSONTo writes null or the value.
func (n Nullable[T]) MarshalJSONTo(enc *jsontext.Encoder) error {
	if !n.Valid {
		return enc.WriteToken(jsontext.Null)
	}
	return json.MarshalEncode(enc, n.Value)
}

// UnmarshalJSONFrom reads null or a value.
func (n *Nullable[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*n = Nullable[T]{Present: true}
	if dec.PeekKind() == 'n' {
		_, err := dec.ReadToken()
		return err
	}
	n.Valid = true
	return json.UnmarshalDecode(dec, &n.Value)
}

func (Nullable[T]) elem() reflect.Type { return reflect.TypeFor[T]() }

// writeObject writes an object whose members the function writes.
func writeObject(enc *jsontext.Encoder, members func() error) error {
	if err := enc.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	if err := members(); err != nil {
		return err
	}
	return enc.WriteToken(jsontext.EndObject)
}

func writeStrings(enc *jsontext.Encoder, all ...string) error {
	for _, s := range all {
		if err := enc.WriteToken(jsontext.String(s)); err != nil {
			return err
		}
	}
	return nil
}

// readObject calls value for each member of the object that comes next. It reports null, which has none.
func readObject(dec *jsontext.Decoder, value func(key string) error) (null bool, err error) {
	tok, err := dec.ReadToken()
	if err != nil {
		return false, err
	}
	switch tok.Kind() {
	case 'n':
		return true, nil
	case '{':
	case '"':
		if tok.String() == "" {
			return true, nil // as for a reference
		}
		fallthrough
	default:
		return false, fmt.Errorf("%v where an object should be", tok.Kind())
	}
	for dec.PeekKind() != '}' {
		tok, err := dec.ReadToken()
		if err != nil {
			return false, err
		}
		if err := value(tok.String()); err != nil {
			return false, err
		}
	}
	_, err = dec.ReadToken()
	return false, err
}

// readText reads a scalar as text, null as "", and anything else as its JSON.
func readText(dec *jsontext.Decoder) (string, error) {
	switch dec.PeekKind() {
	case '"':
		tok, err := dec.ReadToken()
		if err != nil {
			return "", err
		}
		return tok.String(), nil
	case 'n':
		_, err := dec.ReadToken()
		return "", err
	}
	v, err := dec.ReadValue()
	return string(v), err
}
