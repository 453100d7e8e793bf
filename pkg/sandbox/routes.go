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
	method string
	path   string // {x} is a segment that the function gets as arg("x")
	access access
	writes bool
	run    func(*call) (*answer, error)
}

// routes is the one table of operations. The first that fits wins, so a fixed segment comes before a variable one. Compute's paths
// are below the endpoint, with or without a region before them: /v2/010101/servers is the default region's.
func routes() []route {
	const compute = "/v2/{tenant}"
	return slices.Concat([]route{
		{"GET", "/", anyone, false, listVersions},
		{"GET", "/v2", anyone, false, showVersion},

		{"GET", "/v2.0", anyone, false, showIdentityVersion},
		{"POST", "/v2.0/tokens", anyone, true, createToken},
		{"DELETE", "/v2.0/tokens/{id}", signedIn, true, deleteToken},
		{"GET", "/v2.0/tenants", signedIn, false, listTenants},

		{"GET", compute + "/servers", ofTenant, false, listServers},
		{"POST", compute + "/servers", ofTenant, true, createServers},
		{"GET", compute + "/servers/detail", ofTenant, false, listServersDetail},
		{"GET", compute + "/servers/{id}", ofTenant, false, showServer},
		{"PUT", compute + "/servers/{id}", ofTenant, true, updateServer},
		{"DELETE", compute + "/servers/{id}", ofTenant, true, deleteServer},
		{"POST", compute + "/servers/{id}/action", ofTenant, true, actOnServer},
		{"GET", compute + "/servers/{id}/ips", ofTenant, false, listAddresses},
		{"GET", compute + "/servers/{id}/ips/{network}", ofTenant, false, listNetworkAddresses},

		{"GET", compute + "/servers/{id}/os-volume_attachments", ofTenant, false, listAttachments},
		{"POST", compute + "/servers/{id}/os-volume_attachments", ofTenant, true, attachVolume},
		{"GET", compute + "/servers/{id}/os-volume_attachments/{attachment}", ofTenant, false, showAttachment},
		{"DELETE", compute + "/servers/{id}/os-volume_attachments/{attachment}", ofTenant, true, detachVolume},

		{"GET", compute + "/images", ofTenant, false, listImages},
		{"GET", compute + "/images/detail", ofTenant, false, listImagesDetail},
		{"GET", compute + "/images/{id}", ofTenant, false, showImage},
		{"DELETE", compute + "/images/{id}", ofTenant, true, deleteImage},

		{"GET", compute + "/flavors", ofTenant, false, listFlavors},
		{"GET", compute + "/flavors/detail", ofTenant, false, listFlavorsDetail},
		{"GET", compute + "/flavors/{id}", ofTenant, false, showFlavor},
		{"GET", compute + "/flavors/{id}/os-extra_specs", ofTenant, false, showExtraSpecs},

		{"GET", compute + "/limits", ofTenant, false, showLimits},
		{"GET", compute + "/extensions", ofTenant, false, listExtensions},
		{"GET", compute + "/extensions/{alias}", ofTenant, false, showExtension},

		{"GET", "/_sandbox/status", local, false, showStatus},
		{"POST", "/_sandbox/reset", local, false, resetStore},
	},
		metadataRoutes(compute+"/servers/{id}/metadata", serverMetadata),
		metadataRoutes(compute+"/images/{id}/metadata", imageMetadata),
	)
}

// find returns the route for a method and a path, and the path's arguments. HEAD is GET without the body. A path that exists for
// other methods is badMethod (405); one below a tenant that doesn't exist at all still asks for a token first, as Nova does.
func find(method string, segments []string) (route, map[string]string, error) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	var allow []string
	for _, r := range routes() {
		args, fits := r.match(segments)
		if !fits {
			continue
		}
		if r.method == method {
			return r, args, nil
		}
		if !slices.Contains(allow, r.method) {
			allow = append(allow, r.method)
		}
	}
	if allow != nil {
		return route{}, nil, badMethod(method, strings.Join(allow, ", "))
	}
	if len(segments) > 1 && segments[0] == "v2" {
		return route{access: ofTenant, run: nothingHere}, map[string]string{"tenant": segments[1]}, nil
	}
	return route{}, nil, errNoSuchPath
}

// errNoSuchPath has the words of Nova's own 404 for a path without a route.
var errNoSuchPath = notFound("The resource could not be found.")

func nothingHere(*call) (*answer, error) { return nil, errNoSuchPath }

// match compares the route's path with segments, and returns the variable ones by name.
func (r route) match(segments []string) (map[string]string, bool) {
	rest := strings.TrimPrefix(r.path, "/")
	args := map[string]string{}
	for _, segment := range segments {
		var want string
		want, rest, _ = strings.Cut(rest, "/")
		name, variable := strings.CutPrefix(want, "{")
		switch {
		case want == "":
			return nil, false
		case variable:
			args[strings.TrimSuffix(name, "}")] = segment
		case want != segment:
			return nil, false
		}
	}
	return args, rest == ""
}
