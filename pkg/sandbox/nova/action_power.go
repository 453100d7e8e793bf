package nova

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// plainAction is an action that needs nothing but the server: os-start, pause, shelve and the like. The guide predates them; Nova 26
// answers 202 without a body to each.
func plainAction(name string, o compute.Operation) Action {
	return Action{name, true, func(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) { return actOn(c, o) }}
}

// shelving is plainAction where disks of shelved servers are kept as images: in the guide's clouds, which shelve nothing, there are none.
func shelving(name string, o compute.Operation, of func(*model.Model, *compute.Server) error) Action {
	return Action{name, true, func(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) {
		if c.Minor == 0 {
			return actOn(c, o)
		}
		s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
		if err != nil {
			return nil, err
		}
		return web.Accepted(), of(c.Model, s)
	}}
}

// lockAction locks a server against most operations, or unlocks it, in any state. The API of that age shows the lock nowhere: what it
// refuses tells it ("Instance … is locked").
func lockAction(name string, locked bool) Action {
	return Action{name, false, func(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) {
		s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
		if err != nil {
			return nil, err
		}
		s.Locked = locked
		c.RecordEvent(s, name)
		return web.Accepted(), c.SaveServer(s)
	}}
}
