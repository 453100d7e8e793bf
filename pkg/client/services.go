package client

import (
	"net/url"
	"slices"
	"strings"
)

// The types of the services that a catalog has beside compute, and that this package asks.
const (
	imageType   = "image"   // Glance
	networkType = "network" // Neutron
)

// serviceVersion is the version of a service that this package speaks.
func serviceVersion(of string) string {
	if of == networkType {
		return "v2.0"
	}
	return "v2"
}

// serviceEndpoint is where the catalog has a service in the session's region, with its version and without a slash at its end;
// empty where it has none. The token goes there because the catalog says so and, as to the endpoint of compute, never from https
// to http.
func (c *Client) serviceEndpoint(s Session, of string) string {
	var found []candidate
	for _, service := range s.Catalog {
		if service.Type != of {
			continue
		}
		for _, e := range service.Endpoints {
			if u := interfaceURL(e, c.options.Interface); u != "" && (s.Region == "" || e.Region == "" || e.Region == s.Region) {
				found = append(found, candidate{region: e.Region, url: u})
			}
		}
	}
	elsewhere := func(f candidate) bool { return f.region != found[0].region }
	if len(found) == 0 || s.Region == "" && slices.ContainsFunc(found, elsewhere) {
		return "" // which region's it should be isn't known
	}
	u := found[0].url
	if checkURL("endpoint", u) != nil || downgrade(c.options.AuthURL, u) || downgrade(s.Endpoint, u) {
		return ""
	}
	return versioned(u, serviceVersion(of))
}

// versioned is an endpoint with this version: catalogs name services without one too, and with older ones.
func versioned(endpoint, version string) string {
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	if err != nil {
		return ""
	}
	path := strings.Split(u.Path, "/")
	i := slices.IndexFunc(path, versionSegment.MatchString)
	switch {
	case i < 0:
		path = append(path, version)
	case !strings.HasPrefix(path[i], "v2"):
		path[i] = version
	}
	u.Path, u.RawPath = strings.Join(path, "/"), ""
	return u.String()
}
