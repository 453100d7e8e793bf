package api

import (
	"reflect"
	"strings"
	"testing"
)

// Two declarations that share an element, and contradict each other, would make one of them unreadable.
func TestRegistryBuilds(t *testing.T) {
	t.Parallel()
	if _, err := registry(); err != nil {
		t.Fatal(err)
	}
}

// The JSON members that scripts may rely on. Losing or renaming one is a change that must be seen here.
func TestJSONMembers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value any
		want  string
	}{
		{Server{}, "id name status progress tenant_id user_id hostId created updated accessIPv4 accessIPv6 adminPass key_name " +
			"OS-DCF:diskConfig OS-EXT-STS:vm_state OS-EXT-STS:task_state OS-EXT-STS:power_state image flavor metadata " +
			"addresses fault links OS-EXT-AZ:availability_zone security_groups rax-bandwidth:bandwidth RAX-SI:image_schedule"},
		{ServerCreate{}, "name imageRef flavorRef adminPass accessIPv4 accessIPv6 OS-DCF:diskConfig key_name min_count max_count " +
			"metadata personality networks user_data availability_zone security_groups block_device_mapping_v2 config_drive"},
		{NetworkRef{}, "uuid port fixed_ip"},
		{BlockDevice{}, "uuid source_type destination_type boot_index volume_size delete_on_termination"},
		{ServerGroup{}, "id name policy policies members metadata project_id user_id"},
		{Image{}, "id name status progress created updated minDisk minRam OS-EXT-IMG-SIZE:size OS-DCF:diskConfig server " +
			"metadata fault links visibility protected owner disk_format container_format tags checksum os_hash_algo os_hash_value virtual_size os_hidden"},
		{Flavor{}, "id name ram disk vcpus swap rxtx_factor OS-FLV-EXT-DATA:ephemeral OS-FLV-DISABLED:disabled links " +
			"OS-FLV-WITH-EXT-SPECS:extra_specs"},
		{Keypair{}, "name type fingerprint public_key private_key user_id created_at"},
		{Console{}, "type url"},
		{SecurityGroupAction{}, "name"},
		{InstanceAction{}, "action instance_uuid request_id user_id project_id start_time message events"},
		{InstanceActionEvent{}, "event result details"},
		{Fault{}, "code created retryAt retryAfter message details"},
	} {
		var names []string
		for _, f := range reflect.VisibleFields(reflect.TypeOf(c.value)) {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
				names = append(names, name)
			}
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%T\n has %s\nwant %s", c.value, got, c.want)
		}
	}
}

// A document of another service is not read as compute's of the same name: a list of Neutron's networks keeps its own
// members.
func TestDocumentsOfAService(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ service, doc, want string }{
		{"network", `{"network":{"id":"n1","name":"web","mtu":1500}}`, `<network`},
		{"network", `{"network":{"id":"n1","ip":[{"addr":"10.0.0.1"}]}}`, `<network`},
		{"compute", `{"public":[{"version":4,"addr":"10.0.0.1"}]}`, `<network`},
		{"network", `{"public":[{"version":4,"addr":"10.0.0.1"}]}`, `<public`},
		{"identity", `{"access":{"token":{"id":"t"}}}`, `<access xmlns="http://docs.openstack.org/identity/api/v2.0"`},
		{"network", `{"itemNotFound":{"code":404,"message":"m"}}`, `<itemNotFound xmlns="http://docs.openstack.org/compute/api/v1.1" code="404"><message>m`},
	} {
		out, err := Of(c.service).FromJSON(XML, []byte(c.doc))
		if err != nil || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: %s is %s, %v", c.service, c.doc, out, err)
			continue
		}
		if back, err := Of(c.service).ToJSON(XML, out); err != nil || c.service != "identity" && string(back) != c.doc {
			t.Errorf("%s: %s comes back as %s, %v", c.service, c.doc, back, err)
		}
	}
}
