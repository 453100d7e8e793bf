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

func TestConflictsAreFound(t *testing.T) {
	t.Parallel()
	type base struct {
		Name string `json:"name"`
		Tags []Link `json:"tags" xml:"tags>tag"`
	}
	for name, other := range map[string]any{
		"another type": struct {
			Name int `json:"name"`
		}{},
		"another place": struct {
			Name string `json:"name" xml:",element"`
		}{},
		"another XML name": struct {
			Name string `json:"name" xml:"title"`
		}{},
		"the same XML name": struct {
			Title string `json:"title" xml:"name"`
		}{},
		"another wrapper": struct {
			Tags []Link `json:"tags" xml:"labels>tag"`
		}{},
		"another item": struct {
			Tags []string `json:"tags" xml:"tags>tag"`
		}{},
		"an unknown option": struct {
			Size int `json:"size" xml:",elemnt"`
		}{},
		"no place for it": struct {
			Size float32 `json:"size"`
		}{},
	} {
		if _, err := declare(reflect.TypeFor[base](), reflect.TypeOf(other)); err == nil {
			t.Errorf("%s: not found", name)
		}
	}
	if _, err := declare(reflect.TypeFor[base](), reflect.TypeFor[base]()); err != nil {
		t.Errorf("a type conflicts with itself: %v", err)
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
			"metadata fault links"},
		{Flavor{}, "id name ram disk vcpus swap rxtx_factor OS-FLV-EXT-DATA:ephemeral OS-FLV-DISABLED:disabled links " +
			"OS-FLV-WITH-EXT-SPECS:extra_specs"},
		{Keypair{}, "name type fingerprint public_key private_key user_id created_at"},
		{Console{}, "type url"},
		{SecurityGroupAction{}, "name"},
		{InstanceAction{}, "action instance_uuid request_id user_id project_id start_time message"},
		{Fault{}, "code created retryAt retryAfter message details"},
	} {
		s, err := declare(reflect.TypeOf(c.value))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range s.fields {
			names = append(names, f.json)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%T\n has %s\nwant %s", c.value, got, c.want)
		}
	}
}
