package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Every action leads through the states that the real one does, to its end (guide 2.3, state-rules.tsv).
func TestActions(t *testing.T) {
	t.Parallel()
	type look struct {
		after time.Duration
		want  string
	}
	const s = time.Second
	resized := []look{
		{0, "RESIZE resize_prep active 1 0 2"},
		{s, "RESIZE resize_migrating active 4 25 2"},
		{2 * s, "RESIZE resize_migrated active 4 50 2"},
		{3 * s, "RESIZE resize_finish active 4 75 3"},
		{4 * s, "VERIFY_RESIZE - resized 1 100 3"},
	}
	tests := []struct {
		name   string
		before []string // actions that are let come to their end first
		action string
		status int
		looks  []look
	}{
		{"soft reboot", nil, `{"reboot":{"type":"SOFT"}}`, 202, []look{{0, "REBOOT rebooting active 1 - 2"}, {2 * s, "ACTIVE - active 1 100 2"}}},
		{"hard reboot", nil, `{"reboot":{"type":"hard"}}`, 202, []look{{0, "HARD_REBOOT rebooting_hard active 1 - 2"}, {2 * s, "ACTIVE - active 1 100 2"}}},
		{"password", nil, `{"changePassword":{"adminPass":"Test1234"}}`, 202, []look{
			{0, "PASSWORD updating_password active 1 - 2"}, {2 * s, "ACTIVE - active 1 100 2"}}},
		{"rebuild", nil, `{"rebuild":{"imageRef":"` + precise + `"}}`, 202, []look{
			{0, "REBUILD rebuilding active 1 0 2"}, {s, "REBUILD rebuild_block_device_mapping active 4 25 2"},
			{2 * s, "REBUILD rebuild_spawning active 4 50 2"}, {4 * s, "ACTIVE - active 1 100 2"}}},
		{"resize", nil, `{"resize":{"flavorRef":"3"}}`, 202, append(resized,
			look{24*time.Hour - s, "VERIFY_RESIZE - resized 1 100 3"}, look{24 * time.Hour, "ACTIVE - active 1 100 3"})},
		{"resize by number and URL", nil, `{"resize":{"flavorRef":3}}`, 202, resized},
		{"confirm", []string{`{"resize":{"flavorRef":"https://cloud.test/v2/1/flavors/3"}}`}, `{"confirmResize":null}`, 204,
			[]look{{0, "ACTIVE - active 1 100 3"}}},
		{"revert", []string{`{"resize":{"flavorRef":"3"}}`}, `{"revertResize":null}`, 202, []look{
			{0, "REVERT_RESIZE resize_reverting resized 1 - 3"}, {3 * s, "ACTIVE - active 1 100 2"}}},
		{"rescue", nil, `{"rescue":"none"}`, 200, []look{
			{0, "ACTIVE rescuing active 1 100 2"}, {3 * s, "RESCUE - rescued 1 - 2"}, {90*time.Minute - s, "RESCUE - rescued 1 - 2"},
			{90 * time.Minute, "RESCUE unrescuing rescued 1 - 2"}, {90*time.Minute + 2*s, "ACTIVE - active 1 100 2"}}},
		{"unrescue", []string{`{"rescue":null}`}, `{"unrescue":null}`, 202, []look{
			{0, "RESCUE unrescuing rescued 1 - 2"}, {2 * s, "ACTIVE - active 1 100 2"}}},
		{"image", nil, `{"createImage":{"name":"gold"}}`, 202, []look{
			{0, "ACTIVE image_snapshot active 1 100 2"}, {4*s - 1, "ACTIVE image_snapshot active 1 100 2"}, {4 * s, "ACTIVE - active 1 100 2"}}},
		// Smaller is for diskConfig AUTO alone (guide 3.2): without it the server falls back.
		{"resize down", []string{`{"resize":{"flavorRef":"3"}}`, `{"confirmResize":null}`}, `{"resize":{"flavorRef":"2"}}`, 202, []look{
			{4 * s, "VERIFY_RESIZE - resized 1 100 2"}}},
		{"resize down MANUAL", []string{`{"resize":{"flavorRef":"3"}}`, `{"confirmResize":null}`},
			`{"resize":{"flavorRef":"2","OS-DCF:diskConfig":"MANUAL"}}`, 202, []look{
				{0, "RESIZE resize_prep active 1 0 3"}, {s, "RESIZE resize_migrating active 1 25 3"}, {2 * s, "ACTIVE - active 1 100 3"},
				{48 * time.Hour, "ACTIVE - active 1 100 3"}}},
		{"resize down MANUAL of one that is stopped", []string{`{"resize":{"flavorRef":"3"}}`, `{"confirmResize":null}`, `{"os-stop":null}`},
			`{"resize":{"flavorRef":"2","OS-DCF:diskConfig":"MANUAL"}}`, 202, []look{{2 * s, "SHUTOFF - stopped 4 - 3"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.active("web")
			for _, action := range test.before {
				if r := u.act(id, action); r.status >= 300 {
					t.Fatal(action, r.body)
				}
				u.clock.advance(5 * time.Second)
			}
			r := u.want(test.status, u.act(id, test.action))
			if test.status == 204 && (r.body != "" || r.header.Get("Content-Type") != "") {
				t.Errorf("204 with %q", r.body)
			}
			start := u.clock.Now()
			for _, look := range test.looks {
				u.clock.advance(start.Add(look.after).Sub(u.clock.Now()))
				u.token = u.signIn(tables.User, tables.Password) // tokens die in a day
				if got := u.looks(id); got != look.want {
					t.Errorf("after %v: %s, want %s", look.after, got, look.want)
				}
			}
		})
	}
}

// What rescue answers is the password alone, of the request or a new one, whatever form the request has (fact 34).
func TestRescueAnswer(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, body := range []string{`null`, `{}`, `"none"`, `{"adminPass":"Secret1234"}`} {
		id := u.active("web")
		doc := u.json(u.want(200, u.act(id, `{"rescue":`+body+`}`)))
		password := at[string](t, doc, "adminPass")
		if len(doc) != 1 || strings.Contains(body, "Secret") && password != "Secret1234" || password == "" {
			t.Errorf("%s: %v", body, doc)
		}
	}
	id := u.active("web")
	r := u.want(200, u.compute("POST", "/servers/"+id+"/action.xml",
		`<rescue xmlns="http://docs.openstack.org/compute/ext/rescue/api/v1.1" adminPass="Secret1234"/>`, "Content-Type", "application/xml"))
	if root := u.xml(r); root.name != "adminPass" || root.text != "Secret1234" {
		t.Errorf("%s", r.body)
	}
}

// A rebuild answers with the server, its password, and where it is; what it doesn't name stays (guide 2.3.3, 3.2.3).
func TestRebuild(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	u.want(200, u.compute("PUT", "/servers/"+id+"/metadata", `{"metadata":{"a":"1"}}`))
	before := u.server(id)
	r := u.want(202, u.act(id, `{"rebuild":{"imageRef":"http://cloud.test/v2/010101/images/`+precise+`","flavorRef":"5"}}`))
	after := at[map[string]any](t, u.json(r), "server")
	if r.header.Get("Location") != "http://cloud.test/DFW/v2/010101/servers/"+id || len(at[string](t, after, "adminPass")) != 12 {
		t.Errorf("%v %v", r.header, after)
	}
	for _, member := range []string{"name", "metadata", "accessIPv4", "addresses", "flavor", "OS-DCF:diskConfig", "created", "hostId"} {
		if diff := cmp.Diff(before[member], after[member]); diff != "" {
			t.Errorf("%s changed: %s", member, diff)
		}
	}
	then := withoutExtensions(u.server(id))
	then["adminPass"] = after["adminPass"]
	if diff := cmp.Diff(then, after); diff != "" {
		t.Error(diff)
	}
	u.clock.advance(time.Minute)
	body := `{"rebuild":{"name":"new-server-test","imageRef":"d42f821e-c2d1-4796-9f07-af5ed7912d0e","adminPass":"diane123",
		"OS-DCF:diskConfig":"MANUAL","accessIPv4":"67.23.10.132","metadata":{"My Server Name":"Apache1"},
		"personality":[{"path":"/etc/banner.txt","contents":"ICAg"}]}}`
	after = at[map[string]any](t, u.json(u.want(202, u.act(id, body))), "server")
	want := map[string]any{
		"name": "new-server-test", "adminPass": "diane123", "OS-DCF:diskConfig": "MANUAL", "accessIPv4": "67.23.10.132",
		"metadata": map[string]any{"My Server Name": "Apache1"}, "status": "REBUILD", "progress": 0.0, "accessIPv6": before["accessIPv6"],
	}
	for member, value := range want {
		if diff := cmp.Diff(value, after[member]); diff != "" {
			t.Errorf("%s: %s", member, diff)
		}
	}
	if got := at[string](t, after, "image", "id"); got != "d42f821e-c2d1-4796-9f07-af5ed7912d0e" {
		t.Errorf("image %s", got)
	}
	if _, said := u.server(id)["adminPass"]; said {
		t.Error("the password is in the details")
	}
}

// An action in XML is known by its tag, with the namespace of the guide's example, another one, or none (fact 23).
func TestActionsXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const compute = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`
	for _, test := range []struct{ body, want string }{
		{`<changePassword` + compute + ` adminPass="ss1293837$%^"/>`, "PASSWORD"},
		{`<reboot` + compute + ` type="HARD"/>`, "HARD_REBOOT"},
		{`<reboot type="SOFT"/>`, "REBOOT"},
		{`<x:reboot xmlns:x="http://example.com/" type="SOFT"/>`, "REBOOT"},
		{`<resize` + compute + ` flavorRef="3"/>`, "RESIZE"},
		{`<confirmResize` + compute + `/>`, "ACTIVE"},
		{`<resize` + compute + ` xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" flavorRef="4" OS-DCF:diskConfig="MANUAL"/>`, "RESIZE"},
		{`<revertResize` + compute + `/>`, "REVERT_RESIZE"},
		{`<rescue xmlns="http://docs.openstack.org/compute/ext/rescue/api/v1.1"/>`, "ACTIVE"},
		{`<unrescue xmlns="http://docs.rackspacecloud.com/servers/api/v1.1"/>`, "RESCUE"},
		{`<rebuild` + compute + ` imageRef="` + precise + `" name="rebuild-server" OS-DCF:diskConfig="MANUAL"
			xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" adminPass="diane123">
			<metadata><meta key="My Server Name">Apache1</meta></metadata>
			<personality><file path="/etc/banner.txt"> ICAg </file></personality></rebuild>`, "REBUILD"},
		{`<createImage` + compute + ` name="new-image"><metadata><meta key="ImageType">Gold</meta></metadata></createImage>`, "ACTIVE"},
	} {
		id := u.only()
		r := u.compute("POST", "/servers/"+id+"/action.xml", test.body, "Content-Type", "application/xml")
		if r.status >= 300 {
			t.Errorf("%s: %d %s", test.body, r.status, r.body)
		}
		if got := u.server(id)["status"]; got != test.want {
			t.Errorf("%s: %v, want %s", test.body, got, test.want)
		}
		u.clock.advance(10 * time.Second)
	}
}

// only is the one server of the cloud, made if there is none.
func (u *cloudUnderTest) only() string {
	u.t.Helper()
	servers := at[[]any](u.t, u.json(u.compute("GET", "/servers", "")), "servers")
	if len(servers) == 0 {
		return u.active("web")
	}
	return at[string](u.t, servers[0].(map[string]any), "id")
}

// A body that is no action is refused as Nova refuses it (errors.tsv).
func TestActionBadBody(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	for _, test := range []struct{ body, kind, want string }{
		{`{"evacuate":null}`, "json", "There is no such action: evacuate"},
		{`{}`, "json", "Malformed request body"},
		{`[]`, "json", "Malformed request body"},
		{`{"reboot":{"type":"SOFT"},"rescue":null}`, "json", "Malformed request body"},
		{`{"reboot"`, "json", "Malformed request body"},
		{`<evacuate xmlns="http://docs.openstack.org/compute/api/v1.1"/>`, "xml", "There is no such action: evacuate"},
		{`<reboot`, "xml", "Malformed request body"},
		{``, "json", "The server could not comply with the request since it is either malformed or otherwise incorrect."},
	} {
		r := u.want(400, u.compute("POST", "/servers/"+id+"/action", test.body, "Content-Type", "application/"+test.kind))
		if got := at[string](t, u.json(r), "badRequest", "message"); got != test.want {
			t.Errorf("%s: %q, want %q", test.body, got, test.want)
		}
	}
	if got := u.looks(id); got != "ACTIVE - active 1 100 2" {
		t.Errorf("something happened: %s", got)
	}
}
