package api

import "github.com/go-json-experiment/json/jsontext"

// Link is a link of a resource or of a page of a collection (guide 1.5, 1.6).
type Link struct {
	Rel   string         `json:"rel"`
	Href  string         `json:"href"`
	Type  string         `json:"type,omitzero"`
	Extra jsontext.Value `json:",embed"`
}

// Ref is a reference to another resource: its id and links. Where there is none the wire has "" (fact 19). A flavor has no id from microversion 2.47 on.
type Ref struct {
	ID    string         `json:"id,omitzero"`
	Links []Link         `json:"links,omitzero" xml:"atom:link"`
	Extra jsontext.Value `json:",embed"`
}

// Address is one address of a server on a network.
type Address struct {
	Version int            `json:"version"` // 4 or 6
	Addr    string         `json:"addr"`
	Extra   jsontext.Value `json:",embed"`
}

// Pair is one metadata item.
type Pair struct{ Key, Value string }

// Metadata are the key and value pairs of a resource, in the order of the document (guide 2.7). In JSON an object of
// strings. Nil is absent, empty is {}.
type Metadata []Pair

// Get returns the value of key, and whether there is one; of repeated keys the last wins, as in JSON.
//
//go:noinline
func (m Metadata) Get(key string) (string, bool) {
	for i := len(m) - 1; i >= 0; i-- {
		if m[i].Key == key {
			return m[i].Value, true
		}
	}
	return "", false
}

// Network is a network that a server is on, by its label, and the server's addresses there.
type Network struct {
	Label     string
	Addresses []Address
}

// Addresses are a server's addresses by network, in the order of the document (guide 2.2). In JSON an object of
// arrays. Nil is absent, empty is {}.
type Addresses []Network

// Get returns the addresses on the network label.
func (a Addresses) Get(label string) []Address {
	for _, n := range a {
		if n.Label == label {
			return n.Addresses
		}
	}
	return nil
}

// Nullable is a member that may be absent, null, or a value; the zero value is absent.
type Nullable[T any] struct {
	Value   T
	Valid   bool // not null
	Present bool // not absent
}

// Null returns what is present and null.
func Null[T any]() Nullable[T] { return Nullable[T]{Present: true} }

// Some returns what is present with a value.
func Some[T any](v T) Nullable[T] { return Nullable[T]{Value: v, Valid: true, Present: true} }

// IsZero reports absence, for omitzero.
func (n Nullable[T]) IsZero() bool { return !n.Present }
