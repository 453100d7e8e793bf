package rest

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Request is a request to a service.
type Request struct {
	Op     string     // what it does, for errors: "create server"; empty: the method and path
	Method string     // empty: GET
	Path   string     // below the endpoint, escaped, as Path makes it: /servers/ID
	Query  url.Values // added to what Path has
	Root   string     // of the document that Body becomes: "server"
	Body   any        // what api.Marshal takes; nil: none
	Raw    []byte     // instead of Root and Body: sent as it is, as the wire's media type unless Header says otherwise
	Header http.Header
	Stream *transport.Stream // a body, or an answer's, that is too large to hold; nil: none is
	// Since is the microversion that the request takes: 2.26 is 26, and 0 any. It is asked for where the options name no version.
	Since int

	// PageOf is the root of the collection that the answer is a page of: it is cut into items while it is read. Empty: it is no page.
	PageOf string

	// AnyAnswer takes an answer that is no document of the API: its JSON stays nil. Without it such an answer is an error.
	AnyAnswer bool

	Policy transport.Policy
}

// Gets reports whether the request is a GET.
func (r Request) Gets() bool { return r.Method == "" || r.Method == http.MethodGet }

// Path joins segments to an escaped path: Path("servers", id) is /servers/ID, whatever the id holds.
func Path(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteString("/" + url.PathEscape(s))
	}
	return b.String()
}

// First returns the first segment of a path: servers of /servers/ID, with or without the slash before it.
func First(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}
