package nova

import (
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// updateServer changes what a user may edit: the name and the access addresses (guide 2.1.4), and the disk configuration, which the
// extension lets through. The host name that the server has inside stays.
func updateServer(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, isObject := document.ObjectOf(doc["server"])
	if !isObject {
		return nil, fault.Unprocessable()
	}
	o, err := compute.CheckUpdate(members)
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	o.Apply(s, members)
	s.Updated = c.Now
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	return web.OK(web.Document("server", serverItself(c, s))), nil
}
