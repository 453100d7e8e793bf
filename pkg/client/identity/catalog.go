// Package identity signs in to a cloud, of Identity v2.0 or v3, and keeps what a sign-in gave: a token and a catalog.
package identity

import (
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// What compute is called in catalogs: the names that Rackspace gave its two services of type compute (fact 5, guide
// 1.3.3), and the types of a modern OpenStack (fact 27).
const (
	computeType     = "compute"
	legacyType      = "compute_legacy" // Nova's /v2 beside its /v2.1
	nextGeneration  = "cloudServersOpenStack"
	firstGeneration = "cloudServers" // another API altogether, and in no region
)

// How well a service fits, the best first. Those from rankLegacy on count only where there is nothing better.
const (
	rankNamed = iota
	rankCompute
	rankLegacy
	rankFirstGeneration
	rankNamedOnly // it has the name that was asked for, but another type
	unfit
)

// endpointChoice is what the endpoint is chosen by. An empty service means any that fits, an empty region the fallback.
type endpointChoice struct{ kind, service, iface, region, fallback string }

// candidate is an endpoint that would do, were its region the one.
type candidate struct {
	rank        int
	region, url string
}

// chooseEndpoint finds compute in the catalog, whose services and endpoints come in any order (fact 5).
func chooseEndpoint(catalog []api.Service, by endpointChoice) (region, endpoint string, err error) {
	all := candidates(catalog, by)
	if len(all) == 0 {
		return "", "", &CatalogError{Message: by.missing()}
	}
	region, err = chooseRegion(all, by.region, by.fallback)
	if err != nil {
		return "", "", err
	}
	i := slices.IndexFunc(all, func(c candidate) bool { return c.region == region })
	if err := checkURL("endpoint", all[i].url); err != nil {
		return "", "", &CatalogError{"the catalog's compute endpoint is of no use: " + err.Error()}
	}
	return region, computeURL(all[i].url), nil
}

// computeURL is an endpoint of compute without a slash at its end. Catalogs of today may name the service without a version, which then
// has the one that every Nova has had since 2015.
func computeURL(endpoint string) string {
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	if err != nil || slices.ContainsFunc(transport.Segments(u), transport.IsVersion) {
		return strings.TrimRight(endpoint, "/")
	}
	return u.JoinPath("v2.1").String()
}

// candidates are the endpoints that would do, the best first. What is a last resort counts only where it is one.
func candidates(catalog []api.Service, by endpointChoice) []candidate {
	var all []candidate
	for _, s := range catalog {
		rank := by.rank(s)
		if rank == unfit {
			continue
		}
		for _, e := range s.Endpoints {
			if url := interfaceURL(e, by.iface); url != "" {
				all = append(all, candidate{rank, e.Region, url})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].rank < all[j].rank })
	worse := func(c candidate) bool { return c.rank >= rankLegacy && c.rank > all[0].rank }
	if i := slices.IndexFunc(all, worse); i > 0 {
		all = all[:i]
	}
	return all
}

// rank says how well a service fits.
func (by endpointChoice) rank(s api.Service) int {
	switch {
	case by.service != "" && s.Name != by.service:
	case by.kind != "" && s.Type == by.kind:
		return rankNamed
	case s.Name == nextGeneration, by.service != "" && s.Type == computeType:
		return rankNamed
	case s.Type == legacyType:
		return rankLegacy
	case by.service != "":
		return rankNamedOnly
	case s.Type == computeType && s.Name != firstGeneration:
		return rankCompute
	case s.Type == computeType:
		return rankFirstGeneration
	}
	return unfit
}

// missing says what the catalog lacks.
func (by endpointChoice) missing() string {
	service := "compute service"
	if by.service != "" {
		service = fmt.Sprintf("service named %q", by.service)
	}
	return fmt.Sprintf("the catalog has no %s with an endpoint for the %s interface", service, by.iface)
}

func interfaceURL(e api.Endpoint, iface string) string {
	switch iface {
	case "internal":
		return e.InternalURL
	case "admin":
		return e.AdminURL
	}
	return e.PublicURL
}

// chooseRegion is the region that was asked for, else the user's own, else the only one there is.
func chooseRegion(all []candidate, asked, fallback string) (string, error) {
	var have []string
	for _, c := range all {
		have = append(have, c.region)
	}
	slices.Sort(have)
	have = slices.Compact(have)
	switch {
	case asked != "" && slices.Contains(have, asked):
		return asked, nil
	case asked == "" && fallback != "" && slices.Contains(have, fallback):
		return fallback, nil
	case asked == "" && len(have) == 1:
		return have[0], nil
	}
	e := &RegionError{Region: asked}
	for _, region := range have {
		if region == "" {
			continue
		}
		e.Available = append(e.Available, region)
		if strings.EqualFold(region, asked) {
			e.Match = region
		}
	}
	return "", e
}
