package nova

import (
	"slices"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listEvents lists what was done to a server, the latest first.
func listEvents(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	items := []api.InstanceAction{}
	for _, e := range slices.Backward(s.Events) {
		items = append(items, eventDocument(c, s.ID, e))
	}
	return web.OK(web.List("instanceActions", items, nil)), nil
}

// showEvent shows what one request did to a server. Its steps are for administrators.
func showEvent(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	for _, e := range s.Events {
		if e.Request == c.Arg("request") {
			return web.OK(web.Document("instanceAction", eventDocument(c, s.ID, e))), nil
		}
	}
	return nil, fault.NotFound("Action %s not found", c.Arg("request"))
}

func eventDocument(c *service.RequestContext, server string, e compute.Event) api.InstanceAction {
	message := api.Null[string]()
	if !e.Fails.IsZero() && !e.Fails.After(c.Now) {
		message = api.Some("Error") // Nova's one word for it
	}
	return api.InstanceAction{
		Action: e.Action, ServerID: server, RequestID: e.Request, UserID: e.User, TenantID: c.Tenant,
		Start: e.At.Format("2006-01-02T15:04:05.000000"), Message: message,
	}
}
