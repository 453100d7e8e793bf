package sandbox

import (
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/keystone"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/novav21"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listVersions answers at the root of a region with the versions of Compute (guide 1.9.1). At the root of the host it is who wants to sign in
// that asks, and is answered as Keystone does; whoever has a token, wants XML or doesn't say what is wanted looks for Compute there
// (guide 1.9.1, fact 31): one host stands for two services.
func listVersions(c *service.RequestContext) (*web.Response, error) {
	accept := c.Header.Get("Accept")
	if c.Whole && c.Header.Get("X-Auth-Token") == "" && accept != "" && !strings.Contains(accept, "xml") {
		return keystone.ListVersions(c), nil
	}
	root := c.RegionRoot()
	return web.OK(web.List("versions", []api.Version{nova.Version(root), novav21.Version(root)}, nil)), nil
}
