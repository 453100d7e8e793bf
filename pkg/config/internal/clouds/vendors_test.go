package clouds

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The table is openstacksdk's: a wrong address would get people's passwords.
func TestVendors(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../testdata/openstacksdk/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded struct{ Vendors map[string]map[string]string }
	if err := json.Unmarshal(data, &recorded); err != nil {
		t.Fatal(err)
	}
	want := recorded.Vendors
	if len(want) < 20 {
		t.Fatalf("only %d vendors", len(want))
	}
	delete(want, "vexxhost") // it names an address to fetch the rest from
	got := map[string]map[string]string{}
	for _, v := range vendors {
		if v.name == "rackspace-uk" { // ours alone
			continue
		}
		got[v.name] = map[string]string{
			"auth_url": v.authURL, "regions": v.regions, "service_name": v.serviceName, "domain": v.domain, "interface": "public", "auth_type": "",
		}
	}
	want["rackspace"]["auth_url"] = strings.TrimSuffix(want["rackspace"]["auth_url"], "/")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("vendors (-openstacksdk +novactl):\n%s", diff)
	}
}
