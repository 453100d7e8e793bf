package identity

import (
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
)

// withEndpoint chooses the session's region and endpoint. They aren't kept in the TokenStore: the same token serves all regions.
func (m *Sessions) withEndpoint(s Session) (Session, error) {
	if m.options.Endpoint != "" {
		s.Region, s.Endpoint = m.options.Region, m.options.Endpoint
		return s, m.options.CheckEndpoint(s.Endpoint)
	}
	if s.TenantID == "" && len(s.Catalog) == 0 {
		return s, &CatalogError{"the token is for no project, and so without a catalog: name a project (project-name or project-id)"}
	}
	var err error
	s.Region, s.Endpoint, err = chooseEndpoint(s.Catalog, endpointChoice{
		kind: m.options.ServiceType, service: m.options.ServiceName, iface: m.options.Interface, region: m.options.Region, fallback: s.DefaultRegion,
	})
	if err == nil && downgrade(m.options.AuthURL, s.Endpoint) {
		err = &CatalogError{"the catalog names " + s.Endpoint + " for compute: a token got over https is not sent over http, unless to an endpoint of your own choice"}
		s.Region, s.Endpoint = "", ""
	}
	if err == nil {
		err = m.options.CheckEndpoint(s.Endpoint)
	}
	return s, err
}

// downgrade reports whether going on to a URL would send what came encrypted in the clear.
func downgrade(from, to string) bool {
	return transport.HasScheme(from, "https") && !transport.HasScheme(to, "https")
}

// ServiceEndpoint returns where the catalog has a service of this type in the session's region, with the version and without a slash at its end;
// empty where it has none. The token goes there because the catalog says so and, as to the endpoint of compute, never from https
// to http.
func (m *Sessions) ServiceEndpoint(s Session, of, version string) string {
	var found []candidate
	for _, service := range s.Catalog {
		if service.Type != of {
			continue
		}
		for _, e := range service.Endpoints {
			if u := interfaceURL(e, m.options.Interface); u != "" && (s.Region == "" || e.Region == "" || e.Region == s.Region) {
				found = append(found, candidate{region: e.Region, url: u})
			}
		}
	}
	otherRegion := func(f candidate) bool { return f.region != found[0].region }
	if len(found) == 0 || s.Region == "" && slices.ContainsFunc(found, otherRegion) {
		return "" // which region's it should be isn't known
	}
	u := found[0].url
	if checkURL("endpoint", u) != nil || downgrade(m.options.AuthURL, u) || downgrade(s.Endpoint, u) {
		return ""
	}
	return versioned(u, version)
}

// versioned is an endpoint with this version: catalogs name services without one too, and with older ones. "" is the endpoint's own.
func versioned(endpoint, version string) string {
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	if err != nil {
		return ""
	}
	path := strings.Split(u.Path, "/")
	i := slices.IndexFunc(path, transport.IsVersion)
	switch {
	case version == "":
	case i < 0:
		path = append(path, version)
	case !strings.HasPrefix(path[i], version[:2]):
		path[i] = version
	}
	u.Path, u.RawPath = strings.Join(path, "/"), ""
	return u.String()
}
