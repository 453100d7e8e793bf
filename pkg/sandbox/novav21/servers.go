package novav21

import (
	"net/http"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// findServer is the server that the path names.
func findServer(c *service.RequestContext) (*compute.Server, error) {
	return c.FindServer(c.Arg("id"), "Instance "+c.Arg("id")+" could not be found.")
}

func showServer(c *service.RequestContext) (*web.Response, error) {
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	return view.Answer(c, http.StatusOK, "server", serverMembers(), serverValues(c, s), view.Mode{})
}

// updateServer changes what a user may edit, and answers with the server: whole from 2.75 on.
func updateServer(c *service.RequestContext) (*web.Response, error) {
	body, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, _ := doc.ObjectOf(body["server"])
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	o, err := compute.CheckUpdate(members)
	if err != nil {
		return nil, err
	}
	o.Apply(s, members)
	s.Updated = c.Now
	if err := changeToday(s, members); err != nil {
		return nil, err
	}
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	return view.Answer(c, http.StatusOK, "server", serverMembers(), changedValues(c, s), view.Mode{Brief: c.Minor < 75})
}

// listAddresses answers with a server's addresses: their versions and no more, as ever.
func listAddresses(c *service.RequestContext) (*web.Response, error) {
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(object{"addresses": plainAddresses(s)})), nil
}

func plainAddresses(s *compute.Server) map[string][]object {
	all := map[string][]object{}
	for _, n := range s.Networks {
		for _, a := range n.Addresses {
			if s.Placed {
				all[n.Label] = append(all[n.Label], object{"version": a.Version, "addr": a.Addr})
			}
		}
	}
	return all
}

func showAddresses(c *service.RequestContext) (*web.Response, error) {
	s, err := findServer(c)
	if err != nil {
		return nil, err
	}
	label := c.Arg("network")
	on, there := plainAddresses(s)[label]
	if !there {
		return nil, notFound("Instance is not a member of specified network")
	}
	return web.OK(web.JSON(object{label: on})), nil
}

func listEvents(c *service.RequestContext) (*web.Response, error) {
	s, err := c.Server(c.Arg("id"))
	if err != nil || s == nil {
		return nil, orNotFound(err, "Instance "+c.Arg("id")+" could not be found.")
	}
	n := len(s.Events)
	return view.List(c, "instanceActions", otherMembers()["event"], n, func(i int) object { return eventValues(c, s, s.Events[n-1-i]) })
}

func showEvent(c *service.RequestContext) (*web.Response, error) {
	s, err := c.Server(c.Arg("id"))
	if err != nil || s == nil {
		return nil, orNotFound(err, "Instance "+c.Arg("id")+" could not be found.")
	}
	for _, e := range s.Events {
		if e.Request == c.Arg("request") {
			return show(c, "instanceAction", "event", eventValues(c, s, e))
		}
	}
	return nil, notFound("Action " + c.Arg("request") + " not found")
}
