package learn

import (
	"bytes"
	"context"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// longest bounds the documents that are read, and whose links are changed. What is longer goes through as it is.
const longest = 32 << 20

// Proxy lets requests through to the services of a cloud, each below a path of its own, and gives the URLs in their documents its own address,
// so that a program goes on by it. It keeps nothing but what Learned does.
type Proxy struct {
	Network http.RoundTripper
	Learned *Learned

	mu      sync.Mutex
	base    string   // "http://127.0.0.1:1234"
	origins []string // of the services: "https://identity.example:5000"
}

// NewProxy returns a proxy that is reached at base.
func NewProxy(base string, network http.RoundTripper) *Proxy {
	return &Proxy{Network: network, Learned: &Learned{}, base: base}
}

// Address returns where a URL of the cloud is reached by the proxy.
func (p *Proxy) Address(of string) string {
	u, err := url.Parse(of)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return of
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n := slices.Index(p.origins, originOf(u))
	if n < 0 {
		n = len(p.origins)
		p.origins = append(p.origins, originOf(u))
	}
	return p.root(n) + strings.TrimPrefix(of, p.origins[n])
}

func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

// knows reports whether a URL is of a service that the cloud has named. What else an answer leads to, a program is to see for what it is: a token
// isn't for every host.
func (p *Proxy) knows(of string) bool {
	u, err := url.Parse(of)
	p.mu.Lock()
	defer p.mu.Unlock()
	return err == nil && slices.Contains(p.origins, originOf(u))
}

// identity is the origin of the identity service, which was asked for an address first.
func (p *Proxy) identity() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.origins[0]
}

// root is where an origin is reached. Its number alone would be read as a version: keystoneauth takes any number at the end of a path for one.
func (p *Proxy) root(n int) string { return p.base + word + strconv.Itoa(n) }

const word = "/service"

// target is what a path of the proxy stands for.
func (p *Proxy) target(u *url.URL) (*url.URL, bool) {
	number, rest, _ := strings.Cut(strings.TrimPrefix(u.EscapedPath(), word), "/")
	n, err := strconv.Atoi(number)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil || n < 0 || n >= len(p.origins) {
		return nil, false
	}
	to, err := url.Parse(p.origins[n] + "/" + rest)
	if err != nil {
		return nil, false
	}
	to.RawQuery = u.RawQuery
	return to, true
}

// hopByHop are the headers of a connection, which end with it.
var hopByHop = []string{"Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Accept-Encoding"}

// ServeHTTP lets one request through.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	to, known := p.target(r.URL)
	if !known || r.Header.Get("Origin") != "" { // no web page has anything to ask here
		http.NotFound(w, r)
		return
	}
	if to.Scheme == "http" && strings.HasPrefix(p.identity(), "https:") {
		http.Error(w, "novactl sandbox record: a token got over https is not sent over http, to "+originOf(to), http.StatusBadGateway)
		return
	}
	out := r.Clone(context.WithoutCancel(r.Context()))
	out.URL, out.Host, out.RequestURI = to, to.Host, ""
	for _, name := range hopByHop {
		out.Header.Del(name)
	}
	if r.ContentLength == 0 {
		out.Body = http.NoBody
	}
	answer, err := p.Network.RoundTrip(out)
	if err != nil {
		http.Error(w, "novactl sandbox record: "+err.Error(), http.StatusBadGateway)
		return
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := p.document(answer, originOf(to) == p.identity())
	for _, name := range hopByHop {
		answer.Header.Del(name)
	}
	maps.Copy(w.Header(), answer.Header)
	if at := answer.Header.Get("Location"); p.knows(at) {
		w.Header().Set("Location", p.Address(at))
	}
	if body != nil && r.Method != http.MethodHead {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	if err != nil {
		panic(http.ErrAbortHandler) // half an answer is none
	}
	w.WriteHeader(answer.StatusCode)
	if body != nil {
		_, _ = w.Write(body)
		return
	}
	if _, err := io.Copy(w, answer.Body); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// document reads and learns an answer in JSON or XML, and gives its URLs the proxy's address; nil for all else. The catalog is the identity service's
// to say.
func (p *Proxy) document(answer *http.Response, ofIdentity bool) ([]byte, error) {
	form, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	wire, known := map[string]api.Format{"application/json": api.JSON, "application/xml": api.XML}[form]
	if !known || answer.ContentLength > longest {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, longest+1))
	if err != nil {
		return nil, err
	}
	if len(body) > longest {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(body), answer.Body), answer.Body}
		return nil, nil
	}
	if doc, err := api.ToJSON(wire, body); err == nil {
		if ofIdentity {
			p.readCatalog(doc)
		}
		if answer.StatusCode == http.StatusOK {
			p.Learned.Read(doc)
		}
	}
	p.mu.Lock()
	origins := slices.Clone(p.origins)
	p.mu.Unlock()
	for n, origin := range origins {
		to := []byte(p.root(n))
		for _, end := range []string{"/", `"`} {
			body = bytes.ReplaceAll(body, []byte(`"`+origin+end), slices.Concat([]byte(`"`), to, []byte(end)))
		}
	}
	return body, nil
}

// readCatalog learns where the services are from the answer to a sign-in, of either version of Identity.
func (p *Proxy) readCatalog(body []byte) {
	type services []struct {
		Endpoints []map[string]jsontext.Value `json:"endpoints"`
	}
	var doc struct {
		Token struct {
			Catalog services `json:"catalog"`
		} `json:"token"`
		Access struct {
			Catalog services `json:"serviceCatalog"`
		} `json:"access"`
		Catalog services `json:"catalog"`
	}
	if json.Unmarshal(body, &doc) != nil {
		return
	}
	for _, s := range slices.Concat(doc.Token.Catalog, doc.Access.Catalog, doc.Catalog) {
		for _, e := range s.Endpoints {
			for name, value := range e {
				var text string
				if strings.HasSuffix(strings.ToLower(name), "url") && json.Unmarshal(value, &text) == nil {
					p.Address(text)
				}
			}
		}
	}
}
