package sandbox

import (
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// resizeServer gives a server another flavor (guide 2.3.4). A smaller disk needs diskConfig AUTO (guide 3.2): without it the
// hypervisor gives up, and the server is ACTIVE again with its old flavor.
func resizeServer(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	ref := members.textOrNumber("flavorRef")
	if ref == "" {
		return nil, badRequest("Resize requests require 'flavorRef' attribute.")
	}
	o := &createSpec{}
	if err := checkDiskConfig(o, members); err != nil {
		return nil, err
	}
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(resizing); err != nil {
		return nil, err
	}
	from, to, err := c.resizeTo(s, lastSegment(ref))
	if err != nil {
		return nil, err
	}
	next := sizing{FlavorID: to.ID, DiskConfig: s.DiskConfig}
	if o.diskConfig != "" {
		next.DiskConfig = o.diskConfig
	}
	if *to.Disk < *from.Disk && next.DiskConfig != "AUTO" {
		return accepted(), c.beginAndSave(s, resizingFails)
	}
	counted, _ := c.flavorOf(s.countedFlavor()) // not from, after a resize that ended in ERROR halfway
	if err := c.exchange(counted, to); err != nil {
		return nil, err
	}
	s.Resize = &resize{From: sizing{s.FlavorID, s.DiskConfig}, To: next}
	return accepted(), c.beginAndSave(s, resizing)
}

// resizeTo is the flavor that a server has and the one it is to get.
func (c *requestContext) resizeTo(s *server, id string) (from, to api.Flavor, err error) {
	from, _ = c.flavorOf(s.FlavorID)
	to, found := c.flavorOf(id)
	switch {
	case !found:
		err = badRequest("Unable to locate requested flavor.")
	case id == s.FlavorID:
		err = badRequest("Resize requires a flavor change.")
	case *to.Disk == 0:
		err = badRequest("Resize to zero disk flavor is not allowed.")
	}
	return from, to, err
}

// confirmResize keeps the new flavor for good (guide 2.3.5). It is done at once: 204.
func confirmResize(c *requestContext, _ jsontext.Value) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	return noContent(), c.beginAndSave(s, confirming)
}

// revertResize goes back to the flavor that the server had before (guide 2.3.6).
func revertResize(c *requestContext, _ jsontext.Value) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(reverting); err != nil {
		return nil, err
	}
	from, _ := c.flavorOf(s.Resize.From.FlavorID)
	to, _ := c.flavorOf(s.Resize.To.FlavorID)
	if err := c.exchangeBack(to, from); err != nil {
		return nil, err
	}
	s.Resize.Back = true
	return accepted(), c.beginAndSave(s, reverting)
}
