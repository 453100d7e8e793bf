package seed

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/model"
)

// seededBy are the operations that lead to the statuses that Set doesn't know.
var seededBy = map[string]compute.Operation{
	"DELETED": compute.Deleting, "RESCUE": compute.Rescuing, "SHELVED_OFFLOADED": compute.Shelving, "VERIFY_RESIZE": compute.Resizing,
}

// Statuses lists the statuses that a seed's server can have. One in BUILD goes on to be ACTIVE.
func Statuses() []string {
	return slices.Sorted(slices.Values(slices.Concat(compute.Settable(), slices.Collect(maps.Keys(seededBy)), []string{"BUILD"})))
}

// addServers makes the servers of an entry.
func (s *seeding) addServers(e *Server) error {
	if err := s.checkServer(e); err != nil {
		return err
	}
	m := s.as(e.Tenant, e.Region, e.Created)
	o, err := s.createSpec(m, e)
	if err != nil {
		return err
	}
	n, err := m.Reserve(o.Flavor, e.Count, e.Count)
	if err != nil {
		return err
	}
	o.MaxCount = n
	for i := range n {
		o.ID = e.ID
		if err := s.ids.uuid(&o.ID, "server", e.Tenant, e.Region, compute.NameOf(o, i)); err != nil {
			return err
		}
		if err := s.addServer(m, o, e, compute.NameOf(o, i)); err != nil {
			return err
		}
	}
	return nil
}

// checkServer checks what no create has, and fills in what was left out.
func (s *seeding) checkServer(e *Server) error {
	e.Count, e.Status = cmp.Or(e.Count, 1), cmp.Or(e.Status, "ACTIVE")
	switch {
	case e.Count < 1:
		return seedMistake("count", "it has to be 1 or more")
	case e.Count > 1 && e.ID != "":
		return seedMistake("id", "several servers can't have one id")
	case !slices.Contains(Statuses(), e.Status):
		return seedMistake("status", "%q is none of %s", e.Status, strings.Join(Statuses(), ", "))
	case e.Message != "" && e.Status != "ERROR":
		return seedMistake("message", "only a server in ERROR has one")
	case (e.ResizedFrom == "") == (e.Status == "VERIFY_RESIZE"):
		return seedMistake("resized_from", "a server in VERIFY_RESIZE has it, and no other")
	case e.Image == "" && len(e.Volumes) == 0:
		return seedMistake("image", "it is missing, and there are no volumes to boot from")
	}
	if err := s.checkTenant(&e.Tenant); err != nil {
		return err
	}
	if err := checkRegion(&e.Region); err != nil {
		return err
	}
	return e.resolve(s.now)
}

// CreateSpec is the entry as a create's request, which is checked as any other.
func (s *seeding) createSpec(m *model.Model, e *Server) (*compute.CreateSpec, error) {
	image, err := s.imageID(m, e)
	if err != nil {
		return nil, err
	}
	flavor, err := s.flavorID("flavor", e.Flavor)
	if err != nil {
		return nil, err
	}
	o := &compute.CreateSpec{Offers: m.Offers(), FromVolume: image == ""}
	if o.Volumes, err = s.volumeIDs(e); err != nil {
		return nil, err
	}
	networks, err := s.networkIDs(e)
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		member, name string // in the seed, and in a create
		value        any
		check        func(*compute.CreateSpec, document.Object) error
	}{
		{"disk_config", "OS-DCF:diskConfig", e.DiskConfig, compute.CheckDiskConfig},
		{"name", "name", e.Name, compute.CheckName},
		{"image", "imageRef", image, compute.CheckImageRef},
		{"networks", "networks", networks, compute.CheckNetworks},
		{"key_name", "key_name", e.KeyName, compute.CheckKeyName},
		{"availability_zone", "availability_zone", e.Zone, compute.CheckZone},
		{"security_groups", "security_groups", namedItems(e.SecurityGroups), compute.CheckGroups},
		{"flavor", "flavorRef", flavor, compute.CheckFlavorRef},
		{"flavor", "", "", compute.CheckFit},
		{"flavor", "", "", compute.CheckPolicy},
		{"metadata", "metadata", e.Metadata, compute.CheckMetadata},
	} {
		if err := checkPart(o, part.name, part.value, part.check); err != nil {
			return nil, atPath(part.member, err)
		}
	}
	return o, s.access(o, e)
}

// checkPart runs one of a create's checks on one member, which is left out where it is empty.
func checkPart(o *compute.CreateSpec, name string, value any, check func(*compute.CreateSpec, document.Object) error) error {
	if text, isText := value.(string); isText && text == "" && name != "name" {
		return check(o, document.Object{})
	}
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return check(o, document.Object{name: data})
}

// access checks the access addresses.
func (s *seeding) access(o *compute.CreateSpec, e *Server) error {
	if err := checkPart(o, "accessIPv6", e.AccessIPv6, compute.CheckAccess); err != nil {
		return atPath("access_ipv6", err)
	}
	six := o.AccessIPv6
	if err := checkPart(o, "accessIPv4", e.AccessIPv4, compute.CheckAccess); err != nil {
		return atPath("access_ipv4", err)
	}
	o.AccessIPv6 = six
	return nil
}

// addServer makes one server: it is built as any other at the time when it was created, and then brought into its status.
func (s *seeding) addServer(m *model.Model, o *compute.CreateSpec, e *Server, name string) error {
	made, err := m.CreateServer(o, name)
	if err != nil {
		return atPath("volumes", err)
	}
	if e.Status == "BUILD" { // from now on
		made.Begin(compute.Building, s.now, s.DB.Speed, "")
	} else if err := s.grow(made, e); err != nil {
		return err
	}
	made.Locked = e.Locked
	if err := m.SaveServer(made); err != nil {
		return err
	}
	if e.Status != "DELETED" {
		return nil
	}
	return m.DropServer(made, made.Deleted)
}

// grow ends a server's build and brings it into the status of its entry.
func (s *seeding) grow(made *compute.Server, e *Server) error {
	made.Finish()
	if made.Updated.After(s.now) {
		made.Updated = s.now
	}
	if e.Status == "VERIFY_RESIZE" {
		from, err := s.flavorID("resized_from", e.ResizedFrom)
		if err != nil {
			return err
		}
		to := made.Sizing()
		made.FlavorID = from
		made.BeginResize(to)
	}
	if o, leads := seededBy[e.Status]; leads {
		made.Arrive(o, s.now, s.DB.Speed)
		return nil
	}
	made.State = compute.SettableStates[e.Status]
	if e.Status == "ERROR" {
		made.Fault = compute.NewFailure(e.Message, made.Updated)
	}
	return nil
}
