package nova

import (
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// listAddresses answers with a server's addresses on all its networks (guide 2.2.1).
func listAddresses(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance does not exist")
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("addresses", serverDetail(c, s).Addresses)), nil
}

// listNetworkAddresses answers with a server's addresses on one network. The label is the document's root (fact 37).
func listNetworkAddresses(c *service.RequestContext) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance does not exist")
	if err != nil {
		return nil, err
	}
	for _, n := range serverDetail(c, s).Addresses {
		if n.Label == c.Arg("network") {
			return web.OK(web.Document(n.Label, n.Addresses)), nil
		}
	}
	return nil, fault.NotFound("Instance is not a member of specified network")
}
