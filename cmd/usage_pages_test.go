package cmd

import (
	"net/http"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// usageCloud answers what a project used, one server a page.
type usageCloud struct {
	cloudUpTo
	asked []string
}

func (c *usageCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(req.URL.Path, "/os-simple-tenant-usage/p") {
		return c.cloudUpTo.RoundTrip(req)
	}
	c.asked = append(c.asked, req.URL.RawQuery)
	next, end := map[string]string{"": "s1", "s1": "s2", "s2": "s3"}, `}`
	server := next[req.URL.Query().Get("marker")]
	if req.Header.Get("Openstack-Api-Version") == "compute 2.40" && server != "s3" {
		end = `,"tenant_usage_links":[{"rel":"next","href":"http://elsewhere.example.com/"}]}`
	}
	return answer(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, `{"tenant_usage":{"tenant_id":"p","total_hours":1.5,
		"total_vcpus_usage":3.0,"start":"2026-11-01T00:00:00.000000","server_usages":[{"instance_id":"`+server+`","hours":1.5}]}`+end, -1), nil
}

// Nova tells what a thousand servers used at a time (fact 96), and takes times in one form: what a user asks for is the whole, at times as any command takes them.
func TestUsageOfManyServers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line, want, first string
		pages, code       int
	}{
		{"usage --project p -o json --jq {total_hours,start,ids:[.server_usages[].instance_id]}",
			`{"total_hours":4.5,"start":"2026-11-01T00:00:00.000000","ids":["s1","s2","s3"]}`, "", 3, 0},
		{"usage --project p -o json --jq .total_vcpus_usage --start 2026-11-01 --end 2026-11-02", "9", "detailed=1&end=2026-11-02T00%3A00%3A00&start=2026-11-01T00%3A00%3A00", 3, 0},
		{"usage --project p -o json --jq .total_vcpus_usage --start 2026-11-01T02:00:00+02:00 --end 2026-11-02T12:00Z", "9",
			"detailed=1&end=2026-11-02T12%3A00%3A00&start=2026-11-01T00%3A00%3A00", 3, 0},
		{"usage --project p --start yesterday", "", "", 0, 2},
		{"usage --project p --compute-api-version 2.39 -o json --jq .total_hours", "1.5", "", 1, 0},
	} {
		cloud := &usageCloud{cloudUpTo: cloudUpTo{newest: 90, path: "/v2.1"}}
		environ := []string{"HOME=" + t.TempDir(), "OS_AUTH_URL=https://identity.example.com/v3", "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_ID=p"}
		streams, out, errs := output.Buffers("")
		root := tree(&app.App{Streams: streams, Network: cloud, Environ: environ})
		root.SetArgs(strings.Fields(test.line))
		code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
		got := strings.Join(strings.Fields(out.String()), "")
		if code != test.code || got != test.want || len(cloud.asked) != test.pages {
			t.Errorf("%s: %q, code %d (%s), asked %q; want %q", test.line, got, code, errs, cloud.asked, test.want)
		}
		if test.first != "" && cloud.asked[0] != test.first {
			t.Errorf("%s: %s", test.line, cloud.asked[0])
		}
	}
}
