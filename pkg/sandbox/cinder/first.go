package cinder

import (
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Block Storage v1 is what the recorded catalog has (cloudBlockStorage, of type volume), and what clients of its time look for: v3 in older
// words, on the same volumes. Its routes are v3's, and documents ask which of the two they are for.

const firstPath = "/volume/v1/"

// EndpointV1 returns where a tenant finds Block Storage v1.
func EndpointV1(root, tenant string) string { return root + firstPath + tenant }

// inFirst are those of v3's routes that v1 has too.
func inFirst(today []*service.Route) []*service.Route {
	var all []*service.Route
	for _, r := range today {
		below := strings.TrimPrefix(r.Path, "/volume/v3/{tenant}/")
		kind, _, _ := strings.Cut(below, "/")
		if kind == "volumes" || kind == "snapshots" || kind == "types" {
			older := *r
			older.Path = firstPath + "{tenant}/" + below
			all = append(all, &older)
		}
	}
	return all
}

func isFirst(c *service.RequestContext) bool { return strings.HasPrefix(c.Path, firstPath) }

// inWords gives a document the names that v1 has, where it is asked.
func inWords(c *service.RequestContext, doc map[string]any) map[string]any {
	if !isFirst(c) {
		return doc
	}
	for _, name := range []string{"name", "description"} {
		doc["display_"+name] = doc[name]
		delete(doc, name)
	}
	for _, name := range []string{"multiattach", "replication_status", "consistencygroup_id", "user_id", "volume_image_metadata"} {
		delete(doc, name)
	}
	return doc
}

// created answers with what is made: v1 with 200, the others with 202.
func created(c *service.RequestContext, root string, doc map[string]any) *web.Response {
	status := http.StatusAccepted
	if isFirst(c) {
		status = http.StatusOK
	}
	return &web.Response{Status: status, Body: web.JSON(map[string]any{root: inWords(c, doc)})}
}

func showType(c *service.RequestContext) (*web.Response, error) {
	t := typeNamed(c.Arg("id"))
	if t == nil {
		return nil, fault.NotFound("Volume type %s could not be found.", c.Arg("id"))
	}
	return web.OK(web.JSON(map[string]any{"volume_type": t})), nil
}
