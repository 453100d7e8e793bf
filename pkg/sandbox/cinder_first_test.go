package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Block Storage v1 is in the catalog as the recorded one has it, and has the words of its time: what is made by it is v3's too.
func TestBlockStorageV1(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	base := u.service("volume")
	unsized := at[string](t, u.json(u.want(400, u.send("POST", base+"/volumes", `{"volume":{}}`))), "badRequest", "message")
	if unsized != "Invalid input received: Volume size 'None' must be an integer and greater than 0" {
		t.Error(unsized)
	}
	made := at[map[string]any](t, u.json(u.want(200, u.send("POST", base+"/volumes", `{"volume":{"size":100,"display_name":"disk","display_description":"d"}}`))), "volume")
	id := made["id"].(string)
	created, _ := made["created_at"].(string)
	delete(made, "created_at")
	want := map[string]any{
		"id": id, "display_name": "disk", "display_description": "d", "size": 100.0, "status": "creating", "volume_type": "SATA", "bootable": "false",
		"attachments": []any{}, "availability_zone": "nova", "encrypted": false, "metadata": map[string]any{}, "snapshot_id": nil, "source_volid": nil,
		"os-vol-tenant-attr:tenant_id": "010101",
	}
	if diff := cmp.Diff(want, made); diff != "" || created == "" {
		t.Errorf("%s created %q", diff, created)
	}
	u.clock.advance(time.Minute)
	u.want(200, u.send("PUT", base+"/volumes/"+id, `{"volume":{"display_name":"other"}}`))
	for _, path := range []string{"/volumes", "/volumes/detail"} {
		all := at[[]any](t, u.json(u.want(200, u.send("GET", base+path, ""))), "volumes")
		if last := all[len(all)-1].(map[string]any); last["display_name"] != "other" || last["name"] != nil || last["status"] != "available" {
			t.Errorf("%s: %v", path, last)
		}
	}
	if v := at[map[string]any](t, u.json(u.want(200, u.send("GET", "/DFW/volume/v3/010101/volumes/"+id, ""))), "volume"); v["name"] != "other" || v["description"] != "d" {
		t.Errorf("in v3: %v", v)
	}
	snapshot := at[map[string]any](t, u.json(u.want(200, u.send("POST", base+"/snapshots", `{"snapshot":{"volume_id":"`+id+`","display_name":"s"}}`))), "snapshot")
	path := base + "/snapshots/" + snapshot["id"].(string)
	if s := at[map[string]any](t, u.json(u.want(200, u.send("GET", path, ""))), "snapshot"); s["display_name"] != "s" || s["volume_id"] != id {
		t.Errorf("%v", s)
	}
	u.want(202, u.send("DELETE", path, ""))
	if got := at[string](t, u.json(u.want(200, u.send("GET", base+"/types/2", ""))), "volume_type", "name"); got != "SSD" {
		t.Errorf("type %q", got)
	}
	u.want(404, u.send("GET", base+"/types/3", ""))

	u.want(202, u.send("DELETE", base+"/volumes/"+id, ""))
}
