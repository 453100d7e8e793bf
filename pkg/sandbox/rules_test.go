package sandbox

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
)

// force puts a server into a state that it would take other ways to reach.
func (u *cloudUnderTest) force(id string, to state) {
	u.t.Helper()
	err := u.store.update(context.Background(), func(t tx) error {
		key := Region + "/" + Tenant + "/" + id
		s := &server{}
		if err := json.Unmarshal(t.get(serverBucket, key), s); err != nil {
			return err
		}
		s.State, s.Plan = to, nil
		s.Resize = &resize{From: shape{"2", "AUTO"}, To: shape{"3", "AUTO"}}
		data, err := json.Marshal(s)
		if err != nil {
			return err
		}
		return t.put(serverBucket, key, data)
	})
	if err != nil {
		u.t.Fatal(err)
	}
}

// requests are how each row of state-rules.tsv is asked for, and how a refusal names it.
var requests = map[string][]struct{ name, method, path, body string }{
	"delete server":  {{"", "DELETE", "", ""}},
	"reboot SOFT":    {{"reboot", "POST", "/action", `{"reboot":{"type":"SOFT"}}`}},
	"reboot HARD":    {{"reboot", "POST", "/action", `{"reboot":{"type":"HARD"}}`}},
	"rebuild":        {{"rebuild", "POST", "/action", `{"rebuild":{"imageRef":"` + precise + `"}}`}},
	"resize":         {{"resize", "POST", "/action", `{"resize":{"flavorRef":"4"}}`}},
	"confirmResize":  {{"confirmResize", "POST", "/action", `{"confirmResize":null}`}},
	"revertResize":   {{"revertResize", "POST", "/action", `{"revertResize":null}`}},
	"rescue":         {{"rescue", "POST", "/action", `{"rescue":null}`}},
	"unrescue":       {{"unrescue", "POST", "/action", `{"unrescue":null}`}},
	"changePassword": {{"set_admin_password", "POST", "/action", `{"changePassword":{"adminPass":"x"}}`}},
	"createImage":    {{"createImage", "POST", "/action", `{"createImage":{"name":"i"}}`}},
	"set/update/delete server metadata": {
		{"update metadata", "PUT", "/metadata", `{"metadata":{"a":"2"}}`},
		{"update metadata", "POST", "/metadata", `{"metadata":{"a":"2"}}`},
		{"update metadata", "PUT", "/metadata/a", `{"meta":{"a":"2"}}`},
		{"delete metadata", "DELETE", "/metadata/a", ""},
	},
	"attach volume": {{"attach_volume", "POST", "/os-volume_attachments", `{"volumeAttachment":{"volumeId":"` + volumes[0].ID + `"}}`}},
	"detach volume": {{"detach_volume", "DELETE", "/os-volume_attachments/" + volumes[1].ID, ""}},
}

// stateRule is a row of state-rules.tsv, as a test asks it.
type stateRule struct {
	operation string
	vm, task  string // as the table writes them
	succeeds  string // the statuses
}

func stateRules(t *testing.T) []stateRule {
	t.Helper()
	table, err := os.ReadFile("testdata/state-rules.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rules []stateRule
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[0] == "operation" {
			continue
		}
		r := stateRule{operation: f[0], vm: f[2], task: f[4], succeeds: f[1]}
		if r.vm == "same" || r.vm == "same as attach" { // a row that refers to the one before
			r.vm = rules[len(rules)-1].vm
		}
		rules = append(rules, r)
	}
	return rules
}

// allows reads the table's own words.
func (r stateRule) allows(vm, task string) (vmFits, taskFits bool) {
	vmFits = r.vm == "any" || slices.Contains(strings.Split(r.vm, ","), vm)
	switch {
	case r.task == "any":
		return vmFits, true
	case task == "":
		return vmFits, true
	case r.task == "None":
		return vmFits, false
	case task == "rebooting": // hard alone; the SOFT row says so in brackets
		return vmFits, r.operation == "reboot HARD"
	}
	return vmFits, slices.Contains([]string{"rebooting_hard", "resuming", "unpausing", "pausing", "suspending"}, task)
}

// Every operation in every state is allowed or refused as the table of Nova 2013.1 says, with its words (state-rules.tsv).
func TestStateRules(t *testing.T) {
	t.Parallel()
	rules := stateRules(t)
	if len(rules) != len(requests) {
		t.Errorf("%d rows, %d requests", len(rules), len(requests))
	}
	for _, r := range rules {
		for _, request := range requests[r.operation] {
			t.Run(r.operation+" "+request.method, func(t *testing.T) {
				t.Parallel()
				u := newCloud(t, Options{})
				for _, vm := range []string{"building", "active", "stopped", "paused", "suspended", "rescued", "resized", "error", "soft-delete"} {
					for _, task := range []string{
						"", "rebooting", "rebooting_hard", "pausing", "image_snapshot", "rebuilding", "resize_prep", "powering_off", "deleting",
					} {
						u.checkRule(r, request.name, vm, task, func(id string) reply {
							return u.compute(request.method, "/servers/"+id+request.path, request.body)
						})
					}
				}
			})
		}
	}
}

func (u *cloudUnderTest) checkRule(r stateRule, name, vm, task string, send func(id string) reply) {
	u.t.Helper()
	id := u.active("web")
	u.want(200, u.compute("PUT", "/servers/"+id+"/metadata", `{"metadata":{"a":"1"}}`))
	u.want(200, u.compute("POST", "/servers/"+id+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+volumes[1].ID+`"}}`))
	u.force(id, state{VM: vm, Task: task, Power: 1})
	vmFits, taskFits := r.allows(vm, task)
	got := send(id)
	defer func() { // so that the next server gets the volumes
		u.compute("DELETE", "/servers/"+id, "")
		u.clock.advance(time.Minute)
	}()
	if vmFits && taskFits {
		if !strings.Contains(r.succeeds, fmt.Sprint(got.status)) {
			u.t.Errorf("in %s/%s: %d %s", vm, task, got.status, got.body)
		}
		return
	}
	where := "task_state " + task
	if !vmFits {
		where = "vm_state " + vm
	}
	status, kind, message := 409, "conflictingRequest", "Cannot '"+name+"' while instance is in "+where
	if r.operation == "changePassword" {
		status, kind = 400, "badRequest"
		message = "Instance " + id + " in " + where + ". Cannot set_admin_password while the instance is in this state."
	}
	if got.status != status {
		u.t.Errorf("in %s/%s: %d %s", vm, task, got.status, got.body)
		return
	}
	if said := at[string](u.t, u.json(got), kind, "message"); said != message {
		u.t.Errorf("in %s/%s: %q, want %q", vm, task, said, message)
	}
}
