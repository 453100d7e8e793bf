package sandbox

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// office is a cloud of one's own with something of everything.
const office = `{
	"users": [{"name": "deploy", "password": "deploy-secret", "api_key": "deploy-key", "tenant": 30303, "region": "ORD"}],
	"quotas": [{"instances": 50}, {"tenant": "30303", "instances": 8, "ram": 8192, "metadata": 3}],
	"flavors": [{"id": "tiny-1", "name": "Tiny", "ram": 256, "disk": 5, "vcpus": 1, "rxtx_factor": 20.0, "extra_specs": {"class": "tiny"}}],
	"images": [
		{"id": "AAAAAAAA-0000-4000-8000-000000000001", "name": "golden", "age": "240h", "min_disk": 5, "metadata": {"build": 7}},
		{"name": "nightly", "tenant": "30303", "region": "ORD", "age": "48h", "disk_config": "AUTO"}
	],
	"networks": [{"label": "office", "cidr": "192.168.77.0/24"}],
	"volumes": [{"name": "scratch", "size": 200, "tenant": "30303"}],
	"keypairs": [{"name": "laptop", "tenant": "30303", "region": "ORD", "public_key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA me"}],
	"servers": [
		{"name": "web", "count": 2, "tenant": "30303", "region": "ORD", "image": "golden", "flavor": "Tiny", "age": "72h", "key_name": "laptop",
			"networks": ["public", "office"], "metadata": {"role": "web"}, "security_groups": ["default"], "access_ipv4": "203.0.113.9"},
		{"id": "bbbbbbbb-0000-4000-8000-000000000002", "name": "db", "tenant": "30303", "region": "ORD", "image": "nightly", "flavor": "2",
			"status": "ERROR", "message": "No valid host was found.", "created": "2013-12-01T00:00:00Z"},
		{"name": "disk", "tenant": "30303", "region": "ORD", "flavor": "3", "volumes": ["scratch"], "status": "SHUTOFF", "locked": true},
		{"name": "mine", "image": "Ubuntu 12.04 LTS (Precise Pangolin)", "flavor": "2"}
	],
	"faults": [
		{"on": "server.delete", "times": 1, "status": 503, "retry_after": 1},
		{"on": "server.delete", "times": 1, "status": 500}
	]
}`

func decodeSeed(t *testing.T, doc string) seed.Seed {
	t.Helper()
	s, err := seed.Decode([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// seeded is a cloud that was set up by a document, with the user deploy signed in.
func seeded(t *testing.T, path string) *cloudUnderTest {
	t.Helper()
	clock := newClock()
	c, err := Open(Options{Path: path, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Seed(t.Context(), decodeSeed(t, office)); err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t, clock: clock}
	u.token = u.signIn("deploy", "deploy-secret")
	return u
}

// inOffice sends to the endpoint of the seeded tenant.
func (u *cloudUnderTest) inOffice(method, path, body string) reply {
	u.t.Helper()
	return u.send(method, "/ORD/v2/30303"+path, body)
}

// What a seed says is there for who signs in, in memory and in a file, and for every other process on the file.
func TestSeededCloud(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"memory": "", "file": filepath.Join(t.TempDir(), "sandbox.db")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := seeded(t, path)
			checkSeeded(u)
			checkRecords(t, u.db.Store, u.clock.Now())
			if path == "" {
				return
			}
			other := newCloud(t, Options{Path: path, Clock: u.clock.Now})
			other.token = other.signIn("deploy", "deploy-secret")
			checkSeeded(other)
		})
	}
}

func checkSeeded(u *cloudUnderTest) {
	u.t.Helper()
	// Created 0, 72, 72 and 228 hours before.
	names := u.names("servers", u.inOffice("GET", "/servers", ""))
	if len(names) != 4 || names[0] != "disk" || names[3] != "db" || !slices.Contains(names, "web-1") || !slices.Contains(names, "web-2") {
		u.t.Errorf("servers %v, want the latest first", names)
	}
	web := u.first("/servers/detail?name=web-1", "servers")
	want := map[string]any{
		"status": "ACTIVE", "created": "2013-12-07T12:00:00Z", "updated": "2013-12-07T12:00:04Z", "metadata": map[string]any{"role": "web"},
		"key_name": "laptop", "accessIPv4": "203.0.113.9", "security_groups": []any{map[string]any{"name": "default"}}, "OS-DCF:diskConfig": "MANUAL",
		"tenant_id": "30303", "user_id": "170456", "progress": 100.0,
	}
	for member := range web {
		if _, checked := want[member]; !checked {
			delete(web, member)
		}
	}
	if diff := cmp.Diff(want, web); diff != "" {
		u.t.Error(diff)
	}
	web = u.first("/servers/detail?name=web-1", "servers")
	image := at[string](u.t, web, "image", "id")
	if image != "aaaaaaaa-0000-4000-8000-000000000001" || at[string](u.t, web, "flavor", "id") != "tiny-1" {
		u.t.Errorf("web-1 is of %v and %v", web["image"], web["flavor"])
	}
	networks := at[map[string]any](u.t, web, "addresses")
	if len(networks) != 2 || !strings.HasPrefix(networks["office"].([]any)[0].(map[string]any)["addr"].(string), "192.168.77.") {
		u.t.Errorf("addresses %v", networks)
	}
	db := u.first("/servers/detail?status=ERROR", "servers")
	if db["id"] != "bbbbbbbb-0000-4000-8000-000000000002" || at[string](u.t, db, "fault", "message") != "No valid host was found." ||
		db["created"] != "2013-12-01T00:00:00Z" {
		u.t.Errorf("db is %v", db)
	}
	disk := u.first("/servers/detail?status=SHUTOFF", "servers")
	volumes := at[[]any](u.t, u.json(u.inOffice("GET", "/servers/"+disk["id"].(string)+"/os-volume_attachments", "")), "volumeAttachments")
	if disk["image"] != "" || len(volumes) != 1 || volumes[0].(map[string]any)["device"] != "/dev/xvda" {
		u.t.Errorf("disk boots from %v and has %v", disk["image"], volumes)
	}
	u.want(409, u.inOffice("POST", "/servers/"+disk["id"].(string)+"/action", `{"reboot":{"type":"HARD"}}`)) // locked
	limits := at[map[string]any](u.t, u.json(u.inOffice("GET", "/limits", "")), "limits", "absolute")
	for name, value := range map[string]float64{
		"maxTotalInstances": 8, "maxTotalRAMSize": 8192, "totalInstancesUsed": 4, "totalRAMUsed": 256 + 256 + 512 + 1024, "totalCoresUsed": 4,
	} {
		if limits[name] != value {
			u.t.Errorf("%s is %v, want %v", name, limits[name], value)
		}
	}
	u.checkSeededRest()
	u.want(204, u.send("POST", "/_sandbox/set", `{"server":"`+disk["id"].(string)+`","status":"SHUTOFF"}`)) // by id, in a seeded tenant
}

func (u *cloudUnderTest) checkSeededRest() {
	u.t.Helper()
	flavor := at[map[string]any](u.t, u.json(u.want(200, u.inOffice("GET", "/flavors/tiny-1", ""))), "flavor")
	if flavor["ram"] != 256.0 || flavor["swap"] != "" || flavor["rxtx_factor"] != 20.0 {
		u.t.Errorf("flavor %v", flavor)
	}
	if got := len(u.names("flavors", u.inOffice("GET", "/flavors", ""))); got != 39 {
		u.t.Errorf("%d flavors", got)
	}
	golden := u.first("/images/detail?name=golden", "images")
	if golden["created"] != "2013-11-30T12:00:00Z" || golden["minDisk"] != 5.0 || at[string](u.t, golden, "metadata", "build") != "7" ||
		at[string](u.t, golden, "metadata", "image_type") != "base" {
		u.t.Errorf("golden is %v", golden)
	}
	u.want(403, u.inOffice("DELETE", "/images/"+golden["id"].(string), ""))
	nightly := u.first("/images/detail?type=snapshot", "images")
	if nightly["name"] != "nightly" || nightly["OS-DCF:diskConfig"] != "AUTO" {
		u.t.Errorf("nightly is %v", nightly)
	}
	if got := len(u.names("images", u.send("GET", "/DFW/v2/30303/images", ""))); got != 37 {
		u.t.Errorf("%d images in a region where nightly isn't", got)
	}
	if got := len(at[[]any](u.t, u.json(u.inOffice("GET", "/os-keypairs", "")), "keypairs")); got != 1 {
		u.t.Errorf("%d key pairs", got)
	}
	user := at[map[string]any](u.t, u.json(u.send("POST", "/v2.0/tokens",
		`{"auth":{"RAX-KSKEY:apiKeyCredentials":{"username":"deploy","apiKey":"deploy-key"}}}`)), "access", "user")
	if user["RAX-AUTH:defaultRegion"] != "ORD" {
		u.t.Errorf("user %v", user)
	}
	mine := *u
	mine.token = mine.signIn(tables.User, tables.Password) // the sandbox's own user is there as ever
	if got := mine.names("servers", mine.compute("GET", "/servers", "")); !slices.Equal(got, []string{"mine"}) {
		u.t.Errorf("the first user's servers: %v", got)
	}
	mine.want(400, mine.send("GET", "/ORD/v2/30303/servers", "")) // and sees no one else's
}

// first is the first item of a list in the seeded tenant's region.
func (u *cloudUnderTest) first(path, collection string) map[string]any {
	u.t.Helper()
	items := at[[]any](u.t, u.json(u.want(200, u.inOffice("GET", path, ""))), collection)
	if len(items) == 0 {
		u.t.Fatalf("%s lists nothing", path)
	}
	return items[0].(map[string]any)
}

// A seed's faults have effect in their order, and quotas hold for what is created later.
func TestSeededFaultsAndQuotas(t *testing.T) {
	t.Parallel()
	u := seeded(t, "")
	db := "/servers/bbbbbbbb-0000-4000-8000-000000000002"
	u.want(503, u.inOffice("DELETE", db, ""))
	u.want(500, u.inOffice("DELETE", db, ""))
	u.want(204, u.inOffice("DELETE", db, ""))
	create := `{"server":{"name":"n","imageRef":"` + precise + `","flavorRef":"2","min_count":6}}`
	if _, message := u.fault(u.want(413, u.inOffice("POST", "/servers", create))); !strings.Contains(message, "3 of 8 instances") {
		t.Error(message)
	}
	items, _ := pairsOf(4)
	create = `{"server":{"name":"n","imageRef":"` + precise + `","flavorRef":"2","metadata":{` + items + `}}}`
	if _, message := u.fault(u.want(413, u.inOffice("POST", "/servers", create))); message != "Maximum number of metadata items exceeds 3" {
		t.Error(message)
	}
}

// The same seed gives the same ids in every cloud, so that a test may name them.
func TestSeedIDsAreTheSame(t *testing.T) {
	t.Parallel()
	ids := func(u *cloudUnderTest) (all []string) {
		for _, s := range at[[]any](t, u.json(u.inOffice("GET", "/servers", "")), "servers") {
			all = append(all, s.(map[string]any)["id"].(string))
		}
		return append(all, u.first("/images?type=snapshot", "images")["id"].(string))
	}
	one, other := ids(seeded(t, "")), ids(seeded(t, ""))
	if diff := cmp.Diff(one, other); diff != "" || len(one) != 5 || one[0] == one[1] {
		t.Errorf("%v %s", one, diff)
	}
}

// A seeded server is in the status that was asked for, and lives on from there as any other.
func TestSeedStatuses(t *testing.T) {
	t.Parallel()
	later := map[string]struct { // what it is after a day and a half
		status, flavor string
	}{
		"BUILD": {"ACTIVE", "3"}, "RESCUE": {"ACTIVE", "3"}, "VERIFY_RESIZE": {"ACTIVE", "3"}, "SHELVED_OFFLOADED": {"SHELVED_OFFLOADED", "3"},
	}
	for _, status := range seed.Statuses() {
		more := ""
		if status == "VERIFY_RESIZE" {
			more = `,"resized_from":"2"`
		}
		u := newCloud(t, Options{})
		doc := `{"servers":[{"id":"` + precise + `","name":"s","image":"` + precise + `","flavor":"3","age":"100h","status":"` + status + `"` + more + `}]}`
		doc = strings.Replace(doc, precise, "cccccccc-0000-4000-8000-000000000003", 1)
		if err := u.Seed(t.Context(), decodeSeed(t, doc)); err != nil {
			t.Errorf("%s: %v", status, err)
			continue
		}
		id := "cccccccc-0000-4000-8000-000000000003"
		if status == "DELETED" {
			u.want(404, u.compute("GET", "/servers/"+id, ""))
			if got := u.names("servers", u.compute("GET", "/servers/detail?changes-since=2013-12-10T11:00:00Z", "")); len(got) != 1 {
				t.Errorf("deleted servers: %v", got)
			}
			continue
		}
		if got := u.server(id); got["status"] != status || got["created"] != "2013-12-06T08:00:00Z" || got["accessIPv4"] == "" && status != "BUILD" {
			t.Errorf("%s: it is %v", status, got)
		}
		u.clock.advance(36 * time.Hour)
		u.token = u.signIn(tables.User, tables.Password)
		then, changes := later[status]
		if !changes {
			then.status, then.flavor = status, "3"
		}
		got := u.server(id)
		if got["status"] != then.status || at[string](t, got, "flavor", "id") != then.flavor {
			t.Errorf("%s: later it is %v with flavor %v", status, got["status"], got["flavor"])
		}
		if _, has := got["fault"]; has != (status == "ERROR") {
			t.Errorf("%s: fault %v", status, got["fault"])
		}
	}
}

// A seeded resize can be reverted: the server has the flavor that it was resized from, and the quota counts that one.
func TestSeededResizeReverts(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	if err := u.Seed(t.Context(), decodeSeed(t, `{"servers":[
		{"id":"cccccccc-0000-4000-8000-000000000003","name":"s","image":"`+precise+`","flavor":"4","status":"VERIFY_RESIZE","resized_from":"2"}]}`)); err != nil {
		t.Fatal(err)
	}
	id := "cccccccc-0000-4000-8000-000000000003"
	u.want(202, u.act(id, `{"revertResize":null}`))
	u.clock.advance(time.Minute)
	limits := at[map[string]any](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute")
	if got := at[string](t, u.server(id), "flavor", "id"); got != "2" || limits["totalRAMUsed"] != 512.0 {
		t.Errorf("flavor %s, %v MB used", got, limits["totalRAMUsed"])
	}
}

// The same seed at another time is done anew: ages count back from then, in a process too that knew the first.
func TestSeedAgain(t *testing.T) {
	t.Parallel()
	u := seeded(t, "")
	before := u.first("/images/detail?name=golden", "images")["created"]
	u.clock.advance(10 * time.Hour)
	if err := u.ResetTo(t.Context(), decodeSeed(t, office)); err != nil {
		t.Fatal(err)
	}
	u.token = u.signIn("deploy", "deploy-secret")
	after := u.first("/images/detail?name=golden", "images")["created"]
	if before != "2013-11-30T12:00:00Z" || after != "2013-11-30T22:00:00Z" {
		t.Errorf("created %v, then %v", before, after)
	}
}
