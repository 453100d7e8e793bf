package novav21

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// What Nova has a path or an action for, and refuses to do: what other services do by now, what nobody does any more, and what is the
// administrator's. Clients of all ages ask for it, and tell by the refusal what kind of cloud this is.

// refusals are such paths below the project, and why they are refused: proxies, of what other services have had since 2.36; removed ones; and
// else the policy that refuses them, with the versions that have them where not all do.
const refusals = `
	GET /os-networks                                proxy
	GET /os-networks/{network}                      proxy
	GET /os-tenant-networks                         proxy
	GET /os-floating-ips/{address}                  proxy
	GET /os-floating-ip-pools                       proxy
	GET /os-security-groups/{group}                 proxy
	GET /os-volumes                                 proxy
	GET /os-volumes/{volume}                        proxy
	GET /os-snapshots                               proxy
	GET /os-baremetal-nodes                         os-baremetal-nodes:list 0-35
	GET /os-cells                                   removed
	GET /os-certificates/{certificate}              removed
	GET /os-fping                                   removed
	GET /os-agents                                  removed
	GET /servers/{id}/os-virtual-interfaces         removed
	GET /os-hosts                                   os-hosts:list 0-42
	GET /os-hypervisors/statistics                  os-hypervisors:statistics 0-87
	GET /os-migrations                              os-migrations:index
	GET /os-console-auth-tokens/{token}             os-console-auth-tokens 31
	GET /os-quota-class-sets/{class}                os-quota-class-sets:show
	PUT /os-quota-sets/{id}                         os-quota-sets:update
	PUT /flavors/{id}                               os-flavor-manage:update 55
	GET /flavors/{id}/os-flavor-access              os-flavor-access
	POST /flavors/{id}/action                       os-flavor-access:add_tenant_access
	POST /flavors/{id}/os-extra_specs               os-flavor-extra-specs:create
	GET /servers/{id}/migrations/{migration}        servers:migrations:show 23
`

// lastProxy is the last version in which Nova asked other services for its users.
const lastProxy = 35

// refusedRoutes are the paths of refusals.
func refusedRoutes() []*service.Route {
	var all []*service.Route
	for line := range strings.Lines(strings.TrimSpace(refusals)) {
		words := strings.Fields(line)
		path, why, since, last := "/v2/{tenant}"+words[1], words[2], 0, 0
		if len(words) > 3 {
			from, upTo, _ := strings.Cut(words[3], "-")
			since, _ = strconv.Atoi(from)
			last, _ = strconv.Atoi(upTo)
		}
		all = append(all, service.OfTenant(service.NoRoute, words[0]+" "+path, func(c *service.RequestContext) (*web.Response, error) {
			switch {
			case why == "removed":
				return nil, errRemoved
			case why == "proxy" && c.Minor <= lastProxy:
				return noRouteResponse(), nil
			case why == "proxy", c.Minor < since, last != 0 && c.Minor > last:
				return nil, fault.NotFound("%s", gone)
			case c.Account.Admin:
				return noRouteResponse(), nil
			}
			return nil, forbidden("os_compute_api:" + why)
		}))
	}
	return all
}

// errRemoved is what Nova says of what it had once.
var errRemoved = &fault.Error{Status: http.StatusGone, Message: "This resource is no longer available. No forwarding address is given."}

// actionVersions are the versions that have an action, where not all do.
var actionVersions = map[string]struct{ since, until int }{
	"addFixedIp": {0, 43}, "removeFixedIp": {0, 43}, "addFloatingIp": {0, 43}, "removeFloatingIp": {0, 43},
	"os-getVNCConsole": {0, 5}, "os-getSPICEConsole": {0, 5}, "os-getRDPConsole": {0, 5}, "os-getSerialConsole": {0, 5},
	"trigger_crash_dump": {17, 0}, "resetNetwork": {},
}

// checkAction refuses an action that the version doesn't have.
func checkAction(c *service.RequestContext, name string) error {
	versions, limited := actionVersions[name]
	switch {
	case !limited:
		return nil
	case name == "resetNetwork":
		return errRemoved
	case c.Minor < versions.since, versions.until != 0 && c.Minor > versions.until:
		return fault.NotFound("%s", gone)
	}
	return nil
}
