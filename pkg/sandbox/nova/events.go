package nova

import (
	"slices"

	"github.com/novactl/novactl/pkg/api"
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
		message := api.Null[string]()
		if !e.Fails.IsZero() && !e.Fails.After(c.Now) {
			message = api.Some("Error") // Nova's one word for it
		}
		items = append(items, api.InstanceAction{
			Action: e.Action, ServerID: s.ID, RequestID: e.Request, UserID: e.User, TenantID: c.Tenant,
			Start: e.At.Format("2006-01-02T15:04:05.000000"), Message: message,
		})
	}
	return web.OK(web.List("instanceActions", items, nil)), nil
}
