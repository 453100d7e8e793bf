package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Endpoint is where a service is, and what its requests say beside what they are about.
type Endpoint struct {
	Base    func(context.Context) (string, error) // the URL below which the paths are, without a slash at its end
	Chain   transport.Handler
	Wire    api.Format
	Header  func(h http.Header, base string, r Request) error // adds headers of the service's own; nil: none
	Explain func(Request, error) error                        // says a refusal in the words of what was set wrong; nil: as it is
	// Again learns from a refusal, and reports whether the request will say something else now, and is worth one more try; nil: none is.
	Again func(base string, r Request, err error) bool
}

// Do sends a request and reads the document of the answer.
func (e *Endpoint) Do(ctx context.Context, r Request) (*Response, error) {
	base, err := e.Base(ctx)
	if err != nil {
		return nil, err
	}
	sent, a, err := e.send(ctx, base, r)
	if err != nil && e.Again != nil && e.Again(base, r, err) {
		sent, a, err = e.send(ctx, base, r)
	}
	if err != nil {
		if e.Explain != nil {
			err = e.Explain(r, err)
		}
		return nil, err
	}
	return newResponse(sent, a, r)
}

// send sends a request to what lies below base.
func (e *Endpoint) send(ctx context.Context, base string, r Request) (*transport.Request, *transport.Answer, error) {
	sent, err := e.newRequest(base, r)
	if err != nil {
		return nil, nil, err
	}
	a, err := e.Chain(ctx, sent)
	return sent, a, err
}

// newRequest makes the request to what lies below base.
func (e *Endpoint) newRequest(base string, r Request) (*transport.Request, error) {
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	if r.Op == "" {
		r.Op = r.Method + " " + r.Path
	}
	u, err := url.Parse(base + "/" + strings.TrimPrefix(r.Path, "/"))
	if err != nil {
		return nil, fmt.Errorf("%s: the path is not one of a URL: %q", r.Op, r.Path)
	}
	if len(r.Query) > 0 {
		query := u.Query()
		for name, values := range r.Query {
			query[name] = append(query[name], values...)
		}
		u.RawQuery = query.Encode()
	}
	sent := &transport.Request{Op: r.Op, Method: r.Method, URL: u, Header: http.Header{}, Body: r.Raw, Stream: r.Stream, Policy: r.Policy}
	media := e.Wire.MediaType()
	sent.Header.Set("Accept", media)
	if e.Header != nil {
		if err := e.Header(sent.Header, base, r); err != nil {
			return nil, err
		}
	}
	if r.Body != nil {
		if sent.Body, err = e.encode(r); err != nil {
			return nil, err
		}
	}
	if len(sent.Body) > 0 {
		sent.Header.Set("Content-Type", media)
	}
	for name, values := range r.Header {
		sent.Header[http.CanonicalHeaderKey(name)] = values
	}
	return sent, nil
}

// encode is the document of a request on the wire. What XML has no form for isn't sent as something else.
func (e *Endpoint) encode(r Request) ([]byte, error) {
	doc, err := api.Marshal(api.JSON, r.Root, r.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Op, err)
	}
	if e.Wire == api.JSON {
		return doc, nil
	}
	if !api.XMLCanHold(doc) {
		return nil, &transport.OptionError{Option: "wire", Message: "the request has control characters, for which XML has no form: use json"}
	}
	return api.FromJSON(e.Wire, doc)
}

// newResponse reads the document. Its format is what it says it is: a path may ask for another one than Accept does
// (fact 22).
func newResponse(sent *transport.Request, a *transport.Answer, asked Request) (*Response, error) {
	r := &Response{Status: a.Status, Header: a.Header, Raw: a.Body, request: sent}
	if len(bytes.TrimSpace(a.Body)) == 0 {
		return r, nil
	}
	var known bool
	r.Format, known = formatOf(a)
	if known && r.Format == api.JSON && wantsXML(sent) {
		return nil, &WireError{Wire: api.XML.String(), Got: a.Header.Get("Content-Type")}
	}
	if err := r.read(asked.PageOf); err != nil {
		if r.JSON = nil; asked.AnyAnswer {
			return r, nil
		}
		return nil, r.Garbled(transport.Incomplete(r.Format, err))
	}
	return r, nil
}

// read reads the body, and cuts it where it is a page of a collection.
func (r *Response) read(pageOf string) (err error) {
	if pageOf == "" {
		r.JSON, err = api.ToJSON(r.Format, r.Raw)
		return err
	}
	cut := &page{root: pageOf}
	r.JSON, cut.Page, err = api.Documents{}.ReadPage(r.Format, r.Raw, pageOf)
	if errors.As(err, new(*api.NoPageError)) {
		cut.err, err = err, nil
	}
	r.page = cut
	return err
}
