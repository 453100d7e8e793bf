package rest

import (
	"bytes"
	"mime"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Response is a success: any 2xx, 203 too (fact 40).
type Response struct {
	Status int
	Header http.Header
	Format api.Format     // of Raw
	Raw    []byte         // the body as it came; empty with 204
	JSON   jsontext.Value // the body as the JSON document, whatever the wire speaks; nil where it is empty

	request *transport.Request
	page    *page // nil: the document wasn't cut
}

// page is a document cut into the items of a collection.
type page struct {
	root string
	api.Page
	err error
}

// Page returns the document as a page of a collection.
func (r *Response) Page(root string) (api.Page, error) {
	p := r.page
	if p == nil || p.root != root {
		p = &page{}
		p.Page, p.err = api.SplitPage(r.JSON, root)
	}
	if p.err != nil {
		return api.Page{}, r.Garbled(&transport.AnswerError{Message: "it holds no list of " + root, Err: p.err})
	}
	return p.Page, nil
}

// Document returns the resource with this root.
func (r *Response) Document(root string) (Document, error) {
	member, err := api.Member(r.JSON, root)
	if err != nil || member.Kind() != '{' {
		return Document{}, r.Garbled(&transport.AnswerError{Message: "it holds no " + root, Err: err})
	}
	return Document{Raw: member, XML: r.XML()}, nil
}

// Created returns the resource with this root. One of the members, such as id, must say which it is.
func (r *Response) Created(root string, members ...string) (Document, error) {
	d, err := r.Document(root)
	if err != nil {
		return Document{}, err
	}
	for _, name := range members {
		value, err := api.Member(d.Raw, name)
		if text := string(value); err == nil && (value.Kind() == '"' && text != `""` || value.Kind() == '0') {
			return d, nil
		}
	}
	return Document{}, r.Garbled(&transport.AnswerError{Message: "its " + root + " has no " + members[0]})
}

// isPage reports whether the body is HTML.
func (r *Response) isPage() bool {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return media == "text/html" && bytes.HasPrefix(bytes.TrimSpace(r.Raw), []byte("<"))
}

// XML returns the answer's body where it came as XML.
func (r *Response) XML() []byte {
	if r.Format == api.XML {
		return r.Raw
	}
	return nil
}

// Text returns a string at the top of the document, empty where there is none.
func (r *Response) Text(name string) (s string) {
	member, err := api.Member(r.JSON, name)
	if err != nil || api.Unmarshal(member, &s) != nil {
		return ""
	}
	return s
}

// With puts another document in place of the one that came.
func (r *Response) With(root string, v any) (*Response, error) {
	var err error
	r.JSON, err = api.Marshal(api.JSON, root, v)
	r.page = nil
	return r, err
}

// Garbled returns the error of a response whose document lacks something.
//
//go:noinline
func (r *Response) Garbled(err error) error {
	return r.request.Garbled(&transport.Answer{Status: r.Status, Header: r.Header, Body: r.Raw}, err)
}

// wantsXML reports whether nothing but XML will do as an answer. Where the request changes something, JSON is better
// than nothing: it may hold a password that isn't told again.
func wantsXML(r *transport.Request) bool {
	return r.Header.Get("Accept") == api.XML.MediaType() && !r.ChangesCloud() && !strings.HasSuffix(r.URL.Path, ".json")
}

// formatOf is the format of an answer's body, by its content type or else by its first character.
func formatOf(a *transport.Answer) (f api.Format, known bool) {
	media, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type"))
	switch {
	case strings.HasSuffix(media, "/json"), strings.HasSuffix(media, "+json"):
		return api.JSON, true
	case strings.HasSuffix(media, "/xml"), strings.HasSuffix(media, "+xml"):
		return api.XML, true
	case bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("<")) && media == "":
		return api.XML, true
	}
	return api.JSON, media == ""
}
