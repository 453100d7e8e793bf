// Package novav21 is Compute v2.1 with its microversions, on the records of Compute v2: what Nova calls 2.1 to 2.104. Which version has
// what is said in tables: of paths (routes.go), of what requests may have (data/schemas.txt), and of what documents have (server_members.go and
// other_members.go). Documents, statuses and texts are those of a Nova of 2026.2, asked what it answers.
package novav21

import (
	"cmp"
	"errors"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// until are the last versions that have some paths; the neighbours' own services took their place.
var until = []struct {
	below string
	minor int
}{
	{"/images/{id}/metadata", 38}, {"/images", 35}, {"/os-volumes", 35}, {"/os-networks", 35}, {"/os-floating-ips", 35},
	{"/os-security-groups", 35}, {"/os-virtual-interfaces", 43},
}

// since are the first versions that have some paths.
var since = map[string]int{"/servers/{id}/tags": 26, "/servers/{id}/topology": 78, "/servers/{id}/migrations": 23,
	"/servers/{id}/remote-consoles": 6, "/servers/{id}/shares": 97, "/servers/{id}/shares/{share}": 97}

// Routes is the table of v2.1: each path of Compute v2 without a tenant, and with one, which few clients write by now; what v2.1 does
// otherwise is in own. The middleware refuses requests without a token.
func Routes(middleware func(*fault.Error) *web.Response, more ...[]*service.Route) []*service.Route {
	face := newFace(middleware)
	root := service.Anyone("version.show", "GET /v2.1", showVersion)
	root.Face = face
	short, long := []*service.Route{root}, []*service.Route(nil)
	mine := own()
	add := func(r *service.Route, below string) {
		one, other := *r, *r
		one.Face, one.Path, one.Access = face, "/v2.1"+below, service.ForSignedIn
		other.Face, other.Path, other.Access = face, "/v2.1/{tenant}"+below, service.ForTenant
		short, long = append(short, &one), append(long, &other)
	}
	for _, routes := range append([][]*service.Route{nova.Routes()}, more...) {
		for _, r := range routes {
			below, ofTenant := strings.CutPrefix(r.Path, "/v2/{tenant}")
			if !ofTenant {
				continue
			}
			key := r.Method + " " + below
			if handler, otherwise := mine[key]; otherwise {
				r.Run = handler
				delete(mine, key)
			}
			r.Run = versioned(r.Name, below, r.Run)
			add(r, below)
		}
	}
	for _, r := range append(added(), refusedRoutes()...) {
		below := strings.TrimPrefix(r.Path, "/v2/{tenant}")
		r.Run = versioned(r.Name, below, r.Run)
		add(r, below)
	}
	return append(short, long...)
}

// gone is what is said of a path that the version doesn't have.
const gone = "The resource could not be found. "

// versioned refuses what the version of the request doesn't have, a path or a member of its body, before it is handled.
func versioned(operation, below string, run service.Handler) service.Handler {
	last := 0
	for _, u := range until {
		if strings.HasPrefix(below, u.below) {
			last = u.minor
			break
		}
	}
	first := since[strings.TrimSuffix(below, "/{tag}")]
	return func(c *service.RequestContext) (*web.Response, error) {
		if last != 0 && c.Minor > last || c.Minor < first {
			return nil, fault.NotFound("%s", gone)
		}
		if err := checkRequest(c, operation); err != nil {
			return nil, err
		}
		lendTenant(c)
		a, err := run(c)
		if f := new(fault.Error); errors.As(err, &f) {
			err = translate(f, c)
		}
		return a, err
	}
}

// checkRequest refuses a query or a body in the words of its schema, and an action that the version doesn't have.
func checkRequest(c *service.RequestContext, operation string) error {
	if err := checkQuery(c, "?"+operation); err != nil || !strings.HasSuffix(operation, ".action") {
		return cmp.Or(err, checkBody(c, operation))
	}
	doc, err := c.Body.Document()
	if err != nil {
		return bodyError(c)
	}
	for name := range doc {
		if err := checkAction(c, name); err != nil {
			return err
		}
		operation = name
	}
	return checkBody(c, operation)
}

// checkBody refuses a body in the words of its schema.
func checkBody(c *service.RequestContext, operation string) error {
	if !schemas().Has(operation) {
		return nil
	}
	if len(c.Body.Data) == 0 {
		return fault.BadRequest("None is not of type 'object'")
	}
	if !jsontext.Value(c.Body.Data).IsValid() {
		return fault.BadRequest("Malformed request body")
	}
	if p := schemas().Check(operation, c.Minor, jsontext.Value(c.Body.Data)); p != nil {
		return fault.BadRequest("%s", p.Message())
	}
	return nil
}

func bodyError(c *service.RequestContext) error {
	if len(c.Body.Data) > 0 && jsontext.Value(c.Body.Data).IsValid() && jsontext.Value(c.Body.Data).Kind() == '{' {
		return nil
	}
	return fault.BadRequest("Malformed request body")
}

// lendTenant lets the administrator at a server of any tenant's: from then on the request is about that tenant.
func lendTenant(c *service.RequestContext) {
	id := c.Arg("id")
	if !c.Account.Admin || !strings.Contains(c.Path, "/servers/") || id == "" {
		return
	}
	mine := c.Tenant
	for _, tenant := range append([]string{mine}, c.Tables.Projects()...) {
		c.Tenant = tenant
		if s, err := c.Server(id); err == nil && s != nil {
			return
		}
	}
	c.Tenant = mine
}
