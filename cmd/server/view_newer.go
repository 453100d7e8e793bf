package server

import (
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// novaMembers are what Nova says of servers beside the guide's members, with the microversion where it isn't there from the beginning.
var novaMembers = []resource.Column{
	{Name: "Description", Member: "description", Help: "what it is for (2.19)"},
	{Name: "Tags", Member: "tags", Help: "its tags (2.26)"},
	{Name: "Locked", Member: "locked", Help: "whether it is locked (2.9)"},
	{Name: "Locked Reason", Member: "locked_reason", Help: "why it is locked (2.73)"},
	{Name: "Volumes", Member: "os-extended-volumes:volumes_attached.id", Help: "ids of the volumes that are attached to it"},
	{Name: "Server Groups", Member: "server_groups", Help: "ids of the groups that it is in (2.71)"},
	{Name: "Hostname", Member: "OS-EXT-SRV-ATTR:hostname", Help: "the name that it knows itself by (2.90; for administrators 2.3)"},
	{Name: "Pinned Zone", Member: "pinned_availability_zone", Help: "the availability zone that was asked for (2.96)"},
	{Name: "Scheduler Hints", Member: "scheduler_hints", Help: "what its create told the scheduler, as key=value (2.100)"},
	{Name: "Config Drive", Member: "config_drive", Help: "whether it has its metadata on a disk of its own"},
	{Name: "Certificates", Member: "trusted_image_certificates", Help: "ids of the certificates that its image was checked with (2.63)"},
	{Name: "Launched", Member: "OS-SRV-USG:launched_at", Help: "when it was there for the first time, ISO 8601"},
	{Name: "Terminated", Member: "OS-SRV-USG:terminated_at", Help: "when it was deleted, ISO 8601"},
	{Name: "Host", Member: "OS-EXT-SRV-ATTR:host", Help: "the host that it is on, for administrators"},
	{Name: "Host Status", Member: "host_status", Help: "how that host is: UP, DOWN, MAINTENANCE, UNKNOWN (2.16), for administrators"},
	{Name: "Hypervisor", Member: "OS-EXT-SRV-ATTR:hypervisor_hostname", Help: "the name of the hypervisor, for administrators"},
	{Name: "Instance Name", Member: "OS-EXT-SRV-ATTR:instance_name", Help: "the name that the hypervisor has for it, for administrators"},
	{Name: "Root Device", Member: "OS-EXT-SRV-ATTR:root_device_name", Help: "the device that it boots from, for administrators"},
	{Name: "Launch Index", Member: "OS-EXT-SRV-ATTR:launch_index", Help: "which of those it is that one create made, from 0, for administrators"},
	{Name: "Reservation ID", Member: "OS-EXT-SRV-ATTR:reservation_id", Help: "id of the create that made it, for administrators"},
}

// imageMembers are what Nova says of the image of a server.
var imageMembers = []resource.Column{
	{Name: "Image Properties", Member: "properties", Help: "the properties of its image, as key=value (2.98)"},
}

// newerColumns are the columns of those.
func newerColumns() []output.Column[*api.Server] {
	return append(
		resource.ColumnsOf(novaMembers, "", func(s *api.Server) []byte { return s.Extra }),
		resource.ColumnsOf(imageMembers, "image", func(s *api.Server) []byte {
			if s.Image == nil {
				return nil
			}
			return s.Image.Extra
		})...)
}

// groupMembers are what Nova says of server groups beside what the struct has.
var groupMembers = []resource.Column{
	{Name: "Rules", Member: "rules", Help: "what its policy is to go by, as key=value: max_server_per_host (2.64)"},
}

func groupExtra(g *api.ServerGroup) []byte { return g.Extra }
