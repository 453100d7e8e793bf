package sandbox

// updateServer changes what a user may edit: the name and the access addresses (guide 2.1.4), and the disk configuration, which the
// extension lets through. The host name that the server has inside stays.
func updateServer(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	members, isObject := asObject(doc["server"])
	if !isObject {
		return nil, unprocessable()
	}
	o, err := checkUpdate(members)
	if err != nil {
		return nil, err
	}
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	o.apply(s, members)
	s.Updated = c.Now
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	return ok(documentBody("server", serverItself(c, s))), nil
}
