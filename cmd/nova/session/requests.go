package session

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Answer is what a request gave.
type Answer struct {
	Body   *pytext.Dict // nil: none
	Header http.Header
}

// Get reads a document below the compute endpoint.
//
//go:noinline
func (s *Nova) Get(path string) (*pytext.Dict, error) {
	a, err := s.Do(http.MethodGet, path, nil)
	return a.Body, err
}

// Post sends a document and returns the one that came back.
func (s *Nova) Post(path string, body *pytext.Dict) (*pytext.Dict, error) {
	a, err := s.Do(http.MethodPost, path, body)
	return a.Body, err
}

// Delete deletes what is at a path.
func (s *Nova) Delete(path string) error {
	_, err := s.Do(http.MethodDelete, path, nil)
	return err
}

// Do sends a request to compute.
func (s *Nova) Do(method, path string, body *pytext.Dict) (Answer, error) {
	if s.Explain {
		return Answer{}, s.ExplainRequest(method, path, body)
	}
	r := s.request(method, path, body)
	return s.exchange(r, func() (*client.Response, error) { return s.Client.Do(s.Ctx, r) })
}

// service reads a document of another service of the catalog.
func (s *Nova) service(of, version, path string) (*pytext.Dict, error) {
	r := s.request(http.MethodGet, path, nil)
	r.Header = nil
	a, err := s.exchange(r, func() (*client.Response, error) { return s.Client.DoService(s.Ctx, of, version, r) })
	return a.Body, err
}

// Root reads a document at the root of compute.
func (s *Nova) Root(path string) (*pytext.Dict, error) {
	r := s.request(http.MethodGet, path, nil)
	r.Policy.Choices = true
	a, err := s.exchange(r, func() (*client.Response, error) { return s.Client.DoRoot(s.Ctx, r) })
	return a.Body, err
}

// versionAbove reads the document of the endpoint's version.
func (s *Nova) versionAbove() (*pytext.Dict, error) {
	base, err := s.Client.BaseURL(s.Ctx)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	for _, segment := range transport.Segments(u) {
		if transport.IsVersion(segment) {
			return s.Root(segment + "/")
		}
	}
	return s.Root("")
}

// request makes a request that asks for the version of the API, as nova does: in one header, and from 2.27 on in both.
func (s *Nova) request(method, path string, body *pytext.Dict) client.Request {
	r := client.Request{Op: "nova", Method: method, Path: path, Header: http.Header{}, AnyAnswer: true}
	if body != nil {
		r.Raw = []byte(pytext.Dumps(body))
	}
	if s.Minor > 0 {
		r.Header.Set("X-Openstack-Nova-Api-Version", Version(s.Minor))
	}
	if s.Minor >= 27 {
		r.Header.Set("Openstack-Api-Version", "compute "+Version(s.Minor))
	}
	return r
}

// exchange sends a request and reads what came back.
func (s *Nova) exchange(r client.Request, send func() (*client.Response, error)) (Answer, error) {
	start := time.Now()
	resp, err := send()
	s.timings = append(s.timings, timing{r.Method + " " + r.Path, time.Since(start)})
	switch refused := transport.Status(err) == http.StatusNotAcceptable; {
	case refused && s.recalled:
		s.Client.KeepNewestVersion(s.Ctx, 0)
	case !refused && !r.Gets():
		s.changed = true
	}
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Header: resp.Header}
	if resp.JSON == nil {
		return a, nil
	}
	v, err := pytext.Decode(resp.JSON)
	if err != nil {
		return a, resp.Garbled(err)
	}
	a.Body, _ = v.(*pytext.Dict)
	return a, nil
}

// List reads a list to its end.
func (s *Nova) List(path, root string) ([]*pytext.Dict, error) { return pages(path, root, s.Get) }

// pages reads page after page: what the cloud cut goes on where its link leads, or behind the last item of as many as clouds cut at.
func pages(path, root string, get func(string) (*pytext.Dict, error)) ([]*pytext.Dict, error) {
	var all []*pytext.Dict
	seen, limited := map[string]bool{}, hasLimit(path)
	for path != "" && !seen[path] {
		seen[path] = true
		d, err := get(path)
		if err != nil {
			return nil, err
		}
		page, err := Items(d, root)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if limited {
			break
		}
		path = nextPage(path, d, root, page)
	}
	return all, nil
}

// hasLimit reports whether the line itself has a limit: what is behind that isn't wanted. A cloud's own links may have one, too.
func hasLimit(path string) bool {
	_, query, _ := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	return err != nil || values.Has("limit")
}

// Items takes the objects out of a list.
func Items(d *pytext.Dict, root string) ([]*pytext.Dict, error) {
	v, ok := d.Get(root)
	if !ok {
		return nil, &classError{"KeyError", "'" + root + "'"}
	}
	if _, ok := v.([]any); !ok {
		return nil, &classError{"TypeError", "'" + root + "' of the answer isn't a list"}
	}
	var page []*pytext.Dict
	for _, object := range d.Objects(root) {
		if len(object.Keys()) > 0 {
			page = append(page, object)
		}
	}
	return page, nil
}

// One takes an object out of an answer.
//
//go:noinline
func One(d *pytext.Dict, root string) (*pytext.Dict, error) {
	if one := d.Dict(root); one != nil {
		return one, nil
	}
	return nil, &classError{"KeyError", "'" + root + "'"}
}

// cutAt is how many items clouds cut a list at unless told otherwise.
const cutAt = 1000

// nextPage returns the path of the page that follows; "" where none does.
func nextPage(path string, d *pytext.Dict, root string, page []*pytext.Dict) string {
	bare, query, _ := strings.Cut(path, "?")
	values, err := url.ParseQuery(query)
	if err != nil || len(page) == 0 {
		return ""
	}
	next := d.Text("next") // as Glance has it
	for _, link := range d.Objects(root + "_links") {
		if link.Text("rel") == "next" {
			next = link.Text("href")
		}
	}
	if _, query, ok := strings.Cut(next, "?"); ok {
		return bare + "?" + query
	}
	id := page[len(page)-1].Text("id")
	if len(page) != cutAt || id == "" || values.Get("marker") == id || values.Has("limit") {
		return ""
	}
	values.Set("marker", id)
	return bare + "?" + values.Encode()
}

// Escape makes a name a segment of a path. What means something there is escaped, which nova leaves to luck.
func Escape(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte(`/?#%"<>\^{|}`+"`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	if s := b.String(); s != "." && s != ".." {
		return s
	}
	return strings.ReplaceAll(name, ".", "%2E")
}

// Query makes a query of names and values, by turns, without those that are empty.
func Query(pairs ...string) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			parts = append(parts, url.QueryEscape(pairs[i])+"="+url.QueryEscape(pairs[i+1]))
		}
	}
	if parts == nil {
		return ""
	}
	return "?" + strings.Join(parts, "&")
}

// notFound reports a refusal that says that there is no such thing.
func notFound(err error) bool {
	var own *classError
	return transport.IsNotFound(err) || errors.As(err, &own) && own.class == "NotFound"
}
