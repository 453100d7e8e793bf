package rest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// maxEmptyPages is how many empty pages of a list may link to another one.
const maxEmptyPages = 100

// List is a list to be read page after page (guide 1.6).
type List struct {
	Op     string
	Path   string
	Root   string // of the document, and the name of its array: "servers"
	Query  url.Values
	Marker string // start after the item with this id
	Limit  int    // items in all; 0: no limit
	Policy transport.Policy
	Since  int // see Request
}

// List yields the items of a list as they came. It always asks for pages of a size: without it real clouds cut a list
// and say nothing (fact 17). A page that fails ends the list with its error.
func (s Service) List(ctx context.Context, l List) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		p := &pager{List: l, service: s, size: s.PageSize, left: l.Limit, empty: map[string]bool{}, lasts: map[string]bool{l.Marker: true}}
		p.next = CloneQuery(l.Query)
		if l.Marker != "" {
			p.next.Set("marker", l.Marker)
		}
		for p.next != nil {
			page, err := p.readPage(ctx)
			if err != nil {
				yield(nil, err)
				return
			}
			for item := range page.Items {
				if !yield(item, nil) {
					return
				}
				if p.left--; p.left == 0 {
					return
				}
			}
		}
	}
}

// pager is a list being read.
type pager struct {
	List
	service Doer
	size    int             // of a page
	left    int             // items still wanted; 0 or less: all
	next    url.Values      // the query of the next page; nil: there is none
	empty   map[string]bool // the queries of empty pages that have links
	lasts   map[string]bool // the last ids of the pages so far: coming back to one would never end
}

// readPage reads the next page and finds out where the one after it is.
func (p *pager) readPage(ctx context.Context) (api.Page, error) {
	resp, err := p.requestPage(ctx)
	if err != nil {
		return api.Page{}, err
	}
	page, err := resp.Page(p.Root)
	if err != nil {
		return api.Page{}, err
	}
	if err := p.advance(page); err != nil {
		return api.Page{}, resp.Garbled(err)
	}
	return page, nil
}

// requestPage asks for the next page, for smaller and smaller ones where the cloud finds them too big (guide 1.6). A 413
// that names a time is about the rate, not the size.
func (p *pager) requestPage(ctx context.Context) (*Response, error) {
	for {
		size := p.size
		if p.left > 0 {
			size = min(size, p.left)
		}
		p.next.Set("limit", strconv.Itoa(size))
		resp, err := p.service.Do(ctx, Request{Op: p.Op, Path: p.Path, Query: p.next, PageOf: p.Root, Policy: p.Policy, Since: p.Since})
		var e *transport.Error
		tooBig := errors.As(err, &e) && e.Status == http.StatusRequestEntityTooLarge && !e.HasRetryAfter
		if !tooBig || size == 1 {
			return resp, err
		}
		p.size = size / 2
	}
}

// advance sets the query of the page after this one. There is one where the cloud links to it, and where this page is
// as long as was asked for: not every cloud links (fact 17 has them link even when nothing follows). A page longer than
// that comes from a cloud without pages: it is the whole list.
func (p *pager) advance(page api.Page) (err error) {
	asked, _ := strconv.Atoi(p.next.Get("limit"))
	before := p.next
	p.next = nil
	if page.Len == 0 {
		p.next, err = p.afterEmpty(page, before)
		return err
	}
	last, err := lastID(page)
	if err != nil {
		return err
	}
	if last != "" && p.lasts[last] {
		return fmt.Errorf("it ends with %s, as an earlier page did: the list would never end", last)
	}
	p.lasts[last] = true
	if p.next, err = linkedQuery(page); err != nil || p.next != nil {
		if p.next != nil && p.next.Encode() == before.Encode() {
			return errors.New("the link to the next page leads to this one: the list would never end")
		}
		return err
	}
	if page.Len == asked {
		if last == "" {
			return errors.New("the last item of a full page has no id to go on from")
		}
		p.next = CloneQuery(before)
		p.next.Set("marker", last)
	}
	return nil
}

// afterEmpty is the query of the page after an empty one: what was in it may be gone, or not for this user. Where it leads to
// an empty page that was read before, nothing follows.
func (p *pager) afterEmpty(page api.Page, asked url.Values) (url.Values, error) {
	next, err := linkedQuery(page)
	if next == nil || err != nil {
		return nil, err
	}
	p.empty[asked.Encode()] = true
	if len(p.empty) == maxEmptyPages {
		return nil, fmt.Errorf("%d pages are empty and link to another: the list would never end", maxEmptyPages)
	}
	next.Set("limit", asked.Get("limit"))
	if p.empty[next.Encode()] {
		return nil, nil
	}
	return next, nil
}

// lastID is the id of the last item of a page.
func lastID(page api.Page) (string, error) {
	var last jsontext.Value
	for item := range page.Items {
		last = item
	}
	return ItemID(last)
}

// linkedQuery is the query of the page's next link, nil where it has none. Nothing else of the link is used: real
// clouds' links name http: under an https endpoint, and a wrong host would get the token.
func linkedQuery(page api.Page) (url.Values, error) {
	link, ok := page.Link("next")
	if !ok {
		return nil, nil
	}
	u, err := url.Parse(link.Href)
	if err != nil {
		return nil, errors.New("the link to the next page is not a URL")
	}
	return u.Query(), nil
}

// CloneQuery returns a copy that can be changed.
func CloneQuery(q url.Values) url.Values {
	clone := url.Values{}
	for name, values := range q {
		clone[name] = append([]string(nil), values...)
	}
	return clone
}

// ItemID returns the id of an item, and reads no more of it.
func ItemID(item jsontext.Value) (string, error) {
	var v struct {
		ID string `json:"id"`
	}
	_, err := api.Read(item, &v) // an odd one has an empty one
	return v.ID, err
}
