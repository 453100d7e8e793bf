package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/control"
)

// waysToStates are the ways to every state that a user of the sandbox can see: operations, let run for some time, and Set.
func waysToStates() map[string]func(u *cloudUnderTest, id string) {
	all := map[string]func(u *cloudUnderTest, id string){}
	for _, status := range compute.Settable() {
		all["set "+status] = func(u *cloudUnderTest, id string) {
			if err := u.Set(control.Setting{Server: id, Status: status}); err != nil {
				u.t.Fatal(err)
			}
		}
	}
	for _, action := range actionNames() {
		if action == "lock" { // it refuses in words of its own: TestLock
			continue
		}
		for _, later := range []time.Duration{0, 2600 * time.Millisecond, time.Minute} {
			all[fmt.Sprint(action, " ", later)] = func(u *cloudUnderTest, id string) {
				for _, body := range prepared[action] {
					u.act(id, body)
					u.clock.advance(time.Minute)
				}
				body := bodies[action]
				if body == "" {
					body = "null"
				}
				u.act(id, `{"`+action+`":`+body+`}`)
				u.clock.advance(later)
			}
		}
	}
	all["reboot HARD"] = func(u *cloudUnderTest, id string) { u.want(202, u.act(id, `{"reboot":{"type":"HARD"}}`)) }
	return all
}

// In every state that a user can bring a server into, each operation is allowed or refused as the table says of the state that the
// server shows; a status that nothing leads to would be missed here.
func TestStateRulesWhereUsersGet(t *testing.T) {
	t.Parallel()
	rules := stateRules(t)
	var seen sync.Map
	t.Cleanup(func() { // when all are done
		for _, status := range strings.Fields("ACTIVE HARD_REBOOT MIGRATING PASSWORD REBOOT REBUILD RESIZE ERROR PAUSED RESCUE VERIFY_RESIZE " +
			"REVERT_RESIZE SHUTOFF SUSPENDED UNKNOWN SHELVED SHELVED_OFFLOADED") { // BUILD, DELETED: TestBuild, TestChangesSince
			if _, led := seen.Load(status); !led {
				t.Errorf("no way leads to %s", status)
			}
		}
	})
	for name, reach := range waysToStates() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.furnished()
			reach(u, id)
			s, was := u.server(id), u.record(id)
			task, _ := s["OS-EXT-STS:task_state"].(string)
			seen.Store(s["status"], true)
			u.checkProgress(id)
			for _, r := range rules {
				for _, request := range requests[r.operation] {
					u.restore(id, was)
					got := u.compute(request.method, "/servers/"+id+request.path, request.body)
					u.checkRule(r, request.name, id, at[string](t, s, "OS-EXT-STS:vm_state"), task, got)
				}
			}
		})
	}
}

// While an operation is under way, and in the end, a server has the status and the task that the table's words say (state-rules.tsv).
func TestStateRulesWay(t *testing.T) {
	t.Parallel()
	for _, r := range stateRules(t) {
		t.Run(r.operation, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.furnished()
			for _, body := range prepared[r.operation] {
				u.act(id, body)
				u.clock.advance(time.Minute)
			}
			before, request := u.server(id), requests[r.operation][0]
			got := u.compute(request.method, "/servers/"+id+request.path, request.body)
			if !strings.Contains(r.succeeds, fmt.Sprint(got.status)) {
				t.Fatalf("%d %s", got.status, got.body)
			}
			u.checkWay(r.running, before, u.server(id))
			u.clock.advance(time.Minute)
			if r.final == "GET 404" {
				u.want(404, u.compute("GET", "/servers/"+id, ""))
				return
			}
			after := u.server(id)
			if after["OS-EXT-STS:task_state"] != nil {
				t.Errorf("in the end: %v", after)
			}
			u.checkWay(r.final, before, after)
		})
	}
}

// checkWay reads the table's words for a state: "RESCUE (task_state unrescuing)", "unchanged status, task_state image_snapshot", "-".
func (u *cloudUnderTest) checkWay(words string, before, now map[string]any) {
	u.t.Helper()
	want := strings.FieldsFunc(words, func(c rune) bool { return strings.ContainsRune(" ,()=", c) })
	status := before["status"]
	if len(want) > 0 && want[0] == strings.ToUpper(want[0]) && want[0] != "-" && want[0] != "2013.1" {
		status = want[0]
	}
	if strings.Contains(words, "vm_state=active at once") {
		status = "ACTIVE"
	}
	if now["status"] != status {
		u.t.Errorf("%q: status %v, want %v", words, now["status"], status)
	}
	if i := slices.Index(want, "task_state"); i >= 0 && now["OS-EXT-STS:task_state"] != want[i+1] {
		u.t.Errorf("%q: task %v", words, now["OS-EXT-STS:task_state"])
	}
}

// A server was updated when its state last took a step, and at no other time: whoever asks for changes-since misses nothing.
func TestUpdatedAtEachStep(t *testing.T) {
	t.Parallel()
	for _, action := range actionNames() {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.active("web")
			for _, body := range prepared[action] {
				u.act(id, body)
				u.clock.advance(time.Minute)
			}
			body := bodies[action]
			if body == "" {
				body = "null"
			}
			seen, updated := u.looks(id), u.server(id)["updated"]
			u.act(id, `{"`+action+`":`+body+`}`)
			for range 60 {
				if looks := u.looks(id); looks != seen {
					seen, updated = looks, u.clock.Now().Format(time.RFC3339)
				}
				if got := u.server(id)["updated"]; got != updated {
					t.Fatalf("%s: updated %v, want %v", seen, got, updated)
				}
				u.clock.advance(100 * time.Millisecond)
			}
		})
	}
}
