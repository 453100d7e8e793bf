package sandbox

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/novav21"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// findUnversioned finds the route of a path without a version, such as the bookmark of a resource (guide 1.5). Whoever reads one of the guide's,
// /010101/flavors/2, gets the resource, and whoever names the version in Accept gets what was asked for. All else is 300 with the versions to
// choose from, as the guide says of an update (guide 2.1.4), and needs no token (fact 82).
func (c *Cloud) findUnversioned(r *http.Request, where *web.Location) (route *service.Route, args map[string]string, found bool) {
	if len(where.Segments) < 2 || c.routes.Begins(where.Segments[0]) {
		return nil, nil, false
	}
	guide, today := slices.Concat([]string{"v2"}, where.Segments), slices.Concat([]string{"v2.1"}, where.Segments)
	inGuide := c.routes.Has(guide)
	reads := len(where.Segments) == 3 && (r.Method == http.MethodGet || r.Method == http.MethodHead)
	if inGuide && (reads || web.NamesVersion(r)) {
		where.Segments = guide
		route, args, err := c.routes.Find(r.Method, guide)
		return route, args, err == nil
	}
	choices := []api.Version{}
	if inGuide {
		choices = append(choices, nova.Choice())
	}
	if c.routes.Has(today) {
		choices = append(choices, novav21.Choice())
	}
	return service.Anyone("version.list", "GET ", chooseVersion(where.Segments, choices)), nil, len(choices) > 0
}

// chooseVersion answers that a path is there in these versions.
func chooseVersion(segments []string, choices []api.Version) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		path := ""
		for _, segment := range segments {
			path += "/" + url.PathEscape(segment)
		}
		for i, v := range choices {
			choices[i].Links = service.VersionLinks(c.RegionRoot() + "/" + v.ID + path)
		}
		return &web.Response{Status: http.StatusMultipleChoices, Body: web.List("choices", choices, nil)}, nil
	}
}
