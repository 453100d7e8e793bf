package sandbox

import (
	"strings"
	"testing"
	"time"
)

// volumeUnderAction is a volume of a cloud of its own, for requests one after another.
type volumeUnderAction struct {
	*cloudUnderTest
	t        *testing.T
	path, id string
}

func newVolumeUnderAction(t *testing.T) *volumeUnderAction {
	t.Helper()
	u := newCloud(t, Options{})
	const base = "/DFW/volume/v3/010101/volumes"
	id := at[string](t, u.json(u.want(202, u.send("POST", base, `{"volume":{"name":"disk","size":2}}`))), "volume", "id")
	u.clock.advance(time.Minute)
	return &volumeUnderAction{u, t, base + "/" + id, id}
}

func (v *volumeUnderAction) show() map[string]any {
	v.t.Helper()
	return at[map[string]any](v.t, v.json(v.want(200, v.send("GET", v.path, ""))), "volume")
}

// volumeStep is an action, the answer to it, and the status that the volume then has.
type volumeStep struct {
	action string
	status int
	text   string // in the answer
	then   string
}

func (v *volumeUnderAction) steps(steps []volumeStep, header ...string) {
	v.t.Helper()
	for _, s := range steps {
		r := v.want(s.status, v.send("POST", v.path+"/action", s.action, header...))
		if got := v.show()["status"]; got != s.then || !strings.Contains(r.body, s.text) {
			v.t.Errorf("%s: %s, and then it is %v and not %s", s.action, r.body, got, s.then)
		}
	}
}

// Each action of a volume does its work, in the states that allow it; what others are told are the words of a Cinder of 2026.2.
func TestVolumeActions(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string][]volumeStep{
		"unknown": {
			{`{"os-nonsense":null}`, 400, "There is no such action: os-nonsense. Verify the request body", "available"},
			{`{}`, 400, "Malformed request body", "available"},
			{`{"os-reserve":null,"os-unreserve":null}`, 400, "Malformed request body", "available"},
			{`{"os-reimage":{"image_id":"` + precise + `"}}`, 404, "", "available"},
		},
		"reserved": {
			{`{"os-reserve":{}}`, 202, "", "attaching"},
			{`{"os-reserve":{}}`, 400, "Volume status must be available to reserve, but the status is attaching.", "attaching"},
			{`{"os-extend":{"new_size":3}}`, 400, "status must be '{'status': 'available'}' to extend, currently attaching.", "attaching"},
			{`{"os-volume_upload_image":{"image_name":"x"}}`, 400, "status must be available", "attaching"},
			{`{"os-update_readonly_flag":{"readonly":true}}`, 400, "but current status is: attaching", "attaching"},
			{`{"os-set_bootable":{"bootable":true}}`, 200, "", "attaching"},
			{`{"os-unreserve":{}}`, 202, "", "available"},
			{`{"os-unreserve":null}`, 202, "", "available"},
		},
		"attached by itself": {
			{`{"os-begin_detaching":{}}`, 400, "Unable to detach volume. Volume status must be 'in-use'", "available"},
			{`{"os-detach":{}}`, 202, "", "available"},
			{`{"os-attach":{}}`, 400, "'mountpoint' is a required property", "available"},
			{`{"os-attach":{"mountpoint":"/dev/vdc"}}`, 400, "is not valid under any of the given schemas", "available"},
			{`{"os-attach":{"host_name":"h","mountpoint":"/dev/vdc"}}`, 202, "", "in-use"},
			{`{"os-attach":{"host_name":"h","mountpoint":"/dev/vdc"}}`, 400, "already attached", "in-use"},
			{`{"os-begin_detaching":{}}`, 202, "", "detaching"},
			{`{"os-roll_detaching":{}}`, 202, "", "in-use"},
			{`{"os-detach":{"attachment_id":"` + precise + `"}}`, 409, "ConflictNovaUsingAttachment", "in-use"},
			{`{"os-begin_detaching":{}}`, 202, "", "detaching"},
			{`{"os-detach":{}}`, 202, "", "available"},
		},
		"a member": {
			{`{"os-extend":{"new_size":"x"}}`, 400, "Invalid input for field/attribute new_size. Value: x. 'x' does not match '^[0-9]+$'", "available"},
			{`{"os-extend":{}}`, 400, "Invalid input for field/attribute os-extend. Value: {}. 'new_size' is a required property", "available"},
			{`{"os-set_bootable":{"bootable":"perhaps"}}`, 400, "'perhaps' is not one of [True, 'True', 'TRUE'", "available"},
			{`{"os-volume_upload_image":{"image_name":"x","disk_format":"y"}}`, 400, "'y' is not one of ['raw', 'vmdk'", "available"},
			{`{"os-volume_upload_image":{"image_name":"x","visibility":"private"}}`, 400, "('visibility' was unexpected)", "available"},
			{`{"os-initialize_connection":{"connector":{}}}`, 200, `"driver_volume_type":"fake"`, "available"},
			{`{"os-terminate_connection":{"connector":{}}}`, 202, "", "available"},
			{`{"os-set_image_metadata":{"metadata":{"a":"b"}}}`, 200, `{"metadata":{"a":"b"}}`, "available"},
			{`{"os-show_image_metadata":null}`, 200, `{"metadata":{"a":"b"}}`, "available"},
			{`{"os-unset_image_metadata":{"key":"z"}}`, 404, "cannot be found", "available"},
			{`{"os-unset_image_metadata":{"key":"a"}}`, 200, "", "available"},
			{`{"os-retype":{"new_type":"SATA"}}`, 400, "requested type has to be different", "available"},
			{`{"os-retype":{"new_type":"tape"}}`, 404, "Volume type with name tape could not be found.", "available"},
			{`{"os-retype":{"new_type":"SSD"}}`, 202, "", "retyping"},
		},
		"the administrator's": {
			{`{"os-reset_status":{"status":"error"}}`, 403, "Policy doesn't allow volume_extension:volume_admin_actions:reset_status to be performed.", "available"},
			{`{"os-force_delete":{}}`, 403, "volume_admin_actions:force_delete", "available"},
			{`{"os-force_detach":{}}`, 403, "volume_admin_actions:force_detach", "available"},
			{`{"os-unmanage":{}}`, 403, "volume_extension:volume_unmanage", "available"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			newVolumeUnderAction(t).steps(steps)
		})
	}
}

// What actions leave in the volume is there afterwards.
func TestVolumeActionsShow(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	v.steps([]volumeStep{{`{"os-extend":{"new_size":5}}`, 202, "", "extending"}})
	v.clock.advance(time.Minute)
	v.steps([]volumeStep{
		{`{"os-update_readonly_flag":{"readonly":true}}`, 202, "", "available"},
		{`{"os-set_bootable":{"bootable":"yes"}}`, 200, "", "available"},
		{`{"os-attach":{"instance_uuid":"` + precise + `","mountpoint":"/dev/vdc"}}`, 202, "", "in-use"},
	})
	got := v.show()
	a := at[[]any](t, got, "attachments")[0].(map[string]any)
	m := at[map[string]any](t, got, "metadata")
	if got["size"] != 5.0 || got["bootable"] != "true" || a["server_id"] != precise || a["device"] != "/dev/vdc" || m["readonly"] != "True" || m["attached_mode"] != "rw" {
		t.Errorf("%v", got)
	}
	v.want(400, v.send("DELETE", v.path, ""))
	// An extension of what something has is one of 3.42.
	v.steps([]volumeStep{{`{"os-extend":{"new_size":6}}`, 400, "currently in-use", "in-use"}})
	v.steps([]volumeStep{{`{"os-extend":{"new_size":6}}`, 202, "", "extending"}}, "OpenStack-API-Version", "volume 3.42")
}

// A volume that Nova attached only Nova detaches: Block Storage refuses at once, and its user doesn't wait for what never happens.
func TestVolumeOfServerDetached(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	server := v.active("web")
	attachments := "/DFW/v2.1/servers/" + server + "/os-volume_attachments"
	v.want(200, v.send("POST", attachments, `{"volumeAttachment":{"volumeId":"`+v.id+`"}}`))
	words := "ConflictNovaUsingAttachment: Detach volume from instance " + server + " using the Compute API"
	v.steps([]volumeStep{
		{`{"os-detach":{}}`, 409, words, "in-use"},
		{`{"os-terminate_connection":{"connector":{}}}`, 409, words, "in-use"},
		{`{"os-attach":{"host_name":"h","mountpoint":"/dev/vdc"}}`, 400, "already attached", "in-use"},
		{`{"os-begin_detaching":{}}`, 202, "", "detaching"},
	})
	v.want(202, v.send("DELETE", attachments+"/"+v.id, ""))
	v.clock.advance(time.Minute)
	v.steps([]volumeStep{{`{"os-reserve":{}}`, 202, "", "attaching"}}) // free again
	v.want(400, v.send("POST", attachments, `{"volumeAttachment":{"volumeId":"`+v.id+`"}}`))
}

// An image of a volume takes its time, and the volume is uploading until it is there.
func TestVolumeUpload(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	r := v.want(202, v.send("POST", v.path+"/action", `{"os-volume_upload_image":{"image_name":"golden","visibility":"private"}}`, "OpenStack-API-Version", "volume 3.1"))
	upload := at[map[string]any](t, v.json(r), "os-volume_upload_image")
	path := "/DFW/image/v2/images/" + upload["image_id"].(string)
	image := func() map[string]any { return v.json(v.want(200, v.send("GET", path, ""))) }
	if i := image(); upload["status"] != "uploading" || v.show()["status"] != "uploading" || i["status"] != "queued" || i["visibility"] != "private" || i["size"] != nil {
		t.Errorf("%v %v", upload, i)
	}
	v.want(409, v.send("PUT", path+"/file", "data", "Content-Type", "application/octet-stream"))
	v.clock.advance(2 * time.Second)
	if i := image(); i["status"] != "saving" || v.show()["status"] != "uploading" {
		t.Errorf("%v", i)
	}
	v.clock.advance(time.Minute)
	if i := image(); i["status"] != "active" || i["name"] != "golden" || i["size"] != float64(2<<30) || i["disk_format"] != "raw" || v.show()["status"] != "available" {
		t.Errorf("%v", i)
	}
	v.want(200, v.compute("GET", "/images/"+upload["image_id"].(string), ""))
}

// An administrator reaches the volumes of all projects: their status, and their end.
func TestVolumeAdministrator(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	as := []string{"X-Auth-Token", v.v3Token("admin", "admin")}
	action := strings.Replace(v.path, "010101", "admin", 1) + "/action"
	for _, s := range []volumeStep{
		{`{"os-reset_status":{}}`, 400, "Must specify 'status', 'attach_status' or 'migration_status' for update.", "available"},
		{`{"os-reset_status":{"status":"lost"}}`, 400, "Volume status: lost is invalid, valid statuses are: ('creating', 'available',", "available"},
		{`{"os-reset_status":{"status":"in-use"}}`, 400, "does not have any attachments", "available"},
		{`{"os-reset_status":{"status":"error_deleting"}}`, 202, "", "error_deleting"},
		{`{"os-migrate_volume":{"host":"h"}}`, 400, "Invalid host: No available service named 'h'", "error_deleting"},
	} {
		r := v.want(s.status, v.send("POST", action, s.action, as...))
		if got := v.show()["status"]; got != s.then || !strings.Contains(r.body, s.text) {
			t.Errorf("%s: %s, and then it is %v", s.action, r.body, got)
		}
	}
	v.want(202, v.send("POST", action, `{"os-force_delete":null}`, as...))
	v.want(404, v.send("GET", v.path, ""))
}

// A volume goes back to its latest snapshot, and doesn't go before its snapshots do.
func TestVolumeSnapshotActions(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	latest := []string{"OpenStack-API-Version", "volume 3.71"}
	v.steps([]volumeStep{{`{"revert":{"snapshot_id":"` + v.id + `"}}`, 400, "doesn't have any snapshots.", "available"}}, latest...)
	snapshot := at[string](t, v.json(v.want(202, v.send("POST", "/DFW/volume/v3/010101/snapshots", `{"snapshot":{"volume_id":"`+v.id+`"}}`))), "snapshot", "id")
	v.steps([]volumeStep{
		{`{"os-reimage":{"image_id":"` + v.id + `"}}`, 404, "could not be found", "available"},
		{`{"revert":{"snapshot_id":"` + snapshot + `"}}`, 202, "", "reverting"},
	}, latest...)
	v.clock.advance(time.Minute)
	v.steps([]volumeStep{{`{"os-reimage":{"image_id":"` + precise + `"}}`, 202, "", "downloading"}}, latest...)
	if i := at[map[string]any](t, v.show(), "volume_image_metadata"); i["image_id"] != precise {
		t.Errorf("%v", i)
	}
	v.clock.advance(time.Minute)
	v.want(400, v.send("DELETE", v.path, ""))
	v.want(202, v.send("DELETE", v.path+"?cascade=true", ""))
	v.want(404, v.send("GET", "/DFW/volume/v3/010101/snapshots/"+snapshot, ""))
}

// The metadata of a volume and of a snapshot have paths of their own, as openstack volume set --property asks for.
func TestVolumeMetadata(t *testing.T) {
	t.Parallel()
	v := newVolumeUnderAction(t)
	snapshot := at[string](t, v.json(v.want(202, v.send("POST", "/DFW/volume/v3/010101/snapshots", `{"snapshot":{"volume_id":"`+v.id+`"}}`))), "snapshot", "id")
	for _, path := range []string{v.path, "/DFW/volume/v3/010101/snapshots/" + snapshot} {
		path += "/metadata"
		for _, s := range []struct {
			method, below, body string
			status              int
			text                string
		}{
			{"GET", "", "", 200, `{"metadata":{}}`},
			{"POST", "", `{"metadata":{"a":"1"}}`, 200, `{"metadata":{"a":"1"}}`},
			{"POST", "", `{"metadata":{"b":"2"}}`, 200, `{"metadata":{"a":"1","b":"2"}}`},
			{"PUT", "", `{"metadata":{"c":"3"}}`, 200, `{"metadata":{"c":"3"}}`},
			{"GET", "/c", "", 200, `{"meta":{"c":"3"}}`},
			{"GET", "/zz", "", 404, `has no metadata with key zz.`},
			{"PUT", "/d", `{"meta":{"d":"4"}}`, 200, `{"meta":{"d":"4"}}`},
			{"PUT", "/d", `{"meta":{"e":"4"}}`, 400, `Request body and URI mismatch`},
			{"DELETE", "/zz", "", 404, `has no metadata with key zz.`},
			{"DELETE", "/c", "", 200, ``},
			{"POST", "", `{}`, 400, `'metadata' is a required property`},
			{"POST", "", `{"metadata":{"x":1}}`, 400, `Invalid input for field/attribute x. Value: 1. 1 is not of type 'string'`},
			{"GET", "", "", 200, `{"metadata":{"d":"4"}}`},
		} {
			if r := v.send(s.method, path+s.below, s.body); r.status != s.status || !strings.Contains(r.body, s.text) {
				t.Errorf("%s %s %s: %d %s", s.method, path+s.below, s.body, r.status, r.body)
			}
		}
	}
	if got := at[string](t, v.show(), "metadata", "d"); got != "4" {
		t.Errorf("%q", got)
	}
	renamed := v.json(v.want(200, v.send("PUT", "/DFW/volume/v3/010101/snapshots/"+snapshot, `{"snapshot":{"name":"t"}}`)))
	if got := at[string](t, renamed, "snapshot", "name"); got != "t" {
		t.Errorf("%q", got)
	}
}
