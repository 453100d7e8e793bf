package sandbox

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// force puts a server into a state that it would take other ways to reach.
func (u *cloudUnderTest) force(id string, to compute.ServerState) {
	u.t.Helper()
	s := &compute.Server{}
	if err := json.Unmarshal(u.record(id), s); err != nil {
		u.t.Fatal(err)
	}
	u.restore(id, forced(u.t, s, to))
}

// forced is the record of a server in a state that it would take other ways to reach.
func forced(t testing.TB, s *compute.Server, to compute.ServerState) []byte {
	t.Helper()
	there := *s
	there.State, there.Plan = to, nil
	there.Resize = &compute.Resize{From: compute.Sizing{FlavorID: "2", DiskConfig: "AUTO"}, To: compute.Sizing{FlavorID: "3", DiskConfig: "AUTO"}}
	data, err := json.Marshal(&there)
	if err != nil {
		t.Fatal(err)
	}
	return data
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
	"attach volume": {{"attach_volume", "POST", "/os-volume_attachments", `{"volumeAttachment":{"volumeId":"` + tables.Volumes[0].ID + `"}}`}},
	"detach volume": {{"detach_volume", "DELETE", "/os-volume_attachments/" + tables.Volumes[1].ID, ""}},
}

// stateRule is a row of state-rules.tsv, as a test asks it.
type stateRule struct {
	operation      string
	vm, task       string // as the table writes them
	succeeds       string // the statuses
	running, final string // the server's status while it is under way, and in the end
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
		r := stateRule{operation: f[0], vm: f[2], task: f[4], succeeds: f[1], running: f[5], final: f[6]}
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

// vmStates and tasks are all that the guide's Table 3.2 and its note name, with what no operation leads to and what is of later Novas.
var vmStates = []string{
	"building", "active", "stopped", "paused", "suspended", "rescued", "resized", "error", "soft-delete", "unknown", "shelved", "shelved_offloaded",
}

var tasks = strings.Fields(`block_device_mapping deleting image_snapshot image_backup migrating networking pausing powering_off powering_on
	rebooting rebooting_hard rebuilding rebuild_block_device_mapping rebuild_spawning rescuing resize_confirming resize_finish resize_migrated
	resize_migrating resize_prep resize_reverting resuming scheduling spawning starting stopping suspending unpausing unrescuing
	updating_password`)

// allTasks are the tasks, and none.
func allTasks() []string { return append([]string{""}, tasks...) }

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
				id := u.furnished()
				u.inEachState(id, allTasks(), func(vm, task string) {
					u.checkRule(r, request.name, id, vm, task, u.compute(request.method, "/servers/"+id+request.path, request.body))
				})
			})
		}
	}
}

// A server has a progress in the statuses that have one, and in no other, whatever brought it there (fact 13).
func TestProgressInEveryState(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	id := u.furnished()
	u.inEachState(id, allTasks(), func(string, string) { u.checkProgress(id) })
}

// inEachState puts a server into each VM state with each of the tasks, and looks.
func (u *cloudUnderTest) inEachState(id string, tasks []string, look func(vm, task string)) {
	u.t.Helper()
	s := &compute.Server{}
	if err := json.Unmarshal(u.record(id), s); err != nil {
		u.t.Fatal(err)
	}
	for _, vm := range vmStates {
		for _, task := range tasks {
			u.restore(id, forced(u.t, s, compute.ServerState{VM: vm, Task: task, Power: 1}))
			look(vm, task)
		}
	}
}

// record is a server as the store has it.
func (u *cloudUnderTest) record(id string) (data []byte) {
	u.t.Helper()
	err := u.db.Store.View(context.Background(), func(t store.Tx) error {
		data = slices.Clone(t.Get(model.ServerBucket, tables.Region+"/"+tables.Tenant+"/"+id))
		return nil
	})
	if err != nil {
		u.t.Fatal(err)
	}
	return data
}

// restore makes a server what it was.
func (u *cloudUnderTest) restore(id string, was []byte) {
	u.t.Helper()
	err := u.db.Store.Update(context.Background(), func(t store.Tx) error { return t.Put(model.ServerBucket, tables.Region+"/"+tables.Tenant+"/"+id, was) })
	if err != nil {
		u.t.Fatal(err)
	}
}

// checkProgress says that a server has a progress in the statuses that have one, and in no other (fact 13).
func (u *cloudUnderTest) checkProgress(id string) {
	u.t.Helper()
	s := u.server(id)
	_, shown := s["progress"]
	if status := s["status"].(string); shown != slices.Contains([]string{"ACTIVE", "BUILD", "REBUILD", "RESIZE", "VERIFY_RESIZE"}, status) {
		u.t.Errorf("%s: progress %v", status, s["progress"])
	}
}

// checkRule compares an answer with what the table says of the state that the server was in.
func (u *cloudUnderTest) checkRule(r stateRule, name, id, vm, task string, got reply) {
	u.t.Helper()
	vmFits, taskFits := r.allows(vm, task)
	if vmFits && taskFits {
		if !strings.Contains(r.succeeds, fmt.Sprint(got.status)) {
			u.t.Errorf("%s in %s/%s: %d %s", r.operation, vm, task, got.status, got.body)
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
		u.t.Errorf("%s in %s/%s: %d %s", r.operation, vm, task, got.status, got.body)
		return
	}
	if said := at[string](u.t, u.json(got), kind, "message"); said != message {
		u.t.Errorf("%s in %s/%s: %q, want %q", r.operation, vm, task, said, message)
	}
}
