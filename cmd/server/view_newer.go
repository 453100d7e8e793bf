package server

import (
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// novaMembers are what Nova says of servers beside the guide's members.
var novaMembers = []resource.Column{
	{Name: "Description", Member: "description", Since: 19, Help: "what it is for"},
	{Name: "Tags", Member: "tags", Since: 26, Help: "its tags"},
	{Name: "Locked", Member: "locked", Since: 9, Help: "whether it is locked"},
	{Name: "Locked Reason", Member: "locked_reason", Since: 73, Help: "why it is locked"},
	{Name: "Volumes", Member: "os-extended-volumes:volumes_attached.id", Help: "ids of the volumes that are attached to it"},
	{Name: "Server Groups", Member: "server_groups", Since: 71, Help: "ids of the groups that it is in; lists do not tell them"},
	{Name: "Hostname", Member: "OS-EXT-SRV-ATTR:hostname", Since: 90, Help: "the name that it knows itself by; administrators see it from 2.3 on"},
	{Name: "Pinned Zone", Member: "pinned_availability_zone", Since: 96, Help: "the availability zone that was asked for"},
	{Name: "Scheduler Hints", Member: "scheduler_hints", Since: 100, Help: "what its create told the scheduler, as key=value"},
	{Name: "Config Drive", Member: "config_drive", Help: "whether it has its metadata on a disk of its own"},
	{Name: "Certificates", Member: "trusted_image_certificates", Since: 63, Help: "ids of the certificates that its image was checked with"},
	{Name: "Launched", Member: "OS-SRV-USG:launched_at", Help: "since when its hours are counted, ISO 8601: a resize, rebuild, rescue or unshelve sets it anew"},
	{Name: "Terminated", Member: "OS-SRV-USG:terminated_at", Help: "when it was deleted, ISO 8601"},
	{Name: "Host", Member: "OS-EXT-SRV-ATTR:host", Help: "the host that it is on, for administrators"},
	{Name: "Host Status", Member: "host_status", Since: 16, Help: "how that host is: UP, DOWN, MAINTENANCE, UNKNOWN, for administrators"},
	{Name: "Hypervisor", Member: "OS-EXT-SRV-ATTR:hypervisor_hostname", Help: "the name of the hypervisor, for administrators"},
	{Name: "Instance Name", Member: "OS-EXT-SRV-ATTR:instance_name", Help: "the name that the hypervisor has for it, for administrators"},
	{Name: "Root Device", Member: "OS-EXT-SRV-ATTR:root_device_name", Since: 3, Help: "the device that it boots from, for administrators"},
	{Name: "Launch Index", Member: "OS-EXT-SRV-ATTR:launch_index", Since: 3, Help: "which of those it is that one create made, from 0, for administrators"},
	{Name: "Reservation ID", Member: "OS-EXT-SRV-ATTR:reservation_id", Since: 3, Help: "id of the create that made it, for administrators"},
}

// imageMembers are what Nova says of the image of a server.
var imageMembers = []resource.Column{
	{Name: "Image Properties", Member: "properties", Since: 98, Help: "the properties of its image, as key=value"},
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
	{Name: "Rules", Member: "rules", Since: 64, Help: "what its policy is to go by, as key=value: max_server_per_host"},
}

func groupExtra(g *api.ServerGroup) []byte { return g.Extra }
