package client

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// Request is a request to compute.
type Request struct {
	Op     string     // what it does, for errors: "create server"; empty: the method and path
	Method string     // empty: GET
	Path   string     // below the endpoint, escaped, as Path makes it: /servers/ID
	Query  url.Values // added to what Path has
	Root   string     // of the document that Body becomes: "server"
	Body   any        // what api.Marshal takes; nil: none
	Raw    []byte     // instead of Root and Body: sent as it is, as the wire's media type unless Header says otherwise
	Header http.Header

	// AnyAnswer takes an answer that is no document of the API: its JSON stays nil. Without it such an answer is an error.
	AnyAnswer bool

	once        bool   // a wait asks again by itself
	unversioned bool   // Path is below the service's root, where the versions are, instead of the endpoint
	repeatable  bool   // doing it twice does no more than once, whatever the method says
	choices     bool   // 300 is a success: the choice that it offers is what is asked for
	image       bool   // about images, which may be elsewhere: see glance.go
	service     string // the type of the service that Path is below, where it isn't compute; the caller knows that the catalog has it
}

// Response is a success: any 2xx, 203 too (fact 40).
type Response struct {
	Status int
	Header http.Header
	Format api.Format     // of Raw
	Raw    []byte         // the body as it came; empty with 204
	JSON   jsontext.Value // the body as the JSON document, whatever the wire speaks; nil where it is empty

	request *request
}

// Path joins segments to an escaped path: Path("servers", id) is /servers/ID, whatever the id holds.
func Path(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteString("/" + url.PathEscape(s))
	}
	return b.String()
}

// Do sends a request to compute, signing in first where needed, and returns what the cloud answered. Its errors are
// *Error, *UnreachableError, *WireError, the errors of Session, the context's, and ErrPrinted.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	if r.image {
		return c.doImage(ctx, r)
	}
	session, err := c.Session(ctx)
	if err != nil {
		return nil, err
	}
	base := session.Endpoint
	switch {
	case r.service != "":
		base = c.serviceEndpoint(session, r.service)
	case r.unversioned:
		base = serviceRoot(base)
	}
	return c.do(ctx, session, base, r)
}

// do sends a request to what lies below base.
func (c *Client) do(ctx context.Context, session Session, base string, r Request) (*Response, error) {
	sent, err := c.newRequest(base, r)
	if err != nil {
		return nil, err
	}
	if printer := c.printer.Load(); printer != nil {
		sent.header.Set(tokenHeader, session.Token)
		printer.request(sent)
		return nil, ErrPrinted
	}
	a, err := c.compute(ctx, sent)
	if err != nil {
		return nil, c.options.microversionError(c.wireError(err))
	}
	return c.newResponse(sent, a, r.AnyAnswer)
}

// newRequest makes the request to what lies below base.
func (c *Client) newRequest(base string, r Request) (*request, error) {
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
	sent := &request{op: r.Op, method: r.Method, url: u, header: http.Header{}, body: r.Raw, once: r.once, choices: r.choices, repeatable: r.repeatable}
	media := c.options.Wire.MediaType()
	sent.header.Set("Accept", media)
	if r.service == "" {
		c.options.setMicroversion(sent.header, r.Path)
	}
	if r.Body != nil {
		if sent.body, err = c.encode(r); err != nil {
			return nil, err
		}
	}
	if len(sent.body) > 0 {
		sent.header.Set("Content-Type", media)
	}
	for name, values := range r.Header {
		sent.header[http.CanonicalHeaderKey(name)] = values
	}
	return sent, nil
}

// encode is the document of a request on the wire. What XML has no form for isn't sent as something else.
func (c *Client) encode(r Request) ([]byte, error) {
	doc, err := api.Marshal(api.JSON, r.Root, r.Body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Op, err)
	}
	if c.options.Wire == api.JSON {
		return doc, nil
	}
	if !api.XMLCanHold(doc) {
		return nil, &OptionError{"wire", "the request has control characters, for which XML has no form: use json"}
	}
	return api.FromJSON(c.options.Wire, doc)
}

// newResponse reads the document. Its format is what it says it is: a path may ask for another one than Accept does
// (fact 22).
func (c *Client) newResponse(sent *request, a *answer, anyAnswer bool) (*Response, error) {
	r := &Response{Status: a.status, Header: a.header, Raw: a.body, request: sent}
	if len(bytes.TrimSpace(a.body)) == 0 {
		return r, nil
	}
	var known bool
	r.Format, known = formatOf(a)
	if known && r.Format == api.JSON && wantsXML(sent) {
		return nil, &WireError{Wire: c.options.Wire.String(), Got: a.header.Get("Content-Type")}
	}
	var err error
	if r.JSON, err = api.ToJSON(r.Format, a.body); err != nil {
		if r.JSON = nil; anyAnswer {
			return r, nil
		}
		return nil, garbled(sent, a.header, a.body, incomplete(r.Format, err))
	}
	return r, nil
}

// wantsXML reports whether nothing but XML will do as an answer. Where the request changes something, JSON is better
// than nothing: it may hold a password that isn't told again.
func wantsXML(r *request) bool {
	return r.header.Get("Accept") == api.XML.MediaType() && !changes(r.method) && !strings.HasSuffix(r.url.Path, ".json")
}

// formatOf is the format of an answer's body, by its content type or else by its first character.
func formatOf(a *answer) (f api.Format, known bool) {
	media, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	switch {
	case strings.HasSuffix(media, "/json"), strings.HasSuffix(media, "+json"):
		return api.JSON, true
	case strings.HasSuffix(media, "/xml"), strings.HasSuffix(media, "+xml"):
		return api.XML, true
	case bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<")) && media == "":
		return api.XML, true
	}
	return api.JSON, media == ""
}

// garbled says that an answer came whole but isn't the document that it should be. What it holds instead isn't quoted.
func garbled(r *request, h http.Header, body []byte, err error) error {
	media := h.Get("Content-Type")
	if media == "" {
		media = "no type"
	}
	what := fmt.Sprintf("the answer cannot be read (%d bytes of %s): %v", len(body), media, err)
	return &UnreachableError{Op: r.op, Host: origin(r.url), Err: &answerError{what, err}, Uncertain: r.uncertain()}
}

// incomplete says that a body isn't a document. The decoder's complaint is kept from the eyes of users: it may quote.
func incomplete(f api.Format, err error) error {
	return &answerError{"it is not a whole " + strings.ToUpper(f.String()) + " document", err}
}

// garbled is the error of a response whose document turns out to lack something.
func (r *Response) garbled(err error) error { return garbled(r.request, r.Header, r.Raw, err) }

// wireError makes the refusal of XML as a media type the *WireError that it is (fact 25).
func (c *Client) wireError(err error) error {
	if c.options.Wire == api.XML && status(err) == http.StatusUnsupportedMediaType {
		return &WireError{Wire: c.options.Wire.String(), Err: err}
	}
	return err
}
