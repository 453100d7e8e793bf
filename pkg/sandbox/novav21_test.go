package sandbox

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// today sends to Compute v2.1 at a microversion, with a token of Identity v3.
func (u *cloudUnderTest) today(method, path, version, body string) reply {
	u.t.Helper()
	return u.send(method, "/DFW/v2.1"+path, body, "OpenStack-API-Version", "compute "+version)
}

// A version is chosen by either header, said in the answer, and refused above the newest in Nova's words.
func TestMicroversions(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, test := range []struct{ header, value, want string }{
		{"X-OpenStack-Nova-API-Version", "2.3", "2.3"}, {"OpenStack-API-Version", "compute 2.60", "2.60"}, {"OpenStack-API-Version", "compute latest", "2.104"},
		{"OpenStack-API-Version", "volume 3.60", "2.1"}, {"Accept", "application/xml", "2.1"},
	} {
		r := u.want(200, u.send("GET", "/DFW/v2.1/limits", "", test.header, test.value))
		if got := r.header.Get("X-Openstack-Nova-Api-Version"); got != test.want || u.json(r) == nil {
			t.Errorf("%s: %s: %q", test.header, test.value, got)
		}
	}
	got := at[string](t, u.json(u.want(406, u.today("GET", "/limits", "2.105", ""))), "computeFault", "message")
	if want := "Version 2.105 is not supported by the API. Minimum is 2.1 and maximum is 2.104."; got != want {
		t.Error(got)
	}
	u.want(400, u.today("GET", "/limits", "2.x", ""))
	u.want(415, u.send("POST", "/DFW/v2.1/servers", "<server/>", "Content-Type", "application/xml"))
	u.want(404, u.today("GET", "/images", "2.36", ""))
	u.want(200, u.today("GET", "/images", "2.35", ""))
}

// A server shows what its version has and no more; v2 shows it as the guide does.
func TestMicroversionsOfServers(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	create := `{"server":{"name":"web 1","imageRef":"` + precise + `","flavorRef":"2","networks":"auto","tags":["blue"],"description":"mine"},
		"os:scheduler_hints":{"custom":"x"}}`
	id := at[string](t, u.json(u.want(202, u.today("POST", "/servers", "2.104", create))), "server", "id")
	u.clock.advance(10_000_000_000)
	for version, want := range map[string]string{
		"2.1":   "-locked -description -tags +flavor.id -flavor.original_name -locked_reason -scheduler_hints",
		"2.26":  "+locked +description +tags +flavor.id -locked_reason",
		"2.47":  "-flavor.id +flavor.original_name +flavor.extra_specs -locked_reason",
		"2.104": "+locked_reason +pinned_availability_zone +scheduler_hints +server_groups +image.properties +OS-EXT-SRV-ATTR:hostname",
	} {
		server := at[map[string]any](t, u.json(u.want(200, u.today("GET", "/servers/"+id, version, ""))), "server")
		for _, member := range strings.Fields(want) {
			names := strings.Split(member[1:], ".")
			v, has := server[names[0]]
			if len(names) > 1 {
				_, has = v.(map[string]any)[names[1]]
			}
			if has != (member[0] == '+') {
				t.Errorf("%s: %s: %v", version, member, v)
			}
		}
	}
	listed := at[[]any](t, u.json(u.want(200, u.today("GET", "/servers/detail?tags=blue", "2.104", ""))), "servers")
	if server := listed[0].(map[string]any); len(listed) != 1 || server["OS-EXT-SRV-ATTR:hostname"] != "web-1" || server["server_groups"] != nil {
		t.Errorf("%v", listed)
	}
	if u.server(id)["description"] != nil {
		t.Error("v2 shows what it doesn't have")
	}
}

// What a version doesn't have, and what has the wrong form, is refused in Nova's words.
func TestSchemas(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	for _, test := range []struct{ version, members, want string }{
		{"2.1", `"name":""`, "Invalid input for field/attribute name. Value: . '' should be non-empty"},
		{"2.1", `"name":7`, "Invalid input for field/attribute name. Value: 7. 7 is not of type 'string'"},
		{"2.1", `"name":" x"`, "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."},
		{"2.1", `"name":"x","flavorRef":"2"`, ""},
		{"2.1", `"name":"x","description":"y","flavorRef":"2"`, "Invalid input for field/attribute server. Value: {'name': 'x', 'description': 'y', 'flavorRef': '2'}. Additional properties are not allowed ('description' was unexpected)"},
		{"2.19", `"name":"x","description":"y","flavorRef":"2"`, ""},
		{"2.37", `"name":"x","flavorRef":"2"`, "Invalid input for field/attribute server. Value: {'name': 'x', 'flavorRef': '2'}. 'networks' is a required property"},
		{"2.37", `"name":"x","flavorRef":"2","networks":"none"`, ""},
		{"2.37", `"name":"x","flavorRef":"2","networks":"x"`, "Invalid input for field/attribute networks. Value: x. 'x' is not valid under any of the given schemas"},
		{"2.1", `"name":"x","flavorRef":"2","metadata":{"a/b":"1"}`, "Invalid input for field/attribute metadata. Value: {'a/b': '1'}. 'a/b' does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'"},
		{"2.1", `"name":"x","flavorRef":"2","min_count":0`, "Invalid input for field/attribute min_count. Value: 0. 0 is less than the minimum of 1"},
		{"2.1", `"name":["it's",null,true],"flavorRef":"2"`, `Invalid input for field/attribute name. Value: ["it's", None, True]. ["it's", None, True] is not of type 'string'`},
	} {
		r := u.today("POST", "/servers", test.version, `{"server":{`+test.members+`}}`)
		if test.want == "" {
			if strings.Contains(r.body, "Invalid input") {
				t.Errorf("%s %s: %s", test.version, test.members, r.body)
			}
			continue
		}
		if diff := cmp.Diff(test.want, at[string](t, u.json(u.want(400, r)), "badRequest", "message")); diff != "" {
			t.Errorf("%s %s: %s", test.version, test.members, diff)
		}
	}
}

// Key pairs are made until 2.91, and their answers say since 2.2 that they were.
func TestMicroversionsOfKeypairs(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	made := at[map[string]any](t, u.json(u.want(200, u.today("POST", "/os-keypairs", "2.1", `{"keypair":{"name":"a"}}`))), "keypair")
	if made["private_key"] == nil || made["type"] != nil {
		t.Errorf("%v", made)
	}
	u.want(201, u.today("POST", "/os-keypairs", "2.91", `{"keypair":{"name":"b"}}`))
	u.want(400, u.today("POST", "/os-keypairs", "2.92", `{"keypair":{"name":"c"}}`))
	u.want(409, u.today("POST", "/os-keypairs", "2.91", `{"keypair":{"name":"b"}}`))
	u.want(202, u.today("DELETE", "/os-keypairs/a", "2.1", ""))
	u.want(204, u.today("DELETE", "/os-keypairs/b", "2.104", ""))
}

// The administrator sees the servers of all projects where that is asked for, and reaches each; nobody else does.
func TestAllTenants(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.want(403, u.today("GET", "/servers?all_tenants=1", "2.104", ""))
	u.token = u.v3Token("admin", "admin")
	if got := at[[]any](t, u.json(u.today("GET", "/servers", "2.104", "")), "servers"); len(got) != 0 {
		t.Errorf("%v", got)
	}
	all := at[[]any](t, u.json(u.want(200, u.today("GET", "/servers/detail?all_tenants=1", "2.104", ""))), "servers")
	if len(all) != 1 || all[0].(map[string]any)["tenant_id"] != "010101" {
		t.Errorf("%v", all)
	}
	if got := at[string](t, u.json(u.want(200, u.today("GET", "/servers/"+id, "2.104", ""))), "server", "tenant_id"); got != "010101" {
		t.Error(got)
	}
}

// A backup is an image with the properties that mark it; the oldest of its type go, and no others.
func TestBackups(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := at[string](t, u.json(u.want(202, u.today("POST", "/servers", "2.60", `{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2","networks":"none"}}`))), "server", "id")
	u.clock.advance(60_000_000_000)
	backUp := func(version, name, kind, rotation string) reply {
		r := u.want(202, u.today("POST", "/servers/"+id+"/action", version, `{"createBackup":{"name":"`+name+`","backup_type":"`+kind+`","rotation":`+rotation+`}}`))
		u.clock.advance(60_000_000_000)
		return r
	}
	if r := backUp("2.1", "w1", "weekly", "5"); !strings.Contains(r.header.Get("Location"), "/images/") {
		t.Errorf("2.1: %v", r.header)
	}
	for _, name := range []string{"d1", "d2", "d3"} {
		if at[string](t, u.json(backUp("2.45", name, "daily", "2")), "image_id") == "" {
			t.Error("no image_id")
		}
	}
	// The actions have it by its own name, and so have refusals.
	newest := func() string {
		return at[[]any](t, u.json(u.want(200, u.today("GET", "/servers/"+id+"/os-instance-actions", "2.60", ""))), "instanceActions")[0].(map[string]any)["action"].(string)
	}
	if got := newest(); got != "createBackup" {
		t.Errorf("a backup is the action %s", got)
	}
	u.want(202, u.today("POST", "/servers/"+id+"/action", "2.1", `{"createImage":{"name":"by hand"}}`))
	if got := newest(); got != "createImage" {
		t.Errorf("an image is the action %s", got)
	}
	busy := u.want(409, u.today("POST", "/servers/"+id+"/action", "2.60", `{"createBackup":{"name":"b","backup_type":"daily","rotation":1}}`))
	if got := at[string](t, u.json(busy), "conflictingRequest", "message"); got != "Cannot 'createBackup' instance "+id+" while it is in task_state image_snapshot" {
		t.Error(got)
	}
	u.clock.advance(60_000_000_000)
	left := func() (names []string) {
		for _, i := range at[[]any](t, u.json(u.want(200, u.send("GET", u.service("image")+"/v2/images", ""))), "images") {
			if i := i.(map[string]any); i["instance_uuid"] == id {
				names = append(names, i["name"].(string))
			}
		}
		return names
	}
	if diff := cmp.Diff([]string{"by hand", "d3", "d2", "w1"}, left()); diff != "" {
		t.Errorf("after a rotation of 2 (-want +got):\n%s", diff)
	}
	backUp("2.60", "d4", "daily", "0")
	if diff := cmp.Diff([]string{"by hand", "w1"}, left()); diff != "" {
		t.Errorf("after a rotation of 0 (-want +got):\n%s", diff)
	}
	u.want(202, u.today("POST", "/servers/"+id+"/action", "2.1", `{"forceDelete":null}`))
	u.clock.advance(60_000_000_000)
	u.want(404, u.today("GET", "/servers/"+id, "2.1", ""))
}
