package sandbox

// listAddresses answers with a server's addresses on all its networks (guide 2.2.1).
func listAddresses(c *requestContext) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance does not exist")
	if err != nil {
		return nil, err
	}
	return ok(documentBody("addresses", serverDetail(c, s).Addresses)), nil
}

// listNetworkAddresses answers with a server's addresses on one network. The label is the document's root (fact 37).
func listNetworkAddresses(c *requestContext) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance does not exist")
	if err != nil {
		return nil, err
	}
	for _, n := range serverDetail(c, s).Addresses {
		if n.Label == c.Arg("network") {
			return ok(documentBody(n.Label, n.Addresses)), nil
		}
	}
	return nil, notFound("Instance is not a member of specified network")
}
