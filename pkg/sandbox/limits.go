package sandbox

import (
	"github.com/novactl/novactl/pkg/api"
)

// showLimits answers with the rate limits, the absolute limits, and what is used of them (guide 1.8, 3.5).
func showLimits(c *call) (*answer, error) {
	u, err := c.usage()
	if err != nil {
		return nil, err
	}
	rates, err := c.rateLimits()
	if err != nil {
		return nil, err
	}
	return ok(resource("limits", api.Limits{Rate: rates, Absolute: c.quota().limits(u, len(c.tables.networks))})), nil
}

// limits are the limits that hold here, not the guide's (fact 18); RAM is in MB (fact 40). There are no key pairs, security groups
// or floating addresses, and volumes aren't Compute's to count.
func (q Quota) limits(u usage, isolated int) api.AbsoluteLimits {
	var all api.AbsoluteLimits
	for _, l := range []struct {
		name  string
		value int
	}{
		{"maxImageMeta", maxMetadata},
		{"maxPersonality", maxFiles},
		{"maxPersonalitySize", maxFileContents},
		{"maxServerMeta", maxMetadata},
		{"maxTotalCores", q.Cores},
		{"maxTotalFloatingIps", 0},
		{"maxTotalInstances", q.Instances},
		{"maxTotalKeypairs", 0},
		{"maxTotalPrivateNetworks", isolated},
		{"maxTotalRAMSize", q.RAM},
		{"maxTotalVolumeGigabytes", unlimited},
		{"maxTotalVolumes", unlimited},
		{"totalCoresUsed", u.Cores},
		{"totalInstancesUsed", u.Instances},
		{"totalKeypairsUsed", 0},
		{"totalPrivateNetworksUsed", isolated},
		{"totalRAMUsed", u.RAM},
		{"totalSecurityGroupsUsed", 0},
		{"totalVolumeGigabytesUsed", 0},
		{"totalVolumesUsed", 0},
	} {
		all = append(all, api.AbsoluteLimit{Name: l.name, Value: int64(l.value)})
	}
	return all
}
