package sandbox

// updateServer changes what a user may edit: the name and the access addresses (guide 2.1.4), and the disk configuration, which the
// extension lets through. The host name that the server has inside stays.
func updateServer(c *requestContext) (*response, error) {
	doc, err := c.body.document()
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
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	o.apply(s, members)
	s.Updated = c.now
	if err := c.saveServer(s); err != nil {
		return nil, err
	}
	return ok(documentBody("server", c.serverItself(s))), nil
}

// checkUpdate checks the members of an update one after another, in Nova's order (errors.tsv).
func checkUpdate(members object) (*createSpec, error) {
	o := &createSpec{}
	checks := []func(*createSpec, object) error{checkDiskConfig}
	if _, named := members["name"]; named {
		checks = append(checks, checkName)
	}
	for _, check := range append(checks, checkAccess, checkFixed) {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// checkFixed refuses what can't be changed.
func checkFixed(_ *createSpec, members object) error {
	if _, there := members["hostId"]; there {
		return badRequest("HostId cannot be updated.")
	}
	if _, there := members["personality"]; there {
		return badRequest("Personality cannot be updated.")
	}
	return nil
}

// apply gives a server what an update or a rebuild names, and leaves the rest. An empty access address, or null, clears it.
func (o *createSpec) apply(s *server, members object) {
	if o.name != "" {
		s.Name = o.name
	}
	if _, there := members["accessIPv4"]; there {
		s.AccessIPv4 = o.accessIPv4
	}
	if _, there := members["accessIPv6"]; there {
		s.AccessIPv6 = o.accessIPv6
	}
	if o.diskConfig != "" {
		s.DiskConfig = o.diskConfig
	}
}
