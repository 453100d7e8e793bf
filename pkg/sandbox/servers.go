package sandbox

// showServer answers with all of a server (guide 2.1.3).
func showServer(c *requestContext) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return ok(documentBody("server", serverDetail(c, s))), nil
}

// deleteServer starts a deletion, in any state (guide 2.1.5). One that is on its way already goes on as it was.
func deleteServer(c *requestContext) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	if s.State.Task == "deleting" && len(s.Plan) > 0 {
		return noContent(), nil
	}
	return noContent(), c.DeleteServer(s)
}
