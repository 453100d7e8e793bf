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
	signedIn               // a good token: the rest of Identity
	ofTenant               // a good token, of the tenant in the path: Compute
	local                  // from this machine: the controls
)

// route is an operation: where it is, whom it serves, whether it writes, and what does it.
type route struct {
	name   string // as faults on demand name it: noun.verb
	method string
	path   string // {x} is a segment that the function gets as arg("x")
	access access
	writes bool
	run    func(*requestContext) (*response, error)
}

// routes is the one table of operations. The first that fits wins, so a fixed segment comes before a variable one. Compute's paths
// are below the endpoint, with or without a region before them: /v2/010101/servers is the default region's.
func routes() []route {
	const compute = "/v2/{tenant}"
	return slices.Concat([]route{
		{"version.list", "GET", "/", anyone, false, listVersions},
		{"version.show", "GET", "/v2", anyone, false, showVersion},

		{"identity.show", "GET", "/v2.0", anyone, false, showIdentityVersion},
		{"token.create", "POST", "/v2.0/tokens", anyone, true, createToken},
		{"token.show", "GET", "/v2.0/tokens/{id}", signedIn, false, showToken},
		{"token.delete", "DELETE", "/v2.0/tokens/{id}", signedIn, true, deleteToken},
		{"tenant.list", "GET", "/v2.0/tenants", signedIn, false, listTenants},

		{"server.list", "GET", compute + "/servers", ofTenant, false, listServers},
		{"server.create", "POST", compute + "/servers", ofTenant, true, createServers},
		{"server.list", "GET", compute + "/servers/detail", ofTenant, false, listServersDetail},
		{"server.show", "GET", compute + "/servers/{id}", ofTenant, false, showServer},
		{"server.update", "PUT", compute + "/servers/{id}", ofTenant, true, updateServer},
		{"server.delete", "DELETE", compute + "/servers/{id}", ofTenant, true, deleteServer},
		{"server.action", "POST", compute + "/servers/{id}/action", ofTenant, true, actOnServer},
		{"address.list", "GET", compute + "/servers/{id}/ips", ofTenant, false, listAddresses},
		{"address.show", "GET", compute + "/servers/{id}/ips/{network}", ofTenant, false, listNetworkAddresses},

		{"event.list", "GET", compute + "/servers/{id}/os-instance-actions", ofTenant, false, listEvents},

		{"volume.list", "GET", compute + "/servers/{id}/os-volume_attachments", ofTenant, false, listAttachments},
		{"volume.attach", "POST", compute + "/servers/{id}/os-volume_attachments", ofTenant, true, attachVolume},
		{"volume.show", "GET", compute + "/servers/{id}/os-volume_attachments/{attachment}", ofTenant, false, showAttachment},
		{"volume.detach", "DELETE", compute + "/servers/{id}/os-volume_attachments/{attachment}", ofTenant, true, detachVolume},

		{"image.list", "GET", compute + "/images", ofTenant, false, listImages},
		{"image.list", "GET", compute + "/images/detail", ofTenant, false, listImagesDetail},
		{"image.show", "GET", compute + "/images/{id}", ofTenant, false, showImage},
		{"image.delete", "DELETE", compute + "/images/{id}", ofTenant, true, deleteImage},

		{"flavor.list", "GET", compute + "/flavors", ofTenant, false, listFlavors},
		{"flavor.list", "GET", compute + "/flavors/detail", ofTenant, false, listFlavorsDetail},
		{"flavor.show", "GET", compute + "/flavors/{id}", ofTenant, false, showFlavor},
		{"flavor.specs", "GET", compute + "/flavors/{id}/os-extra_specs", ofTenant, false, showExtraSpecs},

		{"keypair.list", "GET", compute + "/os-keypairs", ofTenant, false, listKeypairs},
		{"keypair.create", "POST", compute + "/os-keypairs", ofTenant, true, createKeypair},
		{"keypair.show", "GET", compute + "/os-keypairs/{name}", ofTenant, false, showKeypair},
		{"keypair.delete", "DELETE", compute + "/os-keypairs/{name}", ofTenant, true, deleteKeypair},

		{"group.list", "GET", compute + "/os-server-groups", ofTenant, false, listServerGroups},
		{"group.create", "POST", compute + "/os-server-groups", ofTenant, true, createServerGroup},
		{"group.show", "GET", compute + "/os-server-groups/{id}", ofTenant, false, showServerGroup},
		{"group.delete", "DELETE", compute + "/os-server-groups/{id}", ofTenant, true, deleteServerGroup},

		{"limits.show", "GET", compute + "/limits", ofTenant, false, showLimits},
		{"extension.list", "GET", compute + "/extensions", ofTenant, false, listExtensions},
		{"extension.show", "GET", compute + "/extensions/{alias}", ofTenant, false, showExtension},

		{"sandbox.status", "GET", "/_sandbox/status", local, false, showStatus},
		{"sandbox.reset", "POST", "/_sandbox/reset", local, false, resetStore},
		{"sandbox.fault", "GET", "/_sandbox/faults", local, false, listFaultRules},
		{"sandbox.fault", "POST", "/_sandbox/faults", local, false, addFaultRule},
		{"sandbox.fault", "DELETE", "/_sandbox/faults", local, false, clearFaultRules},
		{"sandbox.fault", "DELETE", "/_sandbox/faults/{id}", local, false, clearFaultRules},
		{"sandbox.tick", "POST", "/_sandbox/tick", local, false, tickClock},
		{"sandbox.set", "POST", "/_sandbox/set", local, false, setServer},
	},
		metadataRoutes(compute+"/servers/{id}/metadata", serverMetadata),
		metadataRoutes(compute+"/images/{id}/metadata", imageMetadata),
		imageServiceRoutes(), volumeServiceRoutes(),
	)
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
