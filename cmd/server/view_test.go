package server

import (
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// whole is a server with every member that a column may look at.
const whole = `{"id":"1","name":"web","status":"ACTIVE","progress":50,"tenant_id":"t","user_id":"u","hostId":"h","created":"2026-01-01T00:00:00Z",
	"updated":"2026-01-02T00:00:00Z","accessIPv4":"198.51.100.1","accessIPv6":"2001:db8::1","adminPass":"p","key_name":"k","OS-DCF:diskConfig":"AUTO",
	"OS-EXT-STS:vm_state":"active","OS-EXT-STS:task_state":"rebooting","OS-EXT-STS:power_state":1,"image":{"id":"i","properties":{"os_distro":"debian"}},"flavor":{"original_name":"m1.small"},
	"metadata":{"a":"b"},"addresses":{"public":[{"version":4,"addr":"198.51.100.7"},{"version":6,"addr":"2001:db8::7"}]},
	"fault":{"code":500,"message":"m"},"OS-EXT-AZ:availability_zone":"nova","security_groups":[{"name":"default"}],
	"rax-bandwidth:bandwidth":[{"interface":"public","bandwidth_inbound":1,"bandwidth_outbound":2}],
	"description":"d","tags":["a","b"],"locked":true,"locked_reason":"r","os-extended-volumes:volumes_attached":[{"id":"v","delete_on_termination":true}],
	"server_groups":["g"],"OS-EXT-SRV-ATTR:hostname":"web","pinned_availability_zone":"az1","scheduler_hints":{"group":"g","different_host":["a","b"]},
	"config_drive":"True","trusted_image_certificates":["c"],"OS-SRV-USG:launched_at":"2026-01-01","OS-SRV-USG:terminated_at":"2026-01-03",
	"OS-EXT-SRV-ATTR:host":"cmp1","host_status":"UP","OS-EXT-SRV-ATTR:hypervisor_hostname":"hyp1","OS-EXT-SRV-ATTR:instance_name":"instance-1",
	"OS-EXT-SRV-ATTR:root_device_name":"/dev/vda","OS-EXT-SRV-ATTR:launch_index":0,"OS-EXT-SRV-ATTR:reservation_id":"r-1"}`

// A column shows the same of a server of which only those members were read that it says it looks at.
func TestColumnsRead(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]string{
		"whole":          whole,
		"without access": strings.NewReplacer(`"accessIPv4"`, `"x"`, `"accessIPv6"`, `"y"`).Replace(whole),
		"floating":       strings.ReplaceAll(whole, `"addr":"198`, `"OS-EXT-IPS:type":"floating","addr":"198`),
	} {
		var all api.Server
		if err := view.Decode([]byte(doc), &all); err != nil {
			t.Fatal(err)
		}
		for _, c := range view.Columns {
			var part api.Server
			if err := view.DecodeMembers([]byte(doc), strings.Fields(c.Reads), &part); err != nil {
				t.Errorf("%s: %s: %v", name, c.Name, err)
			}
			compareCells(t, name+": "+c.Name, c, part, all)
		}
	}
}

func compareCells(t *testing.T, what string, c output.Column[*api.Server], part, all api.Server) {
	t.Helper()
	if got, want := c.Cell(&part), c.Cell(&all); got != want || want == "" && !strings.HasPrefix(c.Name, "Access") {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
	if c.Short != nil && c.Short(&part) != c.Short(&all) {
		t.Errorf("%s: %q when short, want %q", what, c.Short(&part), c.Short(&all))
	}
	if c.Compare != nil && c.Compare(&part, &all) != 0 {
		t.Errorf("%s: not equal to itself", what)
	}
}
