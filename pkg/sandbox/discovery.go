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

// listVersions answers at the root of a region with the versions of Compute (guide 1.9.1); of v2.1 it tells who came by Identity v3 alone: for
// the others there is the guide's. At the root of the host it is who wants to sign in that asks, and is answered as Keystone does; whoever
// has a token, or doesn't ask for JSON by name, looks for Compute there (guide 1.9.1, fact 31): one host stands for two services.
func listVersions(c *service.RequestContext) (*web.Response, error) {
	if c.Whole && c.Header.Get("X-Auth-Token") == "" && strings.Contains(c.Header.Get("Accept"), "json") {
		return keystone.ListVersions(c), nil
	}
	root := c.RegionRoot()
	versions := []api.Version{nova.Version(root)}
	t, good, err := c.LoadToken(c.Header.Get("X-Auth-Token"))
	if good && t.Scope != "" {
		versions = append(versions, novav21.Version(root))
	}
	return web.OK(web.List("versions", versions, nil)), err
}
