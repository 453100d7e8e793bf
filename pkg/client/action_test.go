package client

import (
	"context"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/wait"
)

// An action without arguments is its name and null (the requests of a real Nova 26), in XML an empty element.
func TestActSendsItsName(t *testing.T) {
	t.Parallel()
	for action, want := range map[Action]string{
		Start: "os-start", Stop: "os-stop", Pause: "pause", Unpause: "unpause", Suspend: "suspend", Resume: "resume",
		Lock: "lock", Unlock: "unlock", Shelve: "shelve", Unshelve: "unshelve",
	} {
		for format, body := range map[api.Format]string{api.JSON: `{"` + want + `":null}`, api.XML: "<" + want + ` xmlns="http://docs.openstack.org/compute/api/v1.1"/>`} {
			f := &fakeCloud{handle: always(202, "")}
			if err := f.newClient(t, withWire(format)).Act(context.Background(), "ID", action); err != nil {
				t.Errorf("%s: %v", action, err)
				continue
			}
			r := f.requests[0]
			if r.String() != "POST /servers/ID/action" {
				t.Errorf("%s: %s", action, r)
			}
			if got := sameDocument(t, format, r.Body); got != sameDocument(t, format, body) {
				t.Errorf("%s: %s", action, r.Body)
			}
		}
	}
}

// A wait for one of them isn't done while the task is there, and a cloud that takes a shelved server off its host is as good as one
// that doesn't.
func TestGoalsOfPower(t *testing.T) {
	t.Parallel()
	const s = time.Second
	for _, test := range []struct {
		name   string
		life   life
		goal   wait.Goal
		status string
	}{
		{"a stop", life{{0, `"status":"ACTIVE","OS-EXT-STS:task_state":"powering-off"`}, {5 * s, `"status":"SHUTOFF","OS-EXT-STS:task_state":null`}}, GoalStatus("SHUTOFF"), "SHUTOFF"},
		{"a shelve", life{{0, `"status":"ACTIVE","OS-EXT-STS:task_state":"shelving"`}, {5 * s, `"status":"SHELVED","OS-EXT-STS:task_state":null`}}, GoalShelved(), "SHELVED"},
		{"a shelve that goes on", life{{0, `"status":"SHELVED","OS-EXT-STS:task_state":"shelving_offloading"`}, {5 * s, `"status":"SHELVED_OFFLOADED","OS-EXT-STS:task_state":null`}}, GoalShelved(), "SHELVED_OFFLOADED"},
	} {
		out, took, _ := waitFor(t, test.life, test.goal, wait.Options{})
		if out.Err != nil || out.Last.Status != test.status || took < 5*s {
			t.Errorf("%s: %s after %v, %v", test.name, out.Last.Status, took, out.Err)
		}
	}
}
