package nova

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// resizeServer gives a server another flavor (guide 2.3.4). A smaller disk needs diskConfig AUTO (guide 3.2): without it the
// hypervisor gives up, and the server is ACTIVE again with its old flavor, as after a fault on demand.
func resizeServer(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	ref := members.TextOrNumber("flavorRef")
	if ref == "" {
		return nil, fault.BadRequest("Resize requests require 'flavorRef' attribute.")
	}
	diskConfig, err := compute.ReadDiskConfig(members)
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.Allow(compute.Resizing); err != nil {
		return nil, err
	}
	from, to, err := resizeTo(c, s, document.LastSegment(ref))
	if err != nil {
		return nil, err
	}
	next := compute.Sizing{FlavorID: to.ID, DiskConfig: s.DiskConfig}
	if diskConfig != "" {
		next.DiskConfig = diskConfig
	}
	if c.Failure != "" || *to.Disk < *from.Disk && next.DiskConfig != "AUTO" {
		return web.Accepted(), c.Begin(s, compute.ResizingFails)
	}
	counted, _ := c.Flavor(s.CountedFlavor()) // not from, after a resize that ended in ERROR halfway
	if err := c.ExchangeFlavor(counted, to); err != nil {
		return nil, err
	}
	return web.Accepted(), c.BeginResize(s, next)
}

// resizeTo is the flavor that a server has and the one it is to get.
func resizeTo(c *service.RequestContext, s *compute.Server, id string) (from, to api.Flavor, err error) {
	from, _ = c.Flavor(s.FlavorID)
	to, found := c.Flavor(id)
	switch {
	case !found:
		err = fault.BadRequest("Unable to locate requested flavor.")
	case id == s.FlavorID:
		err = fault.BadRequest("Resize requires a flavor change.")
	case *to.Disk == 0:
		err = fault.BadRequest("Resize to zero disk flavor is not allowed.")
	}
	return from, to, err
}

// confirmResize keeps the new flavor for good (guide 2.3.5). It is done at once: 204.
func confirmResize(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return web.NoContent(), c.Begin(s, compute.Confirming)
}

// revertResize goes back to the flavor that the server had before (guide 2.3.6).
func revertResize(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.Allow(compute.Reverting); err != nil {
		return nil, err
	}
	back := s.GoBack()
	from, _ := c.Flavor(back.From.FlavorID)
	to, _ := c.Flavor(back.To.FlavorID)
	if err := c.RestoreFlavor(to, from); err != nil {
		return nil, err
	}
	return web.Accepted(), c.Begin(s, compute.Reverting)
}
