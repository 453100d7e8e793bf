package client

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/wait"
)

// A server that is back at rest may be one whose resize the cloud has confirmed already, or one that it couldn't resize: where the server itself doesn't
// tell, Nova's record does (fact 120), and it says why.
func TestGoalsByTheRecord(t *testing.T) {
	t.Parallel()
	const resizing = `"status":"RESIZE","OS-EXT-STS:task_state":"resize_migrating"`
	const noFlavor = active + `,"flavor":{"vcpus":1,"original_name":"m1.tiny"}`
	const ours = `{"action":"resize","request_id":"req-1","message":null}`
	const failed = `{"action":"resize","request_id":"req-1","message":"Error"}`
	const older = `{"action":"confirmResize","request_id":"req-0","message":null}`
	const confirm, revert = `{"action":"confirmResize","request_id":"req-2","message":null}`, `{"action":"revertResize","request_id":"req-3","message":null}`
	const onNewHost = active + `,"hostId":"new"`
	for _, test := range []struct {
		name, end string
		goal      func(*Client) wait.Goal
		actions   string // the latest first; "": the cloud keeps none
		err       string
		asked     int // for the record
	}{
		{"confirmed meanwhile", noFlavor, toFlavor("3"), confirm + "," + ours, "", 1},
		{"a migration, confirmed meanwhile", active, toFlavor(""), confirm + "," + ours, "", 1},
		{"rebooted since", noFlavor, toFlavor("3"), `{"action":"reboot","request_id":"req-9"},` + confirm + "," + ours + "," + older, "", 1},
		{"only an older one was confirmed", noFlavor, toFlavor("3"), ours + "," + older, "the resize failed: it went back to ACTIVE", 1},
		{"reverted meanwhile", noFlavor, toFlavor("3"), revert + "," + ours, "the resize failed: it went back to ACTIVE", 1},
		{"the old flavor, whatever the record says", active, toFlavor("3"), confirm + "," + ours, "the resize failed: it is ACTIVE with flavor 2, not 3", 1},
		{"the new flavor", active + `,"flavor":{"id":"3"}`, toFlavor("3"), "", "", 0},
		{"no record", noFlavor, toFlavor("3"), "", "the resize failed: it went back to ACTIVE", 1},
		{"another's record alone", noFlavor, toFlavor("3"), confirm, "the resize failed: it went back to ACTIVE", 1},
		{"no id of the request", noFlavor, func(c *Client) wait.Goal { return *c.GoalResized("a", "3", "") }, confirm + "," + ours, "it went back to ACTIVE", 0},
		{"failed, with the reason", active, toFlavor("3"), failed, "not 3; the cloud says of request req-1: Error: No valid host was found.", 1},
		{"a migration that failed", active, toFlavor(""), failed, "the migration failed: it went back to ACTIVE; the cloud says of request req-1: Error: No valid host was found.", 1},
		{"moved", onNewHost, awayFrom("old"), "", "", 0},
		{"not moved, with the reason", onNewHost, awayFrom("new"), failed, "no other took it; see novactl migration list; the cloud says of request req-1: Error: No valid host was found.", 1},
		{"not moved, whatever was confirmed", onNewHost, awayFrom("new"), confirm + "," + ours, "no other took it", 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			live := newLiveCloud(map[string]life{"a": {{0, resizing}, {9 * time.Second, test.end}}})
			asked := 0
			cloud := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
				_, of, isRecord := strings.Cut(r.URL, "/servers/a/os-instance-actions")
				switch {
				case !isRecord:
					return live.answer(r)
				case of == "/req-1":
					return respond(200, `{"instanceAction":{"action":"resize","request_id":"req-1","message":"Error","events":[{"event":"e","result":"Error","details":"No valid host was found."}]}}`), nil
				case test.actions == "":
					asked++
					return respond(404, `{"itemNotFound":{"code":404,"message":"no"}}`), nil
				}
				asked++
				return respond(200, `{"instanceActions":[`+test.actions+`]}`), nil
			}}
			c := cloud.newClient(t)
			out := awaitAll(t.Context(), c, []wait.Target{server("a", test.goal(c))}, wait.Options{})[0]
			if (out.Err == nil) != (test.err == "") || test.err != "" && !contains(out.Err, test.err) {
				t.Errorf("%s: %v, want %q", test.name, out.Err, test.err)
			}
			if asked != test.asked {
				t.Errorf("%s: the record was asked for %d times, want %d", test.name, asked, test.asked)
			}
		})
	}
}

func toFlavor(id string) func(*Client) wait.Goal {
	return func(c *Client) wait.Goal { return *c.GoalResized("a", id, "req-1") }
}

func awayFrom(host string) func(*Client) wait.Goal {
	return func(c *Client) wait.Goal { return *c.GoalMoved("a", host, "req-1") }
}
