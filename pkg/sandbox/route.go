package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// access is what a route asks of a request before its function runs.
type access int

const (
	anyone   access = iota // no token: signing in, and discovery (fact 31)
	signedIn               // a good token: the rest of Identity, and services whose paths name no tenant
	ofTenant               // a good token, of the tenant in the path: Compute
	local                  // from this machine: the controls
)

// handler answers a request.
type handler func(*requestContext) (*response, error)

// route is an operation: where it is, whom it serves, and what does it.
type route struct {
	name   string // as faults on demand name it: noun.verb
	method string
	path   string // {x} is a segment that the function gets as Arg("x")
	access access
	writes bool // to the store
	lasts  bool // it goes on after its answer, and so may end in an error
	run    handler
}

// Anyone returns the route of an operation that needs no token. The pattern is a method and a path.
func Anyone(name, pattern string, run handler) route { return newRoute(anyone, name, pattern, run) }

// SignedIn returns the route of an operation that needs a token.
func SignedIn(name, pattern string, run handler) route { return newRoute(signedIn, name, pattern, run) }

// OfTenant returns the route of an operation that needs a token of the tenant in its path.
func OfTenant(name, pattern string, run handler) route { return newRoute(ofTenant, name, pattern, run) }

// Local returns the route of a control. It gets no Model: controls open the store themselves.
func Local(name, pattern string, run handler) route { return newRoute(local, name, pattern, run) }

func newRoute(a access, name, pattern string, run handler) route {
	method, path, _ := strings.Cut(pattern, " ")
	return route{name: name, method: method, path: path, access: a, writes: method != http.MethodGet, run: run}
}

// Lasting returns the route of an operation that goes on after its answer, and so may end in an error.
func (r route) Lasting() route {
	r.lasts = true
	return r
}

// find returns the route of a table for a method and a path, and the path's arguments. HEAD is GET without the body. A path that exists for
// other methods is badMethod (405); one below a tenant that doesn't exist at all still asks for a token first, as Nova does.
func find(table []route, method string, segments []string) (route, map[string]string, error) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	var allow []string
	for _, r := range table {
		if !r.fits(segments) {
			continue
		}
		if r.method == method {
			return r, r.args(segments), nil
		}
		if !slices.Contains(allow, r.method) {
			allow = append(allow, r.method)
		}
	}
	if allow != nil {
		return route{}, nil, badMethod(method, strings.Join(allow, ", "))
	}
	if len(segments) > 1 && segments[0] == "v2" {
		return route{name: "none", access: ofTenant, run: nothingHere}, map[string]string{"tenant": segments[1]}, nil
	}
	return route{}, nil, errNoSuchPath
}

// errNoSuchPath has the words of Nova's own 404 for a path without a route.
var errNoSuchPath = notFound("The resource could not be found.")

func nothingHere(*requestContext) (*response, error) { return nil, errNoSuchPath }

// fits compares the route's path with segments.
func (r route) fits(segments []string) bool {
	rest := strings.TrimPrefix(r.path, "/")
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
func (r route) args(segments []string) map[string]string {
	args := map[string]string{}
	rest := strings.TrimPrefix(r.path, "/")
	for _, segment := range segments {
		var want string
		want, rest, _ = strings.Cut(rest, "/")
		if name, variable := strings.CutPrefix(want, "{"); variable {
			args[strings.TrimSuffix(name, "}")] = segment
		}
	}
	return args
}
