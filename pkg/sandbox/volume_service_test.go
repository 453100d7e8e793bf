package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Clients look a volume up before they attach it: openstack in Block Storage, Libcloud and fog in Compute's /os-volumes. Both know
// the tenant's volumes alone, and which server has one.
func TestVolumeServices(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	endpoint := u.service("volumev2")
	u.want(200, u.send("GET", "/DFW/volume/v2", "", "X-Auth-Token", ""))
	type names struct{ name, server, volume, path string }
	for api, n := range map[string]names{
		"storage": {"name", "server_id", "volume_id", endpoint + "/volumes"},
		"compute": {"displayName", "serverId", "volumeId", "/DFW/v2/010101/os-volumes"},
	} {
		t.Run(api, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			server, data := u.active("web"), tables.Volumes[0].ID
			for _, path := range []string{n.path, n.path + "/detail"} {
				var got []any
				for _, v := range at[[]any](t, u.json(u.want(200, u.send("GET", path, ""))), "volumes") {
					got = append(got, v.(map[string]any)[n.name])
				}
				if diff := cmp.Diff([]any{"data", "logs", "backup"}, got); diff != "" {
					t.Errorf("%s: %s", path, diff)
				}
			}
			u.want(404, u.send("GET", n.path+"/"+tables.Volumes[3].ID, "")) // another tenant's

			show := func() map[string]any {
				return at[map[string]any](t, u.json(u.want(200, u.send("GET", n.path+"/"+data, ""))), "volume")
			}
			if v := show(); v["status"] != "available" || v["size"] != 100.0 {
				t.Errorf("%v", v)
			}
			attachments := "/servers/" + server + "/os-volume_attachments"
			u.want(200, u.compute("POST", attachments, `{"volumeAttachment":{"volumeId":"`+data+`"}}`))
			u.clock.advance(time.Minute)
			v := show()
			want := map[string]any{"id": data, n.volume: data, n.server: server, "device": "/dev/xvdb"}
			got := at[[]any](t, v, "attachments")[0].(map[string]any)
			delete(got, "attachment_id")
			if diff := cmp.Diff(want, got); diff != "" || v["status"] != "in-use" {
				t.Errorf("%v %s", v["status"], diff)
			}
			u.want(202, u.compute("DELETE", attachments+"/"+data, ""))
			u.clock.advance(time.Minute)
			if v := show(); v["status"] != "available" {
				t.Errorf("after it is detached: %v", v)
			}
		})
	}
}

// A volume that no server has comes from /os-volumes with one empty attachment, as Nova wrote it; clients take it out themselves.
func TestComputeVolumeUnattached(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	v := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/os-volumes/"+tables.Volumes[1].ID, ""))), "volume")
	if diff := cmp.Diff([]any{map[string]any{}}, v["attachments"]); diff != "" {
		t.Error(diff)
	}
}
