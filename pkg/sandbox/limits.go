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
	return ok(resource("limits", api.Limits{Rate: c.rateLimits(), Absolute: c.cloud.quota.limits(u)})), nil
}

// limits are the limits that hold here, not the guide's (fact 18); RAM is in MB (fact 40). There are no key pairs, security groups
// or floating addresses, and volumes aren't Compute's to count.
func (q Quota) limits(u usage) api.AbsoluteLimits {
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
		{"maxTotalPrivateNetworks", len(isolatedNetworks)},
		{"maxTotalRAMSize", q.RAM},
		{"maxTotalVolumeGigabytes", unlimited},
		{"maxTotalVolumes", unlimited},
		{"totalCoresUsed", u.Cores},
		{"totalInstancesUsed", u.Instances},
		{"totalKeypairsUsed", 0},
		{"totalPrivateNetworksUsed", len(isolatedNetworks)},
		{"totalRAMUsed", u.RAM},
		{"totalSecurityGroupsUsed", 0},
		{"totalVolumeGigabytesUsed", 0},
		{"totalVolumesUsed", 0},
	} {
		all = append(all, api.AbsoluteLimit{Name: l.name, Value: int64(l.value)})
	}
	return all
}

// rateRule is a row of the guide's Table 1.3: how many requests of a method, to paths that begin so, are allowed in a unit of time.
type rateRule struct {
	method, path string // path "*": all
	value        int
	unit         string
}

// rateRules are the guide's default rate limits, the first of a method and path that fits first.
var rateRules = []rateRule{
	{"POST", "/os-networksv2", 0, "DAY"},
	{"GET", "/os-networksv2", 0, "MINUTE"},
	{"POST", "/servers", 1000, "DAY"},
	{"GET", "/servers", 1000, "DAY"},
	{"POST", "*", 100, "MINUTE"},
	{"GET", "*", 100, "MINUTE"},
}

// rateLimits lists the rules by path, as example 1.23 does. They are shown and not enforced: all of each remains.
func (c *call) rateLimits() []api.RateLimits {
	var groups []api.RateLimits
	for _, r := range rateRules {
		if n := len(groups); n == 0 || groups[n-1].URI != r.path {
			groups = append(groups, api.RateLimits{URI: r.path, Regex: r.regex()})
		}
		last := &groups[len(groups)-1]
		last.Limit = append(last.Limit, api.RateLimit{
			Verb: r.method, Value: r.value, Remaining: r.value, Unit: r.unit, NextAvailable: c.now.Format(milliseconds),
		})
	}
	return groups
}

// milliseconds is how the limits write a time (example 1.23).
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

// regex is the rule's path for machines, as example 1.24 writes it.
func (r rateRule) regex() string {
	if r.path == "*" {
		return `/v[^/]/(\d+)/?.*`
	}
	return `/v[^/]/(\d+)/(` + r.path[1:] + `)/?.*`
}
