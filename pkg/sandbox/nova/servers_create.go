package nova

import (
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// createServers builds one server, or several alike (guide 2.1.2, fact 34). The answer describes the first.
func createServers(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, ok := document.ObjectOf(doc["server"])
	if !ok {
		return nil, fault.Unprocessable()
	}
	o, err := compute.CheckCreate(members, c.Offers())
	if err != nil {
		return nil, err
	}
	group, err := hintedGroup(c, doc)
	if err != nil {
		return nil, err
	}
	first, err := c.CreateServers(o, group)
	if err != nil {
		return nil, err
	}
	return createResponse(c, first, o), nil
}

// createResponse is 202 with what a create's answer has: id, links, password, disk configuration, and where the server is (guide 2.1.2).
// The password is said here and nowhere else, and isn't kept (guide 2.1.2.1).
func createResponse(c *service.RequestContext, s *compute.Server, o *compute.CreateSpec) *web.Response {
	v := api.Server{ID: s.ID, Links: links(c, "servers", s.ID), AdminPass: o.AdminPass, DiskConfig: s.DiskConfig}
	return &web.Response{
		Status: http.StatusAccepted,
		Header: http.Header{"Location": {selfURL(c, "servers", s.ID)}},
		Body: func(f api.Format) ([]byte, string, error) {
			if f == api.XML {
				v.Metadata = api.Metadata{} // example 2.8 has an empty <metadata/>, example 2.6 has none
			}
			return web.Document("server", v)(f)
		},
	}
}
