package sandbox

import (
	"math"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A build passes through the states that Nova shows, and is ACTIVE about four seconds on (guide 2.1.2, Table 3.2).
func TestBuild(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	type look struct {
		Status, Task, VM string
		Progress, Power  float64
		Addresses        int
		Access           bool
	}
	tests := []struct {
		after time.Duration
		want  look
	}{
		{0, look{"BUILD", "scheduling", "building", 0, 0, 0, false}},
		{399 * time.Millisecond, look{"BUILD", "scheduling", "building", 0, 0, 0, false}},
		{400 * time.Millisecond, look{"BUILD", "networking", "building", 0, 0, 2, false}},
		{800 * time.Millisecond, look{"BUILD", "spawning", "building", 25, 0, 2, false}},
		{2 * time.Second, look{"BUILD", "spawning", "building", 50, 0, 2, false}},
		{3 * time.Second, look{"BUILD", "spawning", "building", 75, 0, 2, false}},
		{4 * time.Second, look{"ACTIVE", "", "active", 100, 1, 2, true}},
		{time.Hour, look{"ACTIVE", "", "active", 100, 1, 2, true}},
	}
	start := u.clock.Now()
	for _, test := range tests {
		u.clock.advance(start.Add(test.after).Sub(u.clock.Now()))
		s := u.server(id)
		task, _ := s["OS-EXT-STS:task_state"].(string)
		got := look{
			Status: at[string](t, s, "status"), Task: task, VM: at[string](t, s, "OS-EXT-STS:vm_state"),
			Progress: at[float64](t, s, "progress"), Power: at[float64](t, s, "OS-EXT-STS:power_state"),
			Addresses: len(at[map[string]any](t, s, "addresses")), Access: s["accessIPv4"] != "" && s["accessIPv6"] != "",
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("after %v: %s", test.after, diff)
		}
		if placed := s["hostId"] != ""; placed != (got.Addresses > 0) {
			t.Errorf("after %v: hostId %q", test.after, s["hostId"])
		}
	}
}

// The document of a server has every member of example 2.14, with its type, and says what a real one says.
func TestServerDocument(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.clock.advance(4 * time.Second)
	s := u.server(id)
	public, private := at[[]any](t, s, "addresses", "public"), at[[]any](t, s, "addresses", "private")
	hostID := at[string](t, s, "hostId")
	bookmark := func(collection, id string) []any {
		return []any{map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/" + collection + "/" + id}}
	}
	want := map[string]any{
		"OS-DCF:diskConfig": "AUTO", "OS-EXT-STS:power_state": 1.0, "OS-EXT-STS:task_state": nil, "OS-EXT-STS:vm_state": "active",
		"accessIPv4": public[0].(map[string]any)["addr"], "accessIPv6": public[1].(map[string]any)["addr"],
		"addresses": map[string]any{"public": public, "private": private},
		"created":   "2013-12-10T12:00:00Z", "updated": "2013-12-10T12:00:04Z",
		"flavor": map[string]any{"id": "2", "links": bookmark("flavors", "2")},
		"image":  map[string]any{"id": precise, "links": bookmark("images", precise)},
		"hostId": hostID, "id": id, "metadata": map[string]any{}, "name": "web", "progress": 100.0, "rax-bandwidth:bandwidth": []any{},
		"links": []any{
			map[string]any{"rel": "self", "href": "http://cloud.test/DFW/v2/010101/servers/" + id},
			map[string]any{"rel": "bookmark", "href": "http://cloud.test/DFW/010101/servers/" + id},
		},
		"status": "ACTIVE", "tenant_id": "010101", "user_id": "170454",
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
	for i, version := range []float64{4, 6} {
		address := public[i].(map[string]any)
		ip, err := netip.ParseAddr(at[string](t, address, "addr"))
		if err != nil || address["version"] != version || ip.Is4() != (version == 4) {
			t.Errorf("public address %v (%v)", address, err)
		}
	}
	if len(hostID) != 56 || strings.Trim(hostID, "0123456789abcdef") != "" {
		t.Errorf("hostId %q", hostID)
	}
}

// Every server has addresses of its own.
func TestAddressesDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]uint64{}
	for n := uint64(1); n <= 20000; n++ {
		for _, network := range tables.BuiltIn().Attach(tables.BuiltIn().NetworkIDs(), n) {
			for _, address := range network.Addresses {
				if before, has := seen[address.Addr]; has {
					t.Fatalf("servers %d and %d share %s", before, n, address.Addr)
				}
				seen[address.Addr] = n
				if strings.HasSuffix(address.Addr, ".0") || strings.HasSuffix(address.Addr, ".255") {
					t.Fatalf("%s is no host", address.Addr)
				}
			}
		}
	}
}

// A deletion is accepted at once; the status stays while task_state says it, then the server is not found (fact 12).
func TestDelete(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.clock.advance(10 * time.Second)
	r := u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	if r.body != "" || r.header.Get("Content-Type") != "" {
		t.Errorf("204 with %v %q", r.header, r.body)
	}
	s := u.server(id)
	if s["status"] != "ACTIVE" || s["OS-EXT-STS:task_state"] != "deleting" || s["progress"] != 100.0 {
		t.Errorf("while it is deleted: %v", s)
	}
	u.clock.advance(900 * time.Millisecond)
	u.want(204, u.compute("DELETE", "/servers/"+id, "")) // again: it goes on as it was
	u.clock.advance(100 * time.Millisecond)
	for _, method := range []string{"GET", "DELETE"} {
		r := u.want(404, u.compute(method, "/servers/"+id, ""))
		want := map[string]any{"itemNotFound": map[string]any{"code": 404.0, "message": "Instance could not be found"}}
		if diff := cmp.Diff(want, u.json(r)); diff != "" {
			t.Error(diff)
		}
	}
	if got := u.names("servers", u.compute("GET", "/servers", "")); len(got) > 0 {
		t.Errorf("still listed: %v", got)
	}
}

// A server that is being built can be deleted; its old plan is gone with it (guide 2.1.5).
func TestDeleteWhileBuilding(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.clock.advance(time.Second)
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	if s := u.server(id); s["status"] != "BUILD" || s["OS-EXT-STS:task_state"] != "deleting" || s["progress"] != 25.0 {
		t.Errorf("while it is deleted: %v", s)
	}
	u.clock.advance(time.Minute)
	u.want(404, u.compute("GET", "/servers/"+id, ""))
}

// The speed divides every duration.
func TestSpeed(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Speed: 100})
	id := u.create("web")
	u.clock.advance(39 * time.Millisecond)
	if got := u.server(id)["status"]; got != "BUILD" {
		t.Errorf("after 39 ms: %v", got)
	}
	u.clock.advance(time.Millisecond)
	if got := u.server(id)["status"]; got != "ACTIVE" {
		t.Errorf("after 40 ms: %v", got)
	}
	for _, speed := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := Open(Options{Speed: speed}); err == nil {
			t.Errorf("speed %v was taken", speed)
		}
	}
}

// The statuses are those of the guide's Table 3.2.
func TestStatuses(t *testing.T) {
	t.Parallel()
	for _, row := range strings.Split(strings.TrimSpace(`
ACTIVE active -
ACTIVE active rescuing
ACTIVE active image_snapshot
ACTIVE active powering_off
HARD_REBOOT active rebooting_hard
MIGRATING active migrating
PASSWORD active updating_password
REBOOT active rebooting
REBUILD active rebuilding
REBUILD active rebuild_block_device_mapping
REBUILD active rebuild_spawning
RESIZE active resize_prep
RESIZE active resize_migrating
RESIZE active resize_migrated
RESIZE active resize_finish
BUILD building scheduling
BUILD building -
DELETED deleted -
ERROR error -
ERROR error deleting
PAUSED paused -
RESCUE rescued -
RESCUE rescued unrescuing
VERIFY_RESIZE resized -
REVERT_RESIZE resized resize_reverting
DELETED soft_deleted -
DELETED soft-delete -
SHUTOFF stopped -
SUSPENDED suspended -
UNKNOWN something -`), "\n") {
		f := strings.Fields(row)
		if got := (compute.ServerState{VM: f[1], Task: strings.Trim(f[2], "-")}).Status(); got != f[0] {
			t.Errorf("%s: %s", row, got)
		}
	}
}

// The addresses alone, of all networks and of one (guide 2.2, fact 37).
func TestIPs(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	u.clock.advance(4 * time.Second)
	addresses := at[map[string]any](t, u.server(id), "addresses")
	all := u.json(u.want(200, u.compute("GET", "/servers/"+id+"/ips", "")))
	if diff := cmp.Diff(map[string]any{"addresses": addresses}, all); diff != "" {
		t.Error(diff)
	}
	one := u.json(u.want(200, u.compute("GET", "/servers/"+id+"/ips/public", "")))
	if diff := cmp.Diff(map[string]any{"public": addresses["public"]}, one); diff != "" {
		t.Error(diff)
	}
	for path, message := range map[string]string{
		"/servers/" + id + "/ips/none": "Instance is not a member of specified network",
		"/servers/" + precise + "/ips": "Instance does not exist",
		"/servers/none/ips/public":     "Instance does not exist",
	} {
		if got := at[string](t, u.json(u.want(404, u.compute("GET", path, ""))), "itemNotFound", "message"); got != message {
			t.Errorf("%s: %q", path, got)
		}
	}
}
