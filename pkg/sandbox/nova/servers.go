package nova

import (
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// showServer answers with all of a server (guide 2.1.3).
func showServer(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("server", serverDetail(c, s))), nil
}

// deleteServer starts a deletion, in any state (guide 2.1.5). One that is on its way already goes on as it was.
func deleteServer(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if s.State.Task == "deleting" && len(s.Plan) > 0 {
		return web.NoContent(), nil
	}
	return web.NoContent(), c.DeleteServer(s)
}
