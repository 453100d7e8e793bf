package sandbox

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// The actions that the guide predates, in every state: allowed or refused as the compute/api.py of Nova 26 says.
func TestPowerStateRules(t *testing.T) {
	t.Parallel()
	for action, r := range map[string]stateRule{
		"os-start": {operation: "start", vm: "stopped"},
		"os-stop":  {operation: "stop", vm: "active,error"},
		"pause":    {operation: "pause", vm: "active"},
		"unpause":  {operation: "unpause", vm: "paused"},
		"suspend":  {operation: "suspend", vm: "active"},
		"resume":   {operation: "resume", vm: "suspended"},
		"shelve":   {operation: "shelve", vm: "active,stopped,paused,suspended"},
		"unshelve": {operation: "unshelve", vm: "shelved,shelved_offloaded"},
		"lock":     {operation: "lock", vm: "any"},
		"unlock":   {operation: "unlock", vm: "any"},
	} {
		r.task, r.succeeds = "None", "202"
		if r.vm == "any" {
			r.task = "any"
		}
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{})
			id := u.active("web")
			u.inEachState(id, []string{"", "rebooting", "image_snapshot", "powering-off"}, func(vm, task string) {
				u.checkRule(r, r.operation, id, vm, task, u.act(id, `{"`+action+`":null}`))
			})
		})
	}
}

// Each action shows in the task state first, and ends in the status and the power state that Nova gives it.
func TestPowerLife(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	type look struct {
		Status, VM, Task string
		Power            float64
	}
	see := func() look {
		s := u.server(id)
		task, _ := s["OS-EXT-STS:task_state"].(string)
		return look{at[string](t, s, "status"), at[string](t, s, "OS-EXT-STS:vm_state"), task, at[float64](t, s, "OS-EXT-STS:power_state")}
	}
	for _, step := range []struct {
		action     string
		begun, end look
	}{
		{"os-stop", look{"ACTIVE", "active", "powering-off", 1}, look{"SHUTOFF", "stopped", "", 4}},
		{"os-start", look{"SHUTOFF", "stopped", "powering-on", 4}, look{"ACTIVE", "active", "", 1}},
		{"pause", look{"ACTIVE", "active", "pausing", 1}, look{"PAUSED", "paused", "", 3}},
		{"unpause", look{"PAUSED", "paused", "unpausing", 3}, look{"ACTIVE", "active", "", 1}},
		{"suspend", look{"ACTIVE", "active", "suspending", 1}, look{"SUSPENDED", "suspended", "", 4}},
		{"resume", look{"SUSPENDED", "suspended", "resuming", 4}, look{"ACTIVE", "active", "", 1}},
		{"shelve", look{"ACTIVE", "active", "shelving", 1}, look{"SHELVED_OFFLOADED", "shelved_offloaded", "", 4}},
		{"unshelve", look{"SHELVED_OFFLOADED", "shelved_offloaded", "unshelving", 4}, look{"ACTIVE", "active", "", 1}},
	} {
		u.want(202, u.compute("POST", "/servers/"+id+"/action", `{"`+step.action+`":null}`))
		if diff := cmp.Diff(step.begun, see()); diff != "" {
			t.Errorf("%s, begun: %s", step.action, diff)
		}
		u.clock.advance(time.Minute)
		if diff := cmp.Diff(step.end, see()); diff != "" {
			t.Errorf("%s, done: %s", step.action, diff)
		}
	}
}

// A lock refuses what Nova's refuses, before the state is looked at, and lets through what it lets through.
func TestLock(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.active("web")
	path := "/servers/" + id
	u.want(202, u.compute("POST", path+"/action", `{"lock":null}`))
	u.want(202, u.compute("POST", path+"/action", `{"lock":null}`))
	for _, refused := range []struct{ method, path, body string }{
		{"DELETE", "", ""},
		{"POST", "/action", `{"reboot":{"type":"SOFT"}}`},
		{"POST", "/action", `{"resize":{"flavorRef":"3"}}`},
		{"POST", "/action", `{"os-start":null}`},
		{"POST", "/action", `{"changePassword":{"adminPass":"x"}}`},
		{"PUT", "/metadata", `{"metadata":{"a":"1"}}`},
		{"POST", "/os-volume_attachments", `{"volumeAttachment":{"volumeId":"` + tables.Volumes[0].ID + `"}}`},
	} {
		r := u.want(409, u.compute(refused.method, path+refused.path, refused.body))
		if got := at[string](t, u.json(r), "conflictingRequest", "message"); got != "Instance "+id+" is locked" {
			t.Errorf("%s %s: %q", refused.method, refused.body, got)
		}
	}
	u.want(202, u.compute("POST", path+"/action", `{"createImage":{"name":"i"}}`))
	u.want(202, u.compute("POST", path+"/action", `{"unlock":null}`))
	u.want(204, u.compute("DELETE", path, ""))
}
