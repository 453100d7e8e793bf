package api

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Page is one page of a collection (guide 1.6).
type Page struct {
	Items iter.Seq[jsontext.Value] // each as it came, in order; they share the document's memory
	Len   int
	Links []Link // the collection's own: next, previous
}

// Link returns the collection's link with the relation rel, and whether there is one.
func (p Page) Link(rel string) (Link, bool) {
	i := slices.IndexFunc(p.Links, func(l Link) bool { return l.Rel == rel })
	if i < 0 {
		return Link{}, false
	}
	return p.Links[i], true
}

// SplitPage splits the JSON document {"servers":[…],"servers_links":[…]} into items without decoding them.
func SplitPage(doc jsontext.Value, root string) (Page, error) {
	var items []jsontext.Value
	var links jsontext.Value
	found := false
	err := members(doc, func(name string, dec *jsontext.Decoder) (err error) {
		switch name {
		case root:
			found = true
			items, err = splitList(doc, dec)
		case root + "_links":
			links, err = dec.ReadValue()
			links = links.Clone()
		default:
			err = dec.SkipValue()
		}
		return err
	})
	if err == nil && !found {
		err = fmt.Errorf("the document has no member %q", root)
	}
	if err != nil {
		return Page{}, err
	}
	page := Page{Items: slices.Values(items), Len: len(items)}
	if links != nil {
		unread, err := Read(links, &page.Links)
		if err != nil {
			return Page{}, fmt.Errorf("the links of the collection: %w", err)
		}
		if next, ok := page.Link("next"); len(unread) > 0 && (!ok || next.Href == "") {
			return Page{}, errors.New("the links of the collection can't be read: nobody knows whether it goes on")
		}
	}
	return page, nil
}

// items returns the items of the list doc, which share its memory.
func items(doc jsontext.Value) ([]jsontext.Value, error) {
	return splitList(doc, jsontext.NewDecoder(bytes.NewBuffer(doc), lenientText))
}

// splitList cuts the list that comes next in dec out of doc, item by item. Null is an empty list.
func splitList(doc jsontext.Value, dec *jsontext.Decoder) ([]jsontext.Value, error) {
	tok, err := dec.ReadToken()
	if err != nil || tok.Kind() == 'n' {
		return nil, err
	}
	if tok.Kind() != '[' {
		return nil, errors.New("the collection is not a list")
	}
	var items []jsontext.Value
	for dec.PeekKind() != ']' {
		v, err := dec.ReadValue()
		if err != nil {
			return nil, err
		}
		end := dec.InputOffset()
		items = append(items, doc[end-int64(len(v)):end:end])
	}
	_, err = dec.ReadToken()
	return items, err
}

// MarshalPage encodes a page of a collection: items, and its own links where there are any. Nil items are an empty
// list.
func MarshalPage[T any](f Format, root string, items []T, links []Link) ([]byte, error) {
	doc := []byte{'{'}
	add := func(name string, v any) error {
		value, err := json.Marshal(v, lenientText)
		doc, _ = jsontext.AppendQuote(doc, name)
		doc = append(append(doc, ':'), value...)
		return err
	}
	if err := add(root, items); err != nil {
		return nil, err
	}
	if len(links) > 0 {
		doc = append(doc, ',')
		if err := add(root+"_links", links); err != nil {
			return nil, err
		}
	}
	return FromJSON(f, append(doc, '}'))
}

// CollectionOf returns the name of the collection in a document: of its only member that is a list, its links aside
// (guide 1.6.1).
func CollectionOf(doc jsontext.Value) (string, error) {
	var found []string
	err := members(doc, func(name string, dec *jsontext.Decoder) error {
		if dec.PeekKind() == '[' && !strings.HasSuffix(name, "_links") {
			found = append(found, name)
		}
		return dec.SkipValue()
	})
	if err == nil && len(found) != 1 {
		err = errors.New("the document is no page of a collection")
	}
	if err != nil {
		return "", err
	}
	return found[0], nil
}
