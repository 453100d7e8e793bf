package sandbox

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

// checkRebuild checks a rebuild's members in Nova's order. Only the image is needed (fact 19).
func checkRebuild(members object, offered offers) (*createSpec, error) {
	ref, _ := members.text("imageRef")
	switch {
	case ref == "":
		return nil, badRequest("Could not parse imageRef from request.")
	case !isUUID(lastSegment(ref)):
		return nil, badRequest("Invalid imageRef provided.")
	}
	o := &createSpec{offers: offered}
	checks := []func(*createSpec, object) error{checkDiskConfig, checkAdminPass}
	if _, named := members["name"]; named {
		checks = append(checks, checkName)
	}
	for _, check := range append(checks, checkAccess, checkPersonality, checkMetadata) {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}
