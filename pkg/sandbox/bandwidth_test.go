package sandbox

import (
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/control"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A server's traffic is there from the first poll on, for the public and the private interface, grows with time, and begins anew at
// six in the morning (guide 3.1, example 2.2).
func TestBandwidth(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	created, err := time.Parse(time.RFC3339, at[string](t, u.server(id), "created"))
	if err != nil {
		t.Fatal(err)
	}
	periods := func(want ...string) (inbound []float64) {
		t.Helper()
		all := at[[]any](t, u.server(id), "rax-bandwidth:bandwidth")
		if len(all) != len(want)/3 {
			t.Fatalf("%d interfaces: %v", len(all), all)
		}
		for i, item := range all {
			p := item.(map[string]any)
			if p["interface"] != want[3*i] || p["audit_period_start"] != want[3*i+1] || p["audit_period_end"] != want[3*i+2] || len(p) != 5 ||
				at[float64](t, p, "bandwidth_outbound") < 1 {
				t.Errorf("%v, want %v", p, want[3*i:3*i+3])
			}
			inbound = append(inbound, at[float64](t, p, "bandwidth_inbound"))
		}
		return inbound
	}
	at := func(d time.Duration) string { return created.Add(d).Format(time.RFC3339) }

	periods()
	u.clock.advance(8 * time.Minute)
	periods()
	u.clock.advance(time.Hour)
	const today, tomorrow = "2013-12-10T06:00:00Z", "2013-12-11T06:00:00Z"
	hour := periods("public", today, at(time.Hour), "private", today, at(time.Hour))
	u.clock.advance(2 * time.Hour)
	three := periods("public", today, at(3*time.Hour), "private", today, at(3*time.Hour))
	if three[0] <= 2*hour[0] || three[1] <= 2*hour[1] {
		t.Errorf("%v after an hour, and %v after three", hour, three)
	}
	u.clock.advance(17 * time.Hour)
	u.token = u.signIn(tables.User, tables.Password)
	anew := periods("public", tomorrow, at(20*time.Hour), "private", tomorrow, at(20*time.Hour))
	if anew[0] >= three[0] {
		t.Errorf("%v in a new period", anew)
	}
	if err := u.Set(control.Setting{Server: id, Status: "SHUTOFF"}); err != nil {
		t.Fatal(err)
	}
	u.clock.advance(3 * time.Hour)
	periods("public", tomorrow, at(20*time.Hour), "private", tomorrow, at(20*time.Hour)) // what is off carries nothing
}

// In XML the interfaces are in a wrapper of the extension's namespace, which is there for a young server too (example 2.4). A server
// that isn't on a network has no traffic there.
func TestBandwidthXML(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	r := u.want(202, u.compute("POST", "/servers", `{"server":{"name":"web","imageRef":"`+precise+`","flavorRef":"2","networks":[{"uuid":"`+
		"11111111-1111-1111-1111-111111111111"+`"}]}}`))
	path := "/servers/" + at[string](t, u.json(r), "server", "id") + ".xml"
	u.clock.advance(time.Minute)
	if young := u.xml(u.compute("GET", path, "")).child(t, "rax-bandwidth:bandwidth"); len(young.children) > 0 {
		t.Errorf("%+v", young)
	}
	u.clock.advance(time.Hour)
	grown := u.xml(u.compute("GET", path, "")).child(t, "rax-bandwidth:bandwidth")
	if len(grown.children) != 1 {
		t.Fatalf("%+v", grown)
	}
	private := grown.child(t, "rax-bandwidth:interface")
	if private.attrs["interface"] != "private" || private.attrs["bandwidth_inbound"] == "" || private.attrs["bandwidth_outbound"] == "" ||
		private.attrs["audit_period_start"] != "2013-12-10T06:00:00Z" || private.attrs["audit_period_end"] != "2013-12-10T13:00:00Z" {
		t.Errorf("%+v", private)
	}
}
