package microversion

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// The versions from which on servers have a description, networks can be none, a create takes no files to inject, and host names can be chosen.
const (
	Description = 19
	Networks    = 37
	NoFiles     = 57
	hostname    = 90
	domainName  = 94
)

// OfHostname returns the version that takes a host name: with a dot it is one with its domain (fact 50).
func OfHostname(name string) int {
	if strings.Contains(name, ".") {
		return domainName
	}
	return hostname
}

// OfCreate returns the version that the members of a create take, by Nova's version history up to 2.104, and the one that the members of its disks and
// networks take; 0: any.
func OfCreate(s api.ServerCreate) (since, within int) {
	if s.NetworkPolicy == api.NoNetworks {
		since = Networks
	}
	since = max(since, sinceOf(s.Extra, map[string]int{
		"description": Description, "tags": 52, "trusted_image_certificates": 63, "host": 74, "hypervisor_hostname": 74,
	}))
	if name, err := api.Member(s.Extra, "hostname"); err == nil {
		since = max(since, OfHostname(string(name)))
	}
	for _, n := range s.Networks {
		within = max(within, sinceOf(n.Extra, map[string]int{"tag": 42}))
	}
	for _, d := range s.BlockDevices {
		within = max(within, sinceOf(d.Extra, map[string]int{"tag": 42, "volume_type": 67}))
	}
	return since, within
}

// sinceOf returns the newest version that the members of a JSON object take.
func sinceOf(object jsontext.Value, versions map[string]int) (since int) {
	var members map[string]jsontext.Value
	if len(object) == 0 || api.Unmarshal(object, &members) != nil {
		return 0
	}
	for name := range members {
		since = max(since, versions[name])
	}
	return since
}
