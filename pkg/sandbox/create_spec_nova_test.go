package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// What a create takes beside the guide is kept, and served back by those names that Nova has for it.
func TestCreateWithNovasMembers(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	create := `{"server":{"name":"web","imageRef":"` + precise + `","flavorRef":"2","user_data":"IyEvYmluL3NoCg==","availability_zone":"z1",` +
		`"security_groups":[{"name":"web"},{"name":"ssh"},{"name":"web"}],` +
		`"networks":[{"uuid":"00000000-0000-0000-0000-000000000000"},{"uuid":"11111111-1111-1111-1111-111111111111","fixed_ip":"10.1.2.3"}]}}`
	id := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", create))), "server", "id")
	u.clock.advance(10 * time.Second)
	s := u.server(id)
	groups := at[[]any](t, s, "security_groups")
	if s["OS-EXT-AZ:availability_zone"] != "z1" || len(groups) != 2 || groups[1].(map[string]any)["name"] != "ssh" || s["user_data"] != nil {
		t.Errorf("%v %v", s["OS-EXT-AZ:availability_zone"], groups)
	}
	private := at[[]any](t, s, "addresses", "private")
	if a := private[0].(map[string]any); len(private) != 1 || a["addr"] != "10.1.2.3" || a["version"] != 4.0 {
		t.Errorf("%v", private)
	}
}

// A server that boots from a volume has the image "" (fact 19) and the volume attached, which no other can have then; it can be
// snapshotted, resized and deleted like any other.
func TestBootFromVolume(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	create := func(imageRef string) string {
		return `{"server":{"name":"db","flavorRef":"2"` + imageRef + `,"block_device_mapping_v2":[{"boot_index":0,"source_type":"volume",` +
			`"destination_type":"volume","uuid":"` + tables.Volumes[0].ID + `"}]}}`
	}
	id := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", create("")))), "server", "id")
	u.clock.advance(time.Minute)
	if image, has := u.server(id)["image"]; image != "" || !has {
		t.Errorf("%v", image)
	}
	list := at[[]any](t, u.json(u.want(200, u.compute("GET", "/servers/"+id+"/os-volume_attachments", ""))), "volumeAttachments")
	if len(list) != 1 || list[0].(map[string]any)["device"] != "/dev/xvda" {
		t.Errorf("%v", list)
	}
	u.want(400, u.compute("POST", "/servers", create(`,"imageRef":""`)))
	u.want(202, u.compute("POST", "/servers/"+id+"/action", `{"createImage":{"name":"i"}}`))
	u.clock.advance(time.Minute)
	u.want(202, u.compute("POST", "/servers/"+id+"/action", `{"resize":{"flavorRef":"3"}}`))
	xml := u.want(200, u.compute("GET", "/servers/"+id, "", "Accept", "application/xml"))
	if !strings.Contains(xml.body, "<image/>") {
		t.Errorf("%s", xml.body)
	}
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	u.clock.advance(time.Minute)
	u.want(202, u.compute("POST", "/servers", create(`,"imageRef":""`)))
}

// Mistakes in them are refused, and leave nothing behind.
func TestCreateWithNovasMembersRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	image := `"imageRef":"` + precise + `",`
	for _, test := range []struct{ members, want string }{
		{image + `"user_data":"no base64!"`, "Userdata content cannot be decoded"},
		{image + `"user_data":7`, "Userdata content cannot be decoded"},
		{image + `"security_groups":"web"`, "Invalid input for field/attribute security_groups."},
		{image + `"security_groups":[{}]`, "Invalid input for field/attribute security_groups."},
		{image + `"networks":[{"port":"p"}]`, "Port p could not be found."},
		{image + `"networks":[{"uuid":"11111111-1111-1111-1111-111111111111","fixed_ip":"10.0.0.256"}]`, "Invalid fixed IP address (10.0.0.256)"},
		{image + `"block_device_mapping_v2":[{"source_type":"volume","destination_type":"volume","uuid":"x"}]`, "Boot sequence"},
		{image + `"block_device_mapping_v2":[{"boot_index":0,"source_type":"disk","uuid":"x"}]`, "source_type disk"},
		{`"block_device_mapping_v2":[{"boot_index":0,"source_type":"volume","destination_type":"volume","uuid":"` + tables.Volumes[3].ID + `"}]`, "failed to get volume"},
		{`"block_device_mapping_v2":{}`, "block_device_mapping must be a list"},
		{`"imageRef":""`, "Missing imageRef attribute"},
	} {
		r := u.want(400, u.compute("POST", "/servers", `{"server":{"name":"web","flavorRef":"2",`+test.members+`}}`))
		if got := at[string](t, u.json(r), "badRequest", "message"); !strings.Contains(got, test.want) {
			t.Errorf("%s: %q", test.members, got)
		}
	}
	if left := at[[]any](t, u.json(u.compute("GET", "/servers", "")), "servers"); len(left) != 0 {
		t.Errorf("%v", left)
	}
}
