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
	diskConfig, err := readDiskConfig(members)
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(resizing); err != nil {
		return nil, err
	}
	from, to, err := resizeTo(c, s, lastSegment(ref))
	if err != nil {
		return nil, err
	}
	next := sizing{FlavorID: to.ID, DiskConfig: s.DiskConfig}
	if diskConfig != "" {
		next.DiskConfig = diskConfig
	}
	if *to.Disk < *from.Disk && next.DiskConfig != "AUTO" {
		return accepted(), c.Begin(s, resizingFails)
	}
	counted, _ := c.Flavor(s.countedFlavor()) // not from, after a resize that ended in ERROR halfway
	if err := c.ExchangeFlavor(counted, to); err != nil {
		return nil, err
	}
	return accepted(), c.BeginResize(s, next)
}

// resizeTo is the flavor that a server has and the one it is to get.
func resizeTo(c *requestContext, s *server, id string) (from, to api.Flavor, err error) {
	from, _ = c.Flavor(s.FlavorID)
	to, found := c.Flavor(id)
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
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return noContent(), c.Begin(s, confirming)
}

// revertResize goes back to the flavor that the server had before (guide 2.3.6).
func revertResize(c *requestContext, _ jsontext.Value) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := s.allow(reverting); err != nil {
		return nil, err
	}
	back := s.goBack()
	from, _ := c.Flavor(back.From.FlavorID)
	to, _ := c.Flavor(back.To.FlavorID)
	if err := c.RestoreFlavor(to, from); err != nil {
		return nil, err
	}
	return accepted(), c.Begin(s, reverting)
}
