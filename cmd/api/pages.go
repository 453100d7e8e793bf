package api

import (
	"errors"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	document "github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

// items are the items of all pages, whatever the collection is called.
func items(pages iter.Seq2[*client.Response, error]) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for resp, err := range pages {
			if err != nil {
				yield(nil, err)
				return
			}
			page, err := collection(resp.JSON)
			if err != nil {
				yield(nil, err)
				return
			}
			for item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// errNoList is an answer that --paginate has no use for.
var errNoList = errors.New("the answer is no list: leave out --paginate")

// collection is the list in a document.
func collection(doc jsontext.Value) (document.Page, error) {
	name, err := document.CollectionOf(doc)
	if err != nil {
		return document.Page{}, errNoList
	}
	return document.SplitPage(doc, name)
}
