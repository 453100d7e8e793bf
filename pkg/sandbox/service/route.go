// Package service is what the services of the sandbox have in common: routes, and the context in which a request is handled.
package service

import (
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Access is what a route asks of a request before its function runs.
type Access int

// Who may send a request.
const (
	ForAnyone   Access = iota // no token: signing in, and discovery (fact 31)
	ForSignedIn               // a good token: the rest of Identity, and services whose paths name no tenant
	ForTenant                 // a good token, of the tenant in the path: Compute
	ForLocal                  // from this machine: the controls
)

// Handler answers a request.
type Handler func(*RequestContext) (*web.Response, error)

// Route is an operation: where it is, whom it serves, and what does it.
type Route struct {
	Name   string // as faults on demand name it: noun.verb
	Method string
	Path   string // {x} is a segment that the function gets as Arg("x")
	Access Access
	Writes bool // to the store
	Lasts  bool // it goes on after its answer, and so may end in an error
	Face   *Face
	Run    Handler

	Uploads bool // its body is a file
}

// Anyone returns the route of an operation that needs no token. The pattern is a method and a path.
//
//go:noinline
func Anyone(name, pattern string, run Handler) *Route { return newRoute(ForAnyone, name, pattern, run) }

// SignedIn returns the route of an operation that needs a token.
//
//go:noinline
func SignedIn(name, pattern string, run Handler) *Route {
	return newRoute(ForSignedIn, name, pattern, run)
}

// OfTenant returns the route of an operation that needs a token of the tenant in its path.
//
//go:noinline
func OfTenant(name, pattern string, run Handler) *Route {
	return newRoute(ForTenant, name, pattern, run)
}

// Local returns the route of a control. It gets no Model: controls open the store themselves.
//
//go:noinline
func Local(name, pattern string, run Handler) *Route { return newRoute(ForLocal, name, pattern, run) }

func newRoute(a Access, name, pattern string, run Handler) *Route {
	method, path, _ := strings.Cut(pattern, " ")
	return &Route{Name: name, Method: method, Path: path, Access: a, Writes: method != http.MethodGet, Run: run}
}

// Lasting returns the route of an operation that goes on after its answer, and so may end in an error.
//
//go:noinline
func (r *Route) Lasting() *Route {
	r.Lasts = true
	return r
}

// Uploading returns the route of an operation whose body is a file.
func (r *Route) Uploading() *Route {
	r.Uploads = true
	return r
}

// Table is the routes of a cloud, by the first segment of their paths.
type Table struct {
	routes map[string][]*Route
	faces  map[string]*Face // of paths that begin so, whether there is a route or not
}

// NewTable returns the table of routes.
func NewTable(routes []*Route) Table {
	t := Table{map[string][]*Route{}, map[string]*Face{}}
	for _, r := range routes {
		t.Add(r)
	}
	return t
}

// Add puts a route behind those that are there: of several that fit, the first wins.
func (t Table) Add(r *Route) {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.Path, "/"), "/")
	t.routes[first] = append(t.routes[first], r)
	if r.Face != nil {
		t.faces[first] = r.Face
	}
}

// Begins reports whether there are routes whose first segment is this.
func (t Table) Begins(first string) bool { return t.routes[first] != nil }

// Has reports whether a path is there, for any method.
func (t Table) Has(segments []string) bool {
	return slices.ContainsFunc(t.routes[segments[0]], func(r *Route) bool { return r.fits(segments) })
}

// NoRoute is the name of the route that Find returns for a path that no other is for.
const NoRoute = "none"

// Find returns the route of a table for a method and a path, and the path's arguments. HEAD is GET without the body. A path that exists for
// other methods is BadMethod (405); one below a tenant that doesn't exist at all still asks for a token first, as Nova does.
func (t Table) Find(method string, segments []string) (*Route, map[string]string, error) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	first := ""
	if len(segments) > 0 {
		first = segments[0]
	}
	var allow []string
	for _, r := range t.routes[first] {
		if !r.fits(segments) {
			continue
		}
		if r.Method == method {
			return r, r.args(segments), nil
		}
		if !slices.Contains(allow, r.Method) {
			allow = append(allow, r.Method)
		}
	}
	none := &Route{Name: NoRoute, Face: t.faces[first], Run: nothingHere}
	switch {
	case allow != nil:
		return none, nil, fault.BadMethod(method, strings.Join(allow, ", "))
	case len(segments) > 1 && first == "v2":
		none.Access = ForTenant
		return none, map[string]string{"tenant": segments[1]}, nil
	case none.Face != nil && none.Face.AsksFirst:
		none.Access = ForSignedIn
		return none, nil, nil
	}
	return none, nil, errNoSuchPath
}

// errNoSuchPath has the words of Nova's own 404 for a path without a route.
var errNoSuchPath = fault.NotFound("The resource could not be found.")

func nothingHere(*RequestContext) (*web.Response, error) { return nil, errNoSuchPath }

// fits compares the route's path with segments.
func (r *Route) fits(segments []string) bool {
	rest := strings.TrimPrefix(r.Path, "/")
	for _, segment := range segments {
		var want string
		want, rest, _ = strings.Cut(rest, "/")
		if want == "" || want != segment && want[0] != '{' {
			return false
		}
	}
	return rest == ""
}

// args are the variable ones of segments that fit, by name.
func (r *Route) args(segments []string) map[string]string {
	args := map[string]string{}
	rest := strings.TrimPrefix(r.Path, "/")
	for _, segment := range segments {
		var want string
		want, rest, _ = strings.Cut(rest, "/")
		if name, variable := strings.CutPrefix(want, "{"); variable {
			args[strings.TrimSuffix(name, "}")] = segment
		}
	}
	return args
}
