package nova

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// showLimits answers with the rate limits, the absolute limits, and what is used of them (guide 1.8, 3.5).
func showLimits(c *service.RequestContext) (*web.Response, error) {
	u, err := c.Usage()
	if err != nil {
		return nil, err
	}
	rates, err := compute.RateLimits(c.Now, func(r compute.RateRule) (compute.RateUse, error) { return c.RateUse(r.Key(), r.Span()) })
	if err != nil {
		return nil, err
	}
	volumes, err := c.Volumes()
	if err != nil {
		return nil, err
	}
	used := counts{Usage: u, keypairs: c.CountKeypairs(), networks: len(c.Tables.Networks), volumes: len(volumes)}
	for _, v := range volumes {
		used.gigabytes += v.Size
	}
	return web.OK(web.Document("limits", api.Limits{Rate: rates, Absolute: absoluteLimits(c.Quota(), used)})), nil
}

// counts is what there is of all that has a limit.
type counts struct {
	compute.Usage
	keypairs int
	networks int // isolated ones

	volumes, gigabytes int
}

// absoluteLimits are the limits that hold here, not the guide's (fact 18); RAM is in MB (fact 40). There are no security groups of one's own
// and no floating addresses.
func absoluteLimits(q compute.Quota, u counts) api.AbsoluteLimits {
	var all api.AbsoluteLimits
	for _, l := range []struct {
		name  string
		value int
	}{
		{"maxImageMeta", q.Metadata},
		{"maxPersonality", q.Files},
		{"maxPersonalitySize", q.FileBytes},
		{"maxServerMeta", q.Metadata},
		{"maxTotalCores", q.Cores},
		{"maxTotalFloatingIps", 0},
		{"maxTotalInstances", q.Instances},
		{"maxTotalKeypairs", compute.MaxKeypairs},
		{"maxTotalPrivateNetworks", u.networks},
		{"maxTotalRAMSize", q.RAM},
		{"maxTotalVolumeGigabytes", compute.Unlimited},
		{"maxTotalVolumes", compute.Unlimited},
		{"totalCoresUsed", u.Cores},
		{"totalInstancesUsed", u.Instances},
		{"totalKeypairsUsed", u.keypairs},
		{"totalPrivateNetworksUsed", u.networks},
		{"totalRAMUsed", u.RAM},
		{"totalSecurityGroupsUsed", 0},
		{"totalVolumeGigabytesUsed", u.gigabytes},
		{"totalVolumesUsed", u.volumes},
	} {
		all = append(all, api.AbsoluteLimit{Name: l.name, Value: int64(l.value)})
	}
	return all
}
