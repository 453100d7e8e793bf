package rest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// Pages yields the answer to r and, where r is a GET, those of the pages that follow it, as the links of its document
// say: servers_links, or those of any other root (guide 1.6). Of a link only the query is used. A limit is asked for
// where r names none: without it real clouds cut a list and say nothing (fact 17). A page that fails ends it with its
// error.
func (s Service) Pages(ctx context.Context, r Request) iter.Seq2[*Response, error] {
	path, text, _ := strings.Cut(r.Path, "?")
	query, err := url.ParseQuery(text)
	if err != nil {
		return func(yield func(*Response, error) bool) {
			yield(nil, fmt.Errorf("%q has no proper query: %w", r.Path, err))
		}
	}
	for name, values := range r.Query {
		query[name] = append(query[name], values...)
	}
	if r.Gets() && !query.Has("limit") {
		query.Set("limit", strconv.Itoa(s.PageSize))
	}
	r.Path, r.Query = path, query
	return s.linkedPages(ctx, r)
}

// linkedPages yields the answer to r, whose path has no query, and to the requests that its links lead to.
func (s Service) linkedPages(ctx context.Context, r Request) iter.Seq2[*Response, error] {
	return func(yield func(*Response, error) bool) {
		seen := map[string]bool{}
		for {
			resp, err := s.Do(ctx, r)
			if !yield(resp, err) || err != nil || !r.Gets() {
				return
			}
			seen[r.Query.Encode()] = true
			next, linked := nextQuery(resp)
			if !linked {
				return
			}
			if seen[next.Encode()] {
				yield(nil, resp.Garbled(errors.New("the link to the next page leads back to an earlier one: the list would never end")))
				return
			}
			r.Query = next
		}
	}
}

// nextQuery is the query of the link to the next page that the document has at its top, under any name.
func nextQuery(resp *Response) (url.Values, bool) {
	var members map[string]jsontext.Value
	if resp.JSON.Kind() != '{' || api.Unmarshal(resp.JSON, &members) != nil {
		return nil, false
	}
	for name, value := range members {
		var page api.Page
		if !strings.HasSuffix(name, "_links") {
			continue
		}
		if _, err := api.Read(value, &page.Links); err != nil {
			continue
		}
		if query, err := linkedQuery(page); err == nil && query != nil {
			return query, true
		}
	}
	return nil, false
}
