package api

import "strings"

// The namespaces of whole documents (guide 1.4, fact 15).
const (
	computeSpace  = "http://docs.openstack.org/compute/api/v1.1"
	commonSpace   = "http://docs.openstack.org/common/api/v1.0"
	identitySpace = "http://docs.openstack.org/identity/api/v2.0"
	rescueSpace   = "http://docs.openstack.org/compute/ext/rescue/api/v1.1"
	serversSpace  = "http://docs.rackspacecloud.com/servers/api/v1.1" // unrescue's, and the first generation's
	scheduleSpace = "http://docs.openstack.org/servers/api/ext/scheduled_images/v1.0"
	volumesSpace  = "http://docs.rackspacecloud.com/servers/api/ext/cbs/v1.0"
	atomAlias     = "atom"
)

// documentSpaces are the namespaces in which names have no alias, wherever they stand.
var documentSpaces = map[string]bool{computeSpace: true, commonSpace: true, identitySpace: true, serversSpace: true}

// A space is an XML namespace and the alias that JSON has for it. Where an alias has several, the first is written.
type space struct{ alias, uri string }

// spaces are the extensions' aliases and namespaces: the guide's samples and section 1.10, and the list that a real
// cloud gave (extensions of 2013-11-15). It is the one table from which XML names extension members as JSON does.
var spaces = []space{
	{atomAlias, "http://www.w3.org/2005/Atom"},
	{"OS-DCF", "http://docs.openstack.org/compute/ext/disk_config/api/v1.1"},
	{"OS-EXT-AZ", "http://docs.openstack.org/compute/ext/extended_availability_zone/api/v2"},
	{"OS-EXT-IMG-SIZE", "http://docs.openstack.org/compute/ext/image_size/api/v1.1"},
	{"OS-EXT-SRV-ATTR", "http://docs.openstack.org/compute/ext/extended_status/api/v1.1/attributes"},
	{"OS-EXT-STS", "http://docs.openstack.org/compute/ext/extended_status/api/v1.1"},
	{"OS-FLV-DISABLED", "http://docs.openstack.org/compute/ext/flavor_disabled/api/v1.1"},
	{"OS-FLV-EXT-DATA", "http://docs.openstack.org/compute/ext/flavor_extra_data/api/v1.1"},
	{"OS-FLV-WITH-EXT-SPECS", "http://docs.openstack.org/compute/ext/flavor_with_extra_specs/api/v2.0"},
	{"RAX-AUTH", "http://docs.rackspace.com/identity/api/ext/RAX-AUTH/v1.0"},
	{"RAX-KSKEY", "http://docs.rackspace.com/identity/api/ext/RAX-KSKEY/v1.0"},
	{"RAX-SI", scheduleSpace},
	{"RS-CBS", "http://docs.rackspacecloud.com/servers/api/ext/cbs/v1.1"},
	{"RS-CBS", volumesSpace},
	{"rax-bandwidth", "http://docs.rackspace.com/servers/api/ext/server_bandwidth/"},
	{"os-rescue", rescueSpace},
	{"os-used-limits", "http://docs.openstack.org/compute/ext/used_limits/api/v1.1"},
	{"os-volumes", "http://docs.openstack.org/compute/ext/volumes/api/v1.1"},
	{jsonAlias, "urn:novactl:json"},
}

// jsonAlias is the prefix of our own marks: json:type and json:member say what JSON had where XML alone has no way to
// say it, and only there. Every other reader ignores them.
const jsonAlias = "json"

// unknownSpace begins the namespace of an alias that the table doesn't have: XML needs one, JSON doesn't tell it.
const unknownSpace = "urn:openstack:extension:"

// spaceOf returns the namespace that the prefix alias is declared as.
func spaceOf(alias string) string {
	for _, s := range spaces {
		if s.alias == alias {
			return s.uri
		}
	}
	return unknownSpace + alias
}

// aliasOf returns the alias of a namespace, and whether the table or the document's own namespaces have it.
func aliasOf(uri string) (string, bool) {
	if documentSpaces[uri] {
		return "", true
	}
	for _, s := range spaces {
		if s.uri == uri {
			return s.alias, true
		}
	}
	return strings.CutPrefix(uri, unknownSpace)
}
