package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/control"
)

// A server can be put into states that no operation leads to, by id or by name; in ERROR it says why, until it is no more (fact 20).
func TestSet(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.create("web")
	for status, want := range map[string]string{
		"suspended": "SUSPENDED - suspended 4 -", "SHUTOFF": "SHUTOFF - stopped 4 -", "MIGRATING": "MIGRATING migrating active 1 -",
		"UNKNOWN": "UNKNOWN - unknown 0 -", "PAUSED": "PAUSED - paused 3 -", "ACTIVE": "ACTIVE - active 1 100",
	} {
		if err := u.Set(control.Setting{Server: "web", Status: status}); err != nil {
			t.Fatal(err)
		}
		u.clock.advance(time.Hour)
		if got := u.looks(id); got != want+" 2" {
			t.Errorf("%s: %s", status, got)
		}
	}
	u.want(204, u.send("POST", "/_sandbox/set", `{"server":"`+strings.ToUpper(id)+`","status":"ERROR","message":"No valid host was found."}`))
	s := u.server(id)
	fault := at[map[string]any](t, s, "fault")
	if s["status"] != "ERROR" || fault["message"] != "No valid host was found." || fault["code"] != 500.0 ||
		fault["created"] != u.clock.Now().Format(time.RFC3339) || len(fault) != 3 {
		t.Errorf("%v", fault)
	}
	x := u.xml(u.compute("GET", "/servers/"+id+".xml", "")).child(t, "c:fault")
	if x.attrs["code"] != "500" || x.child(t, "c:message").text != "No valid host was found." {
		t.Errorf("%+v", x)
	}
	if err := u.Set(control.Setting{Server: id, Status: "ACTIVE"}); err != nil || u.server(id)["fault"] != nil {
		t.Errorf("%v %v", err, u.server(id)["fault"])
	}
	u.create("web")
	for _, wrong := range []control.Setting{{Server: "web", Status: "ACTIVE"}, {Server: "nope", Status: "ACTIVE"}, {Server: id, Status: "BUILD"}} {
		if err := u.Set(wrong); err == nil {
			t.Errorf("%+v was taken", wrong)
		}
	}
}

// A server that is set free in the middle of a resize has the flavor that the quota counts.
func TestSetDuringResize(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	u.want(202, u.act(id, `{"resize":{"flavorRef":"3"}}`))
	if err := u.Set(control.Setting{Server: id, Status: "ACTIVE"}); err != nil {
		t.Fatal(err)
	}
	if got := u.looks(id); got != "ACTIVE - active 1 100 3" {
		t.Error(got)
	}
	u.want(409, u.act(id, `{"confirmResize":null}`))
	u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	if err := u.Set(control.Setting{Server: id, Status: "ACTIVE"}); err == nil {
		t.Error("it came back from the dead")
	}
	if got := at[float64](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute", "totalRAMUsed"); got != 0 {
		t.Errorf("RAM used: %v", got)
	}
}
