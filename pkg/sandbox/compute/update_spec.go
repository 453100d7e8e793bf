package compute

import (
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// CheckUpdate checks the members of an update one after another, in Nova's order (errors.tsv).
func CheckUpdate(members document.Object) (*CreateSpec, error) {
	o := &CreateSpec{}
	checks := []func(*CreateSpec, document.Object) error{CheckDiskConfig}
	if _, named := members["name"]; named {
		checks = append(checks, CheckName)
	}
	for _, check := range append(checks, CheckAccess, checkFixed) {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// checkFixed refuses what can't be changed.
func checkFixed(_ *CreateSpec, members document.Object) error {
	if _, there := members["hostId"]; there {
		return fault.BadRequest("HostId cannot be updated.")
	}
	if _, there := members["personality"]; there {
		return fault.BadRequest("Personality cannot be updated.")
	}
	return nil
}

// Apply gives a server what an update or a rebuild names, and leaves the rest. An empty access address, or null, clears it.
func (o *CreateSpec) Apply(s *Server, members document.Object) {
	if o.name != "" {
		s.Name = o.name
	}
	if _, there := members["accessIPv4"]; there {
		s.AccessIPv4 = o.accessIPv4
	}
	if _, there := members["accessIPv6"]; there {
		s.AccessIPv6 = o.AccessIPv6
	}
	if o.diskConfig != "" {
		s.DiskConfig = o.diskConfig
	}
}

// CheckRebuild checks a rebuild's members in Nova's order. Only the image is needed (fact 19).
func CheckRebuild(members document.Object, offered Offers) (*CreateSpec, error) {
	ref, _ := members.Text("imageRef")
	switch {
	case ref == "":
		return nil, fault.BadRequest("Could not parse imageRef from request.")
	case !random.IsUUID(document.LastSegment(ref)):
		return nil, fault.BadRequest("Invalid imageRef provided.")
	}
	o := &CreateSpec{Offers: offered}
	checks := []func(*CreateSpec, document.Object) error{CheckDiskConfig, checkAdminPass}
	if _, named := members["name"]; named {
		checks = append(checks, CheckName)
	}
	for _, check := range append(checks, CheckAccess, checkPersonality, CheckMetadata) {
		if err := check(o, members); err != nil {
			return nil, err
		}
	}
	return o, nil
}
