package identity

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

func testdata(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func recordedCatalog(t *testing.T) []api.Service {
	t.Helper()
	a, err := readAccess(testdata(t, "auth-response-2014-03-04.json"))
	if err != nil {
		t.Fatal(err)
	}
	return a.Catalog
}

// The endpoint is the next generation's in the right region, however the catalog is shuffled (fact 5).
func TestEndpointRecorded(t *testing.T) {
	t.Parallel()
	catalog := recordedCatalog(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		random.Shuffle(len(catalog), func(i, j int) { catalog[i], catalog[j] = catalog[j], catalog[i] })
		for _, s := range catalog {
			random.Shuffle(len(s.Endpoints), func(i, j int) { s.Endpoints[i], s.Endpoints[j] = s.Endpoints[j], s.Endpoints[i] })
		}
		for by, want := range map[endpointChoice]string{
			{iface: "public", fallback: "DFW"}:                                 "https://dfw.servers.api.rackspacecloud.com/v2/000000",
			{iface: "public", region: "SYD", fallback: "DFW"}:                  "https://syd.servers.api.rackspacecloud.com/v2/000000",
			{iface: "public", service: "cloudServers", fallback: "DFW"}:        "https://servers.api.rackspacecloud.com/v1.0/000000",
			{iface: "public", service: "cloudServersOpenStack", region: "IAD"}: "https://iad.servers.api.rackspacecloud.com/v2/000000",
		} {
			if _, got, err := chooseEndpoint(catalog, by); err != nil || got != want {
				t.Fatalf("%+v: %q, %v, want %s", by, got, err, want)
			}
		}
	}
}

// A region that isn't there, or has to be chosen, is told with those that are.
func TestRegionError(t *testing.T) {
	t.Parallel()
	all := []string{"DFW", "HKG", "IAD", "ORD", "SYD"}
	for name, test := range map[string]struct {
		by   endpointChoice
		want RegionError
	}{
		"none chosen":           {endpointChoice{}, RegionError{Available: all}},
		"default not there":     {endpointChoice{fallback: "LON"}, RegionError{Available: all}},
		"unknown":               {endpointChoice{region: "MARS", fallback: "DFW"}, RegionError{Region: "MARS", Available: all}},
		"in lower case":         {endpointChoice{region: "dfw"}, RegionError{Region: "dfw", Available: all, Match: "DFW"}},
		"of another generation": {endpointChoice{service: "cloudServers", region: "DFW"}, RegionError{Region: "DFW"}},
	} {
		test.by.iface = "public"
		_, _, err := chooseEndpoint(recordedCatalog(t), test.by)
		var got *RegionError
		if !errors.As(err, &got) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(test.want, *got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func serviceOf(name, kind string, endpoints ...api.Endpoint) api.Service {
	return api.Service{Name: name, Type: kind, Endpoints: endpoints}
}

func public(region, url string) api.Endpoint { return api.Endpoint{Region: region, PublicURL: url} }

// On clouds that aren't Rackspace's the service of type compute is found, and the first generation is the last resort.
func TestEndpointElsewhere(t *testing.T) {
	t.Parallel()
	first := serviceOf("cloudServers", "compute", public("", "https://old/v1.0/1"))
	nova := serviceOf("nova", "compute", public("RegionOne", "https://nova/v2/1/"))
	next := serviceOf("cloudServersOpenStack", "compute", public("ORD", "https://ord/v2/1"))
	legacy := serviceOf("nova_legacy", "compute_legacy", public("RegionTwo", "https://legacy/v2/1"))
	volume := serviceOf("cinder", "volume", public("RegionOne", "https://volume/v1/1"))
	for name, test := range map[string]struct {
		catalog []api.Service
		by      endpointChoice
		region  string
		url     string
	}{
		"the only region needs no choice":        {[]api.Service{volume, nova}, endpointChoice{}, "RegionOne", "https://nova/v2/1"},
		"before the first generation":            {[]api.Service{first, nova}, endpointChoice{}, "RegionOne", "https://nova/v2/1"},
		"the first generation alone":             {[]api.Service{first}, endpointChoice{}, "", "https://old/v1.0/1"},
		"another compute that has the region":    {[]api.Service{next, nova}, endpointChoice{region: "RegionOne"}, "RegionOne", "https://nova/v2/1"},
		"before compute_legacy":                  {[]api.Service{legacy, nova}, endpointChoice{}, "RegionOne", "https://nova/v2/1"},
		"compute_legacy where nothing else is":   {[]api.Service{volume, legacy, first}, endpointChoice{}, "RegionTwo", "https://legacy/v2/1"},
		"without a version":                      {[]api.Service{serviceOf("nova", "compute", public("R", "https://nova:8774"))}, endpointChoice{}, "R", "https://nova:8774/v2.1"},
		"without a version, under a path":        {[]api.Service{serviceOf("nova", "compute", public("R", "https://cloud/compute/"))}, endpointChoice{}, "R", "https://cloud/compute/v2.1"},
		"a version under a path":                 {[]api.Service{serviceOf("nova", "compute", public("R", "https://cloud/compute/v2.1/"))}, endpointChoice{}, "R", "https://cloud/compute/v2.1"},
		"compute_legacy by name":                 {[]api.Service{nova, legacy}, endpointChoice{service: "nova_legacy"}, "RegionTwo", "https://legacy/v2/1"},
		"by name, of type compute":               {[]api.Service{serviceOf("nova", "nfv", public("R", "https://nfv/")), legacy, nova}, endpointChoice{service: "nova"}, "RegionOne", "https://nova/v2/1"},
		"by name, of another type":               {[]api.Service{serviceOf("nova21", "computev21", public("R", "https://nova21/v2.1")), nova}, endpointChoice{service: "nova21"}, "R", "https://nova21/v2.1"},
		"the named service of a region is first": {[]api.Service{serviceOf("nova", "compute", public("ORD", "https://nova/v2/1")), next}, endpointChoice{region: "ORD"}, "ORD", "https://ord/v2/1"},
	} {
		test.by.iface = "public"
		region, url, err := chooseEndpoint(test.catalog, test.by)
		if err != nil || region != test.region || url != test.url {
			t.Errorf("%s: %q %q %v, want %q %q", name, region, url, err, test.region, test.url)
		}
	}
}

// An interface that the service doesn't have (fact 5: no internalURL), or a catalog without compute, is told as such.
func TestEndpointMissing(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]endpointChoice{
		"no internal URL": {iface: "internal", region: "DFW"},
		"no such service": {iface: "public", service: "nova", region: "DFW"},
	} {
		_, _, err := chooseEndpoint(recordedCatalog(t), by)
		if !errors.As(err, new(*CatalogError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := []api.Service{serviceOf("nova", "compute", public("R", "nova.internal/v2"))}
	if _, _, err := chooseEndpoint(bad, endpointChoice{iface: "public"}); !errors.As(err, new(*CatalogError)) {
		t.Errorf("endpoint that is no URL: %v", err)
	}
}

// In the catalog of Identity v3 each interface has its own address, and a region may be named by its id alone.
func TestEndpointV3(t *testing.T) {
	t.Parallel()
	token, err := readTokenV3([]byte(`{"token":{"catalog":[{"name":"nova","type":"compute","endpoints":[
		{"interface":"admin","region":"One","url":"https://admin/v2.1"},
		{"interface":"public","region":"One","region_id":"1","url":"https://public/v2.1/"},
		{"interface":"internal","region":null,"region_id":"One","url":"https://internal/v2.1"},
		{"interface":"public","region_id":"Two","url":"https://two/v2.1"},
		{"interface":"other","region":"Three","url":"https://three/v2.1"}]}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	catalog := token.session().Catalog
	for by, want := range map[endpointChoice]string{
		{iface: "public", region: "One"}:   "https://public/v2.1",
		{iface: "public", region: "Two"}:   "https://two/v2.1",
		{iface: "internal", region: "One"}: "https://internal/v2.1",
		{iface: "admin"}:                   "https://admin/v2.1",
	} {
		if _, got, err := chooseEndpoint(catalog, by); err != nil || got != want {
			t.Errorf("%+v: %q, %v, want %s", by, got, err, want)
		}
	}
	_, _, err = chooseEndpoint(catalog, endpointChoice{iface: "public"})
	var region *RegionError
	if !errors.As(err, &region) || cmp.Diff([]string{"One", "Two"}, region.Available) != "" {
		t.Errorf("no region chosen: %v", err)
	}
}
