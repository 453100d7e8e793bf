package api

import "github.com/novactl/novactl/pkg/api/internal/codec"

// The namespaces of whole documents (guide 1.4, fact 15).
const (
	computeSpace  = "http://docs.openstack.org/compute/api/v1.1"
	commonSpace   = "http://docs.openstack.org/common/api/v1.0"
	identitySpace = "http://docs.openstack.org/identity/api/v2.0"
	rescueSpace   = "http://docs.openstack.org/compute/ext/rescue/api/v1.1"
	serversSpace  = "http://docs.rackspacecloud.com/servers/api/v1.1" // unrescue's, and the first generation's
	scheduleSpace = "http://docs.openstack.org/servers/api/ext/scheduled_images/v1.0"
	statusSpace   = "http://docs.openstack.org/compute/ext/extended_status/api/v1.1" // two extensions of Nova share it
	volumesSpace  = "http://docs.rackspacecloud.com/servers/api/ext/cbs/v1.0"
)

// ownSpaces returns the namespaces in which names have no alias, wherever they are. A root that no row declares is in
// the first.
func ownSpaces() []string { return []string{computeSpace, commonSpace, identitySpace, serversSpace} }

// spaces returns the extensions' aliases and namespaces: the guide's samples and section 1.10, Nova 2013.2 for those
// that came after it, and the list that a real cloud gave (extensions of 2013-11-15). It is the one table from which
// XML names extension members as JSON does.
func spaces() []codec.Space {
	return []codec.Space{
		{Alias: "atom", URI: "http://www.w3.org/2005/Atom"},
		{Alias: "OS-DCF", URI: "http://docs.openstack.org/compute/ext/disk_config/api/v1.1"},
		{Alias: "OS-EXT-AZ", URI: "http://docs.openstack.org/compute/ext/extended_availability_zone/api/v2"},
		{Alias: "OS-EXT-IMG-SIZE", URI: "http://docs.openstack.org/compute/ext/image_size/api/v1.1"},
		{Alias: "OS-EXT-IPS", URI: "http://docs.openstack.org/compute/ext/extended_ips/api/v1.1"},
		{Alias: "OS-EXT-IPS-MAC", URI: "http://docs.openstack.org/compute/ext/extended_ips_mac/api/v1.1"},
		{Alias: "OS-EXT-STS", URI: statusSpace, Names: []string{"task_state", "vm_state", "power_state", "locked_by"}},
		{Alias: "OS-EXT-SRV-ATTR", URI: statusSpace, Names: []string{"host", "instance_name", "hypervisor_hostname"}},
		{Alias: "OS-EXT-SRV-ATTR", URI: statusSpace + "/attributes"},
		{Alias: "OS-FLV-DISABLED", URI: "http://docs.openstack.org/compute/ext/flavor_disabled/api/v1.1"},
		{Alias: "OS-FLV-EXT-DATA", URI: "http://docs.openstack.org/compute/ext/flavor_extra_data/api/v1.1"},
		{Alias: "OS-FLV-WITH-EXT-SPECS", URI: "http://docs.openstack.org/compute/ext/flavor_with_extra_specs/api/v2.0"},
		{Alias: "OS-SRV-USG", URI: "http://docs.openstack.org/compute/ext/server_usage/api/v1.1"},
		{Alias: "RAX-AUTH", URI: "http://docs.rackspace.com/identity/api/ext/RAX-AUTH/v1.0"},
		{Alias: "RAX-KSKEY", URI: "http://docs.rackspace.com/identity/api/ext/RAX-KSKEY/v1.0"},
		{Alias: "RAX-SI", URI: scheduleSpace},
		{Alias: "RS-CBS", URI: "http://docs.rackspacecloud.com/servers/api/ext/cbs/v1.1"},
		{Alias: "RS-CBS", URI: volumesSpace},
		{Alias: "rax-bandwidth", URI: "http://docs.rackspace.com/servers/api/ext/server_bandwidth/"},
		{Alias: "os-extended-volumes", URI: "http://docs.openstack.org/compute/ext/extended_volumes/api/v1.1"},
		{Alias: "os-flavor-access", URI: "http://docs.openstack.org/compute/ext/flavor_access/api/v2"},
		{Alias: "os-flavor-rxtx", URI: "http://docs.openstack.org/compute/ext/flavor_rxtx/api/v1.1"},
		{Alias: "os-flavor-swap", URI: "http://docs.openstack.org/compute/ext/flavor_swap/api/v1.1"},
		{Alias: "os-rescue", URI: rescueSpace},
		{Alias: "os-used-limits", URI: "http://docs.openstack.org/compute/ext/used_limits/api/v1.1"},
		{Alias: "os-volumes", URI: "http://docs.openstack.org/compute/ext/volumes/api/v1.1"},
	}
}
