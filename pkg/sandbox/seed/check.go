package seed

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// checkTables checks what of the seed goes into the tables, and fills in what was left out.
func (s *seeding) checkTables() error {
	for _, check := range []func() error{
		func() error { return eachEntry("without", s.seed.Without, checkWithout) },
		func() error { return eachEntry("users", s.seed.Users, s.checkUser) },
		func() error { return eachEntry("quotas", s.seed.Quotas, s.checkQuota) },
		func() error { return eachEntry("flavors", s.seed.Flavors, s.checkFlavor) },
		func() error { return eachEntry("images", s.seed.Images, s.checkImage) },
		func() error { return eachEntry("networks", s.seed.Networks, s.checkNetwork) },
		func() error { return eachEntry("volumes", s.seed.Volumes, s.checkVolume) },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func checkWithout(list *string) error {
	lists := []string{"flavors", "images", "networks", "volumes"}
	if !slices.Contains(lists, *list) {
		return seedMistake("", "%q is none of %s", *list, strings.Join(lists, ", "))
	}
	return nil
}

func (s *seeding) checkUser(u *User) error {
	switch {
	case u.Name == "":
		return seedMistake("name", "it is missing")
	case s.users[u.Name]:
		return seedMistake("name", "there is a user %q already", u.Name)
	case u.Password == "" && u.APIKey == "":
		return seedMistake("password", "the user needs a password or an api_key")
	case !IsPathSafe(u.Tenant):
		return seedMistake("tenant", "%q has to be letters, digits, - and _", u.Tenant)
	}
	u.ID = cmp.Or(u.ID, strconv.Itoa(170454+len(s.users)))
	s.users[u.Name], s.owners[u.Tenant] = true, cmp.Or(s.owners[u.Tenant], u.ID)
	return checkOneOf(tables.Regions(), &u.Region) // a default one
}

// IsPathSafe reports a name that can be a segment of a path, and a part of the store's keys.
func IsPathSafe(name string) bool {
	const safe = "-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return name != "" && len(name) <= compute.MaxText && strings.Trim(name, safe) == ""
}

func checkRegion(region *string) error {
	return checkOneOf(tables.AllRegions(), region)
}

func checkOneOf(regions []string, region *string) error {
	*region = cmp.Or(*region, tables.Region)
	if !slices.Contains(regions, *region) {
		return seedMistake("region", "there is none %q; they are %s", *region, strings.Join(slices.Sorted(slices.Values(regions)), ", "))
	}
	return nil
}

func (s *seeding) checkTenant(tenant *string) error {
	*tenant = cmp.Or(*tenant, tables.Tenant)
	if s.owners[*tenant] == "" {
		return seedMistake("tenant", "there is none %q: give it a user under users", *tenant)
	}
	return nil
}

func (s *seeding) checkQuota(q *tables.TenantQuota) error {
	for _, l := range compute.Limits {
		if n := *l.Of(&q.Quota); n < compute.Unlimited {
			return seedMistake(strings.ReplaceAll(l.Name, "-", "_"), "%d is no limit: it has to be a number, or -1 for none", n)
		}
	}
	if q.Tenant == "" {
		return nil
	}
	return s.checkTenant(&q.Tenant)
}

// quota is what a tenant may have by the seed's own quotas, which are checked before what they bound.
func (s *seeding) quota(tenant string) compute.Quota {
	return (&tables.Tables{Quotas: s.seed.Quotas}).Quota(tenant, s.DB.Quota)
}

func (s *seeding) checkFlavor(f *Flavor) error {
	switch {
	case !IsPathSafe(f.ID):
		return seedMistake("id", "%q has to be letters, digits, - and _", f.ID)
	case f.Name == "":
		return seedMistake("name", "it is missing")
	case f.RAM < 1:
		return seedMistake("ram", "it has to be 1 MB or more")
	case f.VCPUs < 1:
		return seedMistake("vcpus", "it has to be 1 or more")
	case f.Disk < 0 || f.Swap < 0 || f.Ephemeral < 0:
		return seedMistake("", "a disk, swap or ephemeral below 0")
	case f.RxTxFactor != nil && f.RxTxFactor.Kind() != '0':
		return seedMistake("rxtx_factor", "it has to be a number")
	}
	return s.ids.claim(f.ID)
}

func (s *seeding) checkImage(i *Image) error {
	i.Status, i.DiskConfig = cmp.Or(i.Status, "ACTIVE"), cmp.Or(i.DiskConfig, "MANUAL")
	statuses := []string{"ACTIVE", "ERROR", "SAVING", "UNKNOWN"}
	switch {
	case i.Name == "":
		return seedMistake("name", "it is missing")
	case !slices.Contains(statuses, i.Status):
		return seedMistake("status", "%q is none of %s", i.Status, strings.Join(statuses, ", "))
	case i.DiskConfig != "AUTO" && i.DiskConfig != "MANUAL":
		return seedMistake("disk_config", "it has to be AUTO or MANUAL")
	case i.MinDisk < 0 || i.MinRAM < 0 || i.Size < 0:
		return seedMistake("", "a min_disk, min_ram or size below 0")
	case i.Tenant == "" && i.Region != "":
		return seedMistake("region", "only an image with a tenant is in one region")
	}
	if err := s.quota(i.Tenant).CheckImagePairs(i.Metadata); err != nil {
		return atPath("metadata", err)
	}
	if i.Tenant != "" {
		if err := s.checkTenant(&i.Tenant); err != nil {
			return err
		}
		if err := checkRegion(&i.Region); err != nil {
			return err
		}
	}
	if err := i.resolve(s.now); err != nil {
		return err
	}
	return s.ids.uuid(&i.ID, "image", i.Tenant, i.Region, i.Name)
}

// resolve turns an age into a time.
func (p *Past) resolve(now time.Time) error {
	age, err := time.ParseDuration(cmp.Or(p.Age, "0s"))
	switch {
	case err != nil || age < 0 || age > model.MaxMoved:
		return seedMistake("age", "%q is no duration such as 90m or 36h", p.Age)
	case p.Age != "" && !p.Created.IsZero():
		return seedMistake("age", "created says it already")
	case p.Created.After(now) || !p.Created.IsZero() && now.Sub(p.Created) > model.MaxMoved:
		return seedMistake("created", "%s is not in the last years", p.Created.Format(time.RFC3339))
	case p.Created.IsZero():
		p.Created = now.Add(-age)
	}
	p.Age, p.Created = "", p.Created.UTC()
	return nil
}

func (s *seeding) checkNetwork(n *Network) error {
	prefix, err := netip.ParsePrefix(n.CIDR)
	switch {
	case n.Label == "":
		return seedMistake("label", "it is missing")
	case s.labels[n.Label]:
		return seedMistake("label", "there is a network %q already", n.Label)
	case err != nil || !prefix.Addr().Is4() || prefix.Bits() < 8 || prefix.Bits() > 29:
		return seedMistake("cidr", "%q is no range of IPv4 addresses such as 192.168.5.0/24, from /8 to /29", n.CIDR)
	}
	s.labels[n.Label] = true
	return s.ids.uuid(&n.ID, "network", n.Label)
}

func (s *seeding) checkVolume(v *compute.Volume) error {
	v.Size = cmp.Or(v.Size, 100)
	switch {
	case v.Name == "":
		return seedMistake("name", "it is missing")
	case v.Size < 0:
		return seedMistake("size", "it has to be 1 GB or more")
	}
	if err := s.checkTenant(&v.Tenant); err != nil {
		return err
	}
	return s.ids.uuid(&v.ID, "volume", v.Tenant, v.Name)
}
