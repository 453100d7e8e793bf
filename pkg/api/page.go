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

	"github.com/novactl/novactl/pkg/jsonscan"
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

// ReadPage turns a page of a collection, as the wire has it, into the JSON document that it stands for, as ToJSON does, and splits it
// as SplitPage does. A page that is whole but not one of this collection is a *NoPageError; with it comes the document.
func (d Documents) ReadPage(f Format, data []byte, root string) (jsontext.Value, Page, error) {
	if f == JSON {
		s := jsonscan.Scanner{Text: trimmed(data)}
		if cut, ok := cutPage(&s, root); ok && isUTF8(&s) {
			page, err := cut.page(root)
			return s.Text, page, asNoPage(err)
		}
	}
	doc, err := d.ToJSON(f, data)
	if err != nil {
		return nil, Page{}, err
	}
	page, err := SplitPage(doc, root)
	return doc, page, asNoPage(err)
}

// NoPageError says that a document is no page of a collection.
type NoPageError struct{ Err error }

// Error says why.
func (e *NoPageError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *NoPageError) Unwrap() error { return e.Err }

func asNoPage(err error) error {
	if err == nil {
		return nil
	}
	return &NoPageError{err}
}

// SplitPage splits the JSON document {"servers":[…],"servers_links":[…]} into items without decoding them.
func SplitPage(doc jsontext.Value, root string) (Page, error) {
	cut, ok := cutPage(&jsonscan.Scanner{Text: doc}, root)
	if !ok {
		var err error
		if cut, err = readCut(doc, root); err != nil {
			return Page{}, err
		}
	}
	return cut.page(root)
}

// A pageCut is what of a document is of a collection.
type pageCut struct {
	found bool // the collection, be it null
	items []jsontext.Value
	links jsontext.Value
}

// cutPage cuts the document in one pass. False: it isn't what nearly all are, and readCut says what it is.
func cutPage(s *jsonscan.Scanner, root string) (cut pageCut, ok bool) {
	end := s.Object(jsonscan.Space(s.Text, 0), func(name []byte, at int) int {
		switch name := name[1 : len(name)-1]; {
		case string(name) == root:
			cut.found, cut.items = true, nil
			return s.Array(at, func(at int) int {
				end := s.Value(at)
				if end >= 0 {
					cut.items = append(cut.items, s.Text[at:end:end])
				}
				return end
			})
		case len(name) == len(root)+len("_links") && string(name) == root+"_links":
			end := s.Value(at)
			if end >= 0 {
				cut.links = s.Text[at:end:end]
			}
			return end
		case bytes.IndexByte(name, '\\') >= 0:
			return -1
		}
		return s.Value(at)
	})
	return cut, end >= 0 && jsonscan.Space(s.Text, end) == len(s.Text)
}

// readCut cuts the document as cutPage does, whatever it is.
func readCut(doc jsontext.Value, root string) (cut pageCut, err error) {
	err = members(doc, func(name string, dec *jsontext.Decoder) (err error) {
		switch name {
		case root:
			cut.found = true
			cut.items, err = splitList(doc, dec)
		case root + "_links":
			cut.links, err = dec.ReadValue()
			cut.links = cut.links.Clone()
		default:
			err = dec.SkipValue()
		}
		return err
	})
	return cut, err
}

// page returns the page that was cut.
func (c pageCut) page(root string) (Page, error) {
	if !c.found {
		return Page{}, fmt.Errorf("the document has no member %q", root)
	}
	page := Page{Items: slices.Values(c.items), Len: len(c.items)}
	if c.links == nil {
		return page, nil
	}
	unread, err := Read(c.links, &page.Links)
	if err != nil {
		return Page{}, fmt.Errorf("the links of the collection: %w", err)
	}
	if next, ok := page.Link("next"); len(unread) > 0 && (!ok || next.Href == "") {
		return Page{}, errors.New("the links of the collection can't be read: nobody knows whether it goes on")
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
	texts := make([]jsontext.Value, len(items))
	for i := range items {
		var err error
		if texts[i], err = MarshalItem(&items[i]); err != nil {
			return nil, err
		}
	}
	return JoinPage(f, root, texts, links)
}

// MarshalItem returns the JSON of one item of a page.
func MarshalItem(item any) (jsontext.Value, error) { return json.Marshal(item, lenientText) }

// JoinPage is MarshalPage of items that MarshalItem made.
func JoinPage(f Format, root string, items []jsontext.Value, links []Link) ([]byte, error) {
	size := 512
	for _, item := range items {
		size += len(item) + 1
	}
	doc, _ := jsontext.AppendQuote(append(make([]byte, 0, size), '{'), root)
	doc = append(doc, ":["...)
	for i, item := range items {
		if i > 0 {
			doc = append(doc, ',')
		}
		doc = append(doc, item...)
	}
	doc = append(doc, ']')
	if len(links) > 0 {
		value, err := json.Marshal(links, lenientText)
		if err != nil {
			return nil, err
		}
		doc, _ = jsontext.AppendQuote(append(doc, ','), root+"_links")
		doc = append(append(doc, ':'), value...)
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
