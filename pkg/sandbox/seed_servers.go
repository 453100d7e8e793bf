package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

// seededBy are the operations that lead to the statuses that Set doesn't know.
var seededBy = map[string]operation{
	"DELETED": deleting, "RESCUE": rescuing, "SHELVED_OFFLOADED": shelving, "VERIFY_RESIZE": resizing,
}

// SeedStatuses lists the statuses that a seed's server can have. One in BUILD goes on to be ACTIVE.
func SeedStatuses() []string {
	return slices.Sorted(slices.Values(slices.Concat(Settable(), slices.Collect(maps.Keys(seededBy)), []string{"BUILD"})))
}

// addServers makes the servers of an entry.
func (s *seeding) addServers(e *SeedServer) error {
	if err := s.checkServer(e); err != nil {
		return err
	}
	m := s.as(e.Tenant, e.Region, e.Created)
	o, err := s.createSpec(m, e)
	if err != nil {
		return err
	}
	n, err := m.Reserve(o.flavor, e.Count, e.Count)
	if err != nil {
		return err
	}
	o.maxCount = n
	for i := range n {
		o.id = e.ID
		if err := s.ids.uuid(&o.id, "server", e.Tenant, e.Region, nameOf(o, i)); err != nil {
			return err
		}
		if err := s.addServer(m, o, e, nameOf(o, i)); err != nil {
			return err
		}
	}
	return nil
}

// checkServer checks what no create has, and fills in what was left out.
func (s *seeding) checkServer(e *SeedServer) error {
	e.Count, e.Status = cmp.Or(e.Count, 1), cmp.Or(e.Status, "ACTIVE")
	switch {
	case e.Count < 1:
		return seedMistake("count", "it has to be 1 or more")
	case e.Count > 1 && e.ID != "":
		return seedMistake("id", "several servers can't have one id")
	case !slices.Contains(SeedStatuses(), e.Status):
		return seedMistake("status", "%q is none of %s", e.Status, strings.Join(SeedStatuses(), ", "))
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

// createSpec is the entry as a create's request, which is checked as any other.
func (s *seeding) createSpec(m *Model, e *SeedServer) (*createSpec, error) {
	image, err := s.imageID(m, e)
	if err != nil {
		return nil, err
	}
	flavor, err := s.flavorID("flavor", e.Flavor)
	if err != nil {
		return nil, err
	}
	o := &createSpec{offers: m.Offers(), fromVolume: image == ""}
	if o.volumes, err = s.volumeIDs(e); err != nil {
		return nil, err
	}
	networks, err := s.networkIDs(e)
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		member, name string // in the seed, and in a create
		value        any
		check        func(*createSpec, object) error
	}{
		{"disk_config", "OS-DCF:diskConfig", e.DiskConfig, checkDiskConfig},
		{"name", "name", e.Name, checkName},
		{"image", "imageRef", image, checkImageRef},
		{"networks", "networks", networks, checkNetworks},
		{"key_name", "key_name", e.KeyName, checkKeyName},
		{"availability_zone", "availability_zone", e.Zone, checkZone},
		{"security_groups", "security_groups", namedItems(e.SecurityGroups), checkGroups},
		{"flavor", "flavorRef", flavor, checkFlavorRef},
		{"flavor", "", "", checkFit},
		{"flavor", "", "", checkPolicy},
		{"metadata", "metadata", e.Metadata, checkMetadata},
	} {
		if err := checkPart(o, part.name, part.value, part.check); err != nil {
			return nil, atPath(part.member, err)
		}
	}
	return o, s.access(o, e)
}

// checkPart runs one of a create's checks on one member, which is left out where it is empty.
func checkPart(o *createSpec, name string, value any, check func(*createSpec, object) error) error {
	if text, isText := value.(string); isText && text == "" && name != "name" {
		return check(o, object{})
	}
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return check(o, object{name: data})
}

// access checks the access addresses.
func (s *seeding) access(o *createSpec, e *SeedServer) error {
	if err := checkPart(o, "accessIPv6", e.AccessIPv6, checkAccess); err != nil {
		return atPath("access_ipv6", err)
	}
	six := o.accessIPv6
	if err := checkPart(o, "accessIPv4", e.AccessIPv4, checkAccess); err != nil {
		return atPath("access_ipv4", err)
	}
	o.accessIPv6 = six
	return nil
}

// addServer makes one server: it is built as any other at the time when it was created, and then brought into its status.
func (s *seeding) addServer(m *Model, o *createSpec, e *SeedServer, name string) error {
	made, err := m.CreateServer(o, name)
	if err != nil {
		return atPath("volumes", err)
	}
	if e.Status == "BUILD" { // from now on
		made.begin(building, s.now, s.DB.Speed, "")
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
func (s *seeding) grow(made *server, e *SeedServer) error {
	made.finish()
	if made.Updated.After(s.now) {
		made.Updated = s.now
	}
	if e.Status == "VERIFY_RESIZE" {
		from, err := s.flavorID("resized_from", e.ResizedFrom)
		if err != nil {
			return err
		}
		to := made.sizing()
		made.FlavorID = from
		made.beginResize(to)
	}
	if o, leads := seededBy[e.Status]; leads {
		made.arrive(o, s.now, s.DB.Speed)
		return nil
	}
	made.State = settable[e.Status]
	if e.Status == "ERROR" {
		made.Fault = newFault(e.Message, made.Updated)
	}
	return nil
}
