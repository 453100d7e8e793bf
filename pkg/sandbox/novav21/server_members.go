package novav21

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// serverMembers is what a server's document has, and since when, in Nova's order.
var serverMembers = sync.OnceValue(func() []view.Member {
	return view.Parse(`id name status tenant_id user_id metadata hostId image flavor created updated addresses accessIPv4 accessIPv6 links
		OS-DCF:diskConfig fault progress OS-EXT-AZ:availability_zone+ config_drive+ key_name+
		OS-SRV-USG:launched_at+ OS-SRV-USG:terminated_at+ OS-EXT-SRV-ATTR:host! OS-EXT-SRV-ATTR:instance_name!
		OS-EXT-SRV-ATTR:hypervisor_hostname! OS-EXT-SRV-ATTR:hostname!@3-89 OS-EXT-SRV-ATTR:kernel_id!@3 OS-EXT-SRV-ATTR:launch_index!@3
		OS-EXT-SRV-ATTR:ramdisk_id!@3 OS-EXT-SRV-ATTR:reservation_id!@3 OS-EXT-SRV-ATTR:root_device_name!@3 OS-EXT-SRV-ATTR:user_data!@3
		OS-EXT-STS:task_state+ OS-EXT-STS:vm_state+ OS-EXT-STS:power_state+ os-extended-volumes:volumes_attached+
		locked@9 host_status!@16 description@19 tags@26 trusted_image_certificates@63 server_groups1@71 locked_reason@73
		OS-EXT-SRV-ATTR:hostname@90 pinned_availability_zone+@96 scheduler_hints@100 security_groups+`)
})

// changedValues are serverValues for the answer to a change, which has addresses without their cards before 2.75.
func changedValues(c *service.RequestContext, s *compute.Server) object {
	values := serverValues(c, s)
	if c.Minor < 75 {
		values["addresses"] = plainAddresses(s)
	}
	return values
}

// serverValues are the values of a server's members, in any version.
func serverValues(c *service.RequestContext, s *compute.Server) object {
	hostID, zone, host := "", zoneOf(s), view.Null(hostOf(s))
	if s.Placed {
		hostID = s.HostID
	}
	return object{
		"id": s.ID, "name": s.Name, "status": s.State.Status(), "tenant_id": c.Tenant, "user_id": s.UserID, "hostId": hostID,
		"metadata": compute.Merge(nil, s.Metadata), "created": api.FormatTime(s.Created), "updated": api.FormatTime(s.Updated),
		"accessIPv4": s.AccessIPv4, "accessIPv6": s.AccessIPv6, "links": view.Links(c, "servers", s.ID), "OS-DCF:diskConfig": s.DiskConfig,
		"image": serverImage(c, s), "flavor": serverFlavor(c, s), "addresses": serverAddresses(s), "fault": serverFault(s), "progress": serverProgress(s),
		"OS-EXT-AZ:availability_zone": zone, "config_drive": map[bool]string{true: "True"}[s.ConfigDrive], "key_name": view.Null(s.KeyName),
		"OS-SRV-USG:launched_at": microseconds(s.Launched), "OS-SRV-USG:terminated_at": microseconds(s.Deleted),
		"OS-EXT-SRV-ATTR:host": host, "OS-EXT-SRV-ATTR:hypervisor_hostname": host, "OS-EXT-SRV-ATTR:instance_name": "instance-" + s.ID[:8],
		"OS-EXT-SRV-ATTR:hostname": hostnameOf(s), "OS-EXT-SRV-ATTR:kernel_id": "", "OS-EXT-SRV-ATTR:launch_index": 0, "OS-EXT-SRV-ATTR:ramdisk_id": "",
		"OS-EXT-SRV-ATTR:reservation_id": "r-" + s.ID[:8], "OS-EXT-SRV-ATTR:root_device_name": "/dev/vda", "OS-EXT-SRV-ATTR:user_data": view.Null(s.UserData),
		"OS-EXT-STS:task_state": view.Null(s.State.Task), "OS-EXT-STS:vm_state": s.State.VM, "OS-EXT-STS:power_state": s.State.Power,
		"os-extended-volumes:volumes_attached": serverVolumes(c, s), "locked": s.Locked, "host_status": map[bool]string{true: "UP"}[s.Placed],
		"description": s.Description, "tags": append([]string{}, s.Tags...), "server_groups": func() any { return serverGroups(c, s) },
		"locked_reason": view.Null(s.LockedReason), "pinned_availability_zone": view.Null(s.Pinned), "scheduler_hints": serverHints(s),
		"security_groups": serverSecurityGroups(s),
	}
}

// microseconds is how Nova writes a time that it has from its database; nil for none.
//
//go:noinline
func microseconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Truncate(time.Second).Format("2006-01-02T15:04:05.000000")
}

// zoneOf is where a server is, or where it is to be.
func zoneOf(s *compute.Server) string {
	if s.Placed {
		return cmp.Or(s.Zone, tables.Zone)
	}
	return s.Zone
}

// hostOf is the host that a server is on: one of a few of its zone.
func hostOf(s *compute.Server) string {
	if !s.Placed || s.HostID == "" {
		return ""
	}
	return tables.Hosts()[int(s.HostID[0])%len(tables.Hosts())]
}

// hostnameOf is the server's name as a host has it.
func hostnameOf(s *compute.Server) string {
	if s.Hostname != "" {
		return s.Hostname
	}
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '_', r == '.':
			return '-'
		case r == '-', r >= '0' && r <= '9', r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, strings.ToLower(s.Name))
	if clean = strings.Trim(clean, "-."); clean == "" {
		clean = "Server-" + s.ID
	}
	return clean[:min(63, len(clean))]
}

func serverImage(c *service.RequestContext, s *compute.Server) any {
	if s.ImageID == "" {
		return ""
	}
	image := view.Ref(c, "images", s.ImageID)
	if c.Minor >= 98 {
		image["properties"] = object{}
		if i, err := c.Image(s.ImageID); err == nil && i != nil {
			image["properties"] = compute.Merge(nil, i.Metadata)
		}
	}
	return image
}

// serverFlavor names the flavor, or is it as the server has it, without its id (2.47).
func serverFlavor(c *service.RequestContext, s *compute.Server) any {
	if c.Minor < 47 {
		return view.Ref(c, "flavors", s.FlavorID)
	}
	f, _ := c.Flavor(s.FlavorID)
	return object{
		"vcpus": number(f.VCPUs), "ram": number(f.RAM), "disk": number(f.Disk), "ephemeral": number(f.Ephemeral), "swap": swapOf(f),
		"original_name": f.Name, "extra_specs": specsOf(f),
	}
}

// serverAddresses have the address of their card besides, which follows from server and network as the port does.
func serverAddresses(s *compute.Server) any {
	all := object{}
	if !s.Placed {
		return all
	}
	for _, n := range s.Networks {
		on, _ := all[n.Label].([]object)
		for _, a := range n.Addresses {
			on = append(on, object{
				"version": a.Version, "addr": a.Addr, "OS-EXT-IPS:type": addressKind(a), "OS-EXT-IPS-MAC:mac_addr": model.MAC(s, n),
			})
		}
		all[n.Label] = on
	}
	return all
}

func serverFault(s *compute.Server) any {
	if s.Fault == nil || s.State.Status() != "ERROR" {
		return view.Absent{}
	}
	return s.Fault.Document()
}

func serverProgress(s *compute.Server) any {
	if status := s.State.Status(); compute.ShowsProgress(status) || status == "MIGRATING" {
		return s.State.Progress
	}
	return view.Absent{}
}

func serverVolumes(c *service.RequestContext, s *compute.Server) any {
	all := []object{}
	for _, a := range s.Attachments {
		v := object{"id": a.VolumeID}
		if c.Minor >= 3 {
			v["delete_on_termination"] = a.Deleted
		}
		all = append(all, v)
	}
	return all
}

// serverGroups are the ids of the groups that a server is in: one at most.
func serverGroups(c *service.RequestContext, s *compute.Server) any {
	ids := []string{}
	groups, _ := c.ServerGroups() // what can't be read is met where groups are asked for
	for _, g := range groups {
		if slices.Contains(g.Members, s.ID) {
			ids = append(ids, g.ID)
		}
	}
	return ids
}

func serverHints(s *compute.Server) any {
	if len(s.Hints) == 0 {
		return object{}
	}
	return s.Hints
}

// serverSecurityGroups are the default one where a server has no others, once for each port.
func serverSecurityGroups(s *compute.Server) any {
	if !s.Placed {
		return view.Absent{}
	}
	all := []object{}
	names := s.Groups
	if len(names) == 0 {
		names = []string{"default"}
	}
	for _, name := range names {
		all = append(all, object{"name": name})
	}
	return all
}

//go:noinline
func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func swapOf(f api.Flavor) int {
	n := 0
	_, _ = fmt.Sscan(string(f.Swap), &n) // "" is none
	return n
}

func specsOf(f api.Flavor) api.Metadata { return compute.Merge(nil, f.ExtraSpecs) }

// addressKind tells the addresses that were given to a server later from those of its networks.
func addressKind(a api.Address) string {
	if len(a.Extra) > 0 {
		return "floating"
	}
	return "fixed"
}
