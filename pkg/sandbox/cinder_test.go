package sandbox

import (
	"testing"
	"time"
)

// A volume is made, takes its time, grows, is attached, and goes when nobody has it; a snapshot of it is made and goes.
func TestBlockStorageV3(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const base = "/DFW/volume/v3/010101"
	made := at[map[string]any](t, u.json(u.want(202, u.send("POST", base+"/volumes", `{"volume":{"name":"disk","size":2}}`))), "volume")
	id := made["id"].(string)
	status := func() string {
		return at[string](t, u.json(u.want(200, u.send("GET", base+"/volumes/"+id, ""))), "volume", "status")
	}
	if made["status"] != "creating" || status() != "creating" {
		t.Errorf("%v", made)
	}
	server := u.active("web")
	if got := status(); got != "available" {
		t.Error(got)
	}
	u.want(200, u.send("POST", "/DFW/v2.1/servers/"+server+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+id+`"}}`))
	if got := status(); got != "in-use" {
		t.Error(got)
	}
	u.want(400, u.send("DELETE", base+"/volumes/"+id, ""))
	u.want(400, u.send("POST", base+"/snapshots", `{"snapshot":{"volume_id":"`+id+`"}}`))
	snapshot := at[string](t, u.json(u.want(202, u.send("POST", base+"/snapshots", `{"snapshot":{"volume_id":"`+id+`","force":true}}`))), "snapshot", "id")
	u.want(202, u.send("DELETE", "/DFW/v2.1/servers/"+server+"/os-volume_attachments/"+id, ""))
	u.clock.advance(time.Minute)
	u.want(202, u.send("POST", base+"/volumes/"+id+"/action", `{"os-extend":{"new_size":5}}`))
	u.want(400, u.send("POST", base+"/volumes/"+id+"/action", `{"os-extend":{"new_size":4}}`))
	u.clock.advance(time.Minute)
	u.want(202, u.send("DELETE", base+"/snapshots/"+snapshot, ""))
	u.want(202, u.send("DELETE", base+"/volumes/"+id, ""))
	u.want(404, u.send("GET", base+"/volumes/"+id, ""))
	u.want(400, u.send("POST", base+"/volumes", `{"volume":{"name":"none"}}`))
	other := u.v3Token("sandbox2", "020202")
	u.want(400, u.send("GET", base+"/volumes", "", "X-Auth-Token", other))
}

// What there is of the cloud itself is for the administrator to see, but for its zones.
func TestCloudForAdministrators(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	u.active("web")
	u.want(200, u.today("GET", "/os-availability-zone", "2.1", ""))
	paths := []string{"/os-hypervisors", "/os-hypervisors/detail", "/os-services", "/os-aggregates", "/os-simple-tenant-usage", "/os-availability-zone/detail"}
	for _, path := range paths {
		u.want(403, u.today("GET", path, "2.1", ""))
	}
	u.token = u.v3Token("admin", "admin")
	for _, path := range paths {
		u.want(200, u.today("GET", path, "2.104", ""))
	}
	running := 0.0
	for _, h := range at[[]any](t, u.json(u.today("GET", "/os-hypervisors/detail", "2.1", "")), "hypervisors") {
		running += h.(map[string]any)["running_vms"].(float64)
	}
	if running != 1 {
		t.Errorf("%v servers on all hosts", running)
	}
	u.clock.advance(time.Hour)
	usage := at[[]any](t, u.json(u.today("GET", "/os-simple-tenant-usage?detailed=1", "2.1", "")), "tenant_usages")
	if len(usage) != 1 || usage[0].(map[string]any)["total_hours"].(float64) < 1 {
		t.Errorf("%v", usage)
	}
}
