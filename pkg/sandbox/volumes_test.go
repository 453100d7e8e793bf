package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A volume is attached with a device of the cloud's or the user's choice, shows it when it is there, and is gone some time after it
// is detached (guide 2.4).
func TestVolumes(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	server := u.active("web")
	path := "/servers/" + server + "/os-volume_attachments"
	data, logs := tables.Volumes[0].ID, tables.Volumes[1].ID
	document := func(volume string, device any) map[string]any {
		return map[string]any{"id": volume, "volumeId": volume, "serverId": server, "device": device}
	}
	if diff := cmp.Diff(map[string]any{"volumeAttachments": []any{}}, u.json(u.want(200, u.compute("GET", path, "")))); diff != "" {
		t.Error(diff)
	}
	r := u.want(200, u.compute("POST", path, `{"volumeAttachment":{"device":null,"volumeId":"`+data+`"}}`))
	if diff := cmp.Diff(map[string]any{"volumeAttachment": document(data, "/dev/xvdb")}, u.json(r)); diff != "" {
		t.Error(diff)
	}
	r = u.want(200, u.compute("POST", path, `{"volumeAttachment":{"device":"auto","volumeId":"`+strings.ToUpper(logs)+`"}}`))
	if got := at[string](t, u.json(r), "volumeAttachment", "device"); got != "/dev/xvdc" {
		t.Errorf("the second is %s", got)
	}
	r = u.compute("GET", path+"/"+data, "")
	if diff := cmp.Diff(map[string]any{"volumeAttachment": document(data, nil)}, u.json(r)); diff != "" {
		t.Errorf("on its way: %s", diff)
	}
	u.clock.advance(2 * time.Second)
	list := map[string]any{"volumeAttachments": []any{document(data, "/dev/xvdb"), document(logs, "/dev/xvdc")}}
	if diff := cmp.Diff(list, u.json(u.want(200, u.compute("GET", path, "")))); diff != "" {
		t.Error(diff)
	}
	for range 2 { // again: it goes on as it was
		if r := u.want(202, u.compute("DELETE", path+"/"+data, "")); r.body != "" {
			t.Errorf("202 with %q", r.body)
		}
		u.want(200, u.compute("GET", path+"/"+data, ""))
		u.clock.advance(time.Second)
	}
	for _, method := range []string{"GET", "DELETE"} {
		u.want(404, u.compute(method, path+"/"+data, ""))
	}
	u.want(200, u.compute("POST", path, `{"volumeAttachment":{"device":"/dev/xvdz","volumeId":"`+data+`"}}`))
}

// In XML the answers have no namespace (examples 2.55 to 2.59); a request may say null in words.
func TestVolumesXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	path := "/servers/" + u.active("web") + "/os-volume_attachments"
	body := `<volumeAttachment` + ns + ` volumeId="` + tables.Volumes[0].ID + `" device="null"/>`
	made := u.xml(u.want(200, u.compute("POST", path+".xml", body, "Content-Type", "application/xml")))
	if made.name != "volumeAttachment" || made.attrs["device"] != "/dev/xvdb" || made.attrs["id"] != tables.Volumes[0].ID {
		t.Errorf("%+v", made)
	}
	list := u.xml(u.want(200, u.compute("GET", path+".xml", "")))
	if list.name != "volumeAttachments" || list.child(t, "volumeAttachment").attrs["volumeId"] != tables.Volumes[0].ID {
		t.Errorf("%+v", list)
	}
	if one := u.xml(u.want(200, u.compute("GET", path+"/"+tables.Volumes[0].ID+".xml", ""))); one.name != "volumeAttachment" || one.attrs["device"] != "" {
		t.Errorf("%+v", one)
	}
}

// A volume is for one server at a time, and for its own tenant.
func TestVolumesRefused(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	first, second := u.active("a"), u.active("b")
	attach := func(server, members string) reply {
		return u.compute("POST", "/servers/"+server+"/os-volume_attachments", `{"volumeAttachment":{`+members+`}}`)
	}
	id := func(v string) string { return `"volumeId":"` + v + `"` }
	u.want(200, attach(first, id(tables.Volumes[0].ID)))
	for _, test := range []struct {
		server, members string
		status          int
		message         string
	}{
		{first, id(tables.Volumes[0].ID), 400, "Invalid volume: status must be 'available'"},
		{second, id(tables.Volumes[0].ID), 400, "Invalid volume: status must be 'available'"},
		{first, id(random.UUID()), 404, "The resource could not be found."},
		{first, id(tables.Volumes[3].ID), 404, "The resource could not be found."}, // the other tenant's
		{random.UUID(), id(tables.Volumes[1].ID), 404, "The resource could not be found."},
		{first, id("data"), 400, "Bad volumeId format: volumeId is not in proper format (data)"},
		{first, id(tables.Volumes[1].ID) + `,"device":"xvdb"`, 400, "The supplied device path (xvdb) is invalid."},
		{first, id(tables.Volumes[1].ID) + `,"device":"/dev/xvdb"`, 400, "The supplied device path (/dev/xvdb) is in use."},
	} {
		if _, message := u.fault(u.want(test.status, attach(test.server, test.members))); message != test.message {
			t.Errorf("%s: %s", test.members, message)
		}
	}
	u.want(422, u.compute("POST", "/servers/"+first+"/os-volume_attachments", `{"volume":{}}`))
	u.want(204, u.compute("DELETE", "/servers/"+first, ""))
	u.want(400, attach(second, id(tables.Volumes[0].ID)))
	u.clock.advance(time.Minute)
	u.want(200, attach(second, id(tables.Volumes[0].ID))) // free again
}
