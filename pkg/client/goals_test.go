package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Each action ends where the guide's status transitions end, and a resize that falls back is told as a failure.
func TestGoalsOfActions(t *testing.T) {
	t.Parallel()
	const s = time.Second
	const shutoff = `"status":"SHUTOFF","OS-EXT-STS:task_state":null`
	const verify = `"status":"VERIFY_RESIZE","OS-EXT-STS:task_state":null`
	const resizing = `"status":"RESIZE","OS-EXT-STS:task_state":"resize_migrating"`
	const prep = `"status":"ACTIVE","OS-EXT-STS:task_state":"resize_prep"`
	newFlavor := func(doc string) string { return doc + `,"flavor":{"id":"3"}` }
	noFlavor := func(doc string) string { return doc + `,"flavor":{"vcpus":1,"original_name":"m1.tiny"}` }
	for _, test := range []struct {
		name   string
		life   life
		goal   wait.Goal
		status string
		err    string // part of it; empty: none
		after  time.Duration
		before time.Duration
	}{
		{"a rebuild", life{{0, `"status":"REBUILD","OS-EXT-STS:task_state":"rebuilding"`}, {9 * s, active}}, GoalRunning(), "ACTIVE", "", 9 * s, 15 * s},
		{"a rebuild of what was off", life{{0, `"status":"REBUILD"`}, {9 * s, shutoff}}, GoalRunning(), "SHUTOFF", "", 9 * s, 15 * s},
		{"a hard reboot", life{{0, `"status":"HARD_REBOOT"`}, {9 * s, active}}, GoalRunning(), "ACTIVE", "", 9 * s, 15 * s},
		{"an unrescue (fact 12)", life{{0, `"status":"RESCUE","OS-EXT-STS:task_state":"unrescuing"`}, {9 * s, active}}, GoalRunning(), "ACTIVE", "", 9 * s, 15 * s},
		{"a confirm", life{{0, verify}, {9 * s, active}}, GoalRunning(), "ACTIVE", "", 9 * s, 15 * s},
		{"a revert", life{{0, `"status":"REVERT_RESIZE","OS-EXT-STS:task_state":"resize_reverting"`}, {9 * s, active}}, GoalRunning(), "ACTIVE", "", 9 * s, 15 * s},
		{"a rescue (fact 12)", life{{0, `"status":"ACTIVE","OS-EXT-STS:task_state":"rescuing"`}, {9 * s, `"status":"RESCUE","OS-EXT-STS:task_state":null`}}, GoalStatus("RESCUE"), "RESCUE", "", 9 * s, 15 * s},
		{"a rebuild that fails", life{{0, `"status":"REBUILD"`}, {9 * s, broken}}, GoalRunning(), "ERROR", "No valid host", 9 * s, 15 * s},
		{"a stop of what was in ERROR", life{{0, `"status":"ERROR","OS-EXT-STS:task_state":"powering-off"`}, {9 * s, shutoff}}, OutOfError(GoalStatus("SHUTOFF")), "SHUTOFF", "", 9 * s, 15 * s},
		{"one that fails", life{{0, `"status":"ERROR","OS-EXT-STS:task_state":"powering-off"`}, {9 * s, broken}}, OutOfError(GoalStatus("SHUTOFF")), "ERROR", "No valid host", 9 * s, 15 * s},
		{"one that failed at once", life{{0, broken}}, OutOfError(GoalRunning()), "ERROR", "No valid host", 0, 0},
		{"ERROR with a task in what doesn't begin there", life{{0, `"status":"ERROR","OS-EXT-STS:task_state":"spawning"`}}, GoalActive(), "ERROR", "went to ERROR", 0, 0},

		{"a resize", life{{0, prep}, {3 * s, resizing}, {30 * s, verify}}, resized("3"), "VERIFY_RESIZE", "", 30 * s, 40 * s},
		{"a resize that shows late", life{{0, active}, {5 * s, resizing}, {30 * s, verify}}, resized("3"), "VERIFY_RESIZE", "", 30 * s, 40 * s},
		{"a resize confirmed by the cloud", life{{0, resizing}, {9 * s, newFlavor(active)}}, resized("3"), "ACTIVE", "", 9 * s, 15 * s},
		{"the same, off", life{{0, resizing}, {9 * s, newFlavor(shutoff)}}, resized("3"), "SHUTOFF", "", 9 * s, 15 * s},
		{"a resize that fell back", life{{0, prep}, {9 * s, active}}, resized("3"), "ACTIVE", "server web (a): the resize failed: it is ACTIVE with flavor 2, not 3", 9 * s, 15 * s},
		{"the same, off", life{{0, resizing}, {9 * s, shutoff}}, resized("3"), "SHUTOFF", "the resize failed: it is SHUTOFF with flavor 2", 9 * s, 15 * s},
		{"a resize that fell back before anyone looked", life{{0, active}}, resized("3"), "ACTIVE", "the resize failed", 15 * time.Second, 25 * time.Second},
		{"a resize to ERROR", life{{0, resizing}, {9 * s, broken}}, resized("3"), "ERROR", "No valid host", 9 * s, 15 * s},
		{"a migration", life{{0, prep}, {3 * s, resizing}, {9 * s, verify}}, resized(""), "VERIFY_RESIZE", "", 9 * s, 15 * s},
		{"a migration that fell back", life{{0, prep}, {9 * s, active}}, resized(""), "ACTIVE", "the migration failed: it went back to ACTIVE", 9 * s, 15 * s},
		{"a resize, flavors not told (microversion 2.47)", life{{0, noFlavor(resizing)}, {9 * s, noFlavor(verify)}}, resized("3"), "VERIFY_RESIZE", "", 9 * s, 15 * s},
		{"the same, not begun at the first look", life{{0, noFlavor(active)}, {2 * s, noFlavor(resizing)}, {9 * s, noFlavor(verify)}}, resized("3"), "VERIFY_RESIZE", "", 9 * s, 15 * s},
		{"the same, fallen back", life{{0, noFlavor(resizing)}, {9 * s, noFlavor(active)}}, resized("3"), "ACTIVE", "the resize failed: it went back to ACTIVE", 9 * s, 15 * s},
		{"a resize by way of a status nobody knows", life{{0, resizing}, {5 * s, `"status":"MOVING"`}, {9 * s, verify}}, resized("3"), "VERIFY_RESIZE", "", 9 * s, 15 * s},
	} {
		out, took, _ := waitFor(t, test.life, test.goal, wait.Options{})
		if (out.Err == nil) != (test.err == "") || test.err != "" && !contains(out.Err, test.err) {
			t.Errorf("%s: %v, want %q", test.name, out.Err, test.err)
		}
		if test.err != "" && !errors.As(out.Err, new(*wait.FailedError)) {
			t.Errorf("%s: %T", test.name, out.Err)
		}
		if out.Last.Status != test.status || took < test.after || took > test.before {
			t.Errorf("%s: %s after %v; want %s after %v to %v", test.name, out.Last.Status, took, test.status, test.after, test.before)
		}
	}
}

// An action out of ERROR that never ends is a time that is up, or an interrupt: not the failure that was there before it.
func TestOutOfErrorWithoutEnd(t *testing.T) {
	t.Parallel()
	const stopping = `"status":"ERROR","OS-EXT-STS:task_state":"powering-off"`
	out, took, _ := waitFor(t, life{{0, stopping}}, OutOfError(GoalStatus("SHUTOFF")), wait.Options{Timeout: time.Minute})
	var late *wait.TimeoutError
	if !errors.As(out.Err, &late) || took != time.Minute || !contains(out.Err, "still ERROR (powering-off) after 1m0s") {
		t.Errorf("%v after %v", out.Err, took)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		c := (&fakeCloud{handle: newLiveCloud(map[string]life{"a": {{0, stopping}}}).answer}).newClient(t)
		out := awaitAll(ctx, c, []wait.Target{server("a", OutOfError(GoalRunning()))}, wait.Options{})[0]
		var interrupted *wait.InterruptedError
		if !errors.As(out.Err, &interrupted) || out.Last.TaskState != "powering-off" {
			t.Errorf("%v, %v", out.Err, out.Last)
		}
	})
	out, _, _ = waitFor(t, life{{0, stopping}, {9 * time.Second, ""}}, OutOfError(GoalRunning()), wait.Options{})
	if !transport.IsNotFound(out.Err) {
		t.Errorf("deleted meanwhile: %v", out.Err)
	}
}

// Several resizes are waited for at once, and each ends as its own life says.
func TestGoalResizedOfSeveral(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const s = time.Second
		resizing := `"status":"RESIZE","OS-EXT-STS:task_state":"resize_migrating"`
		cloud := newLiveCloud(map[string]life{
			"a": {{0, resizing}, {20 * s, `"status":"VERIFY_RESIZE","OS-EXT-STS:task_state":null`}},
			"b": {{0, resizing}, {10 * s, active}},
		})
		out, _ := waitForSeveral(t, cloud, resized("3"), "a", "b")
		if out[0].Err != nil || !contains(out[1].Err, "the resize failed") {
			t.Errorf("%v, %v", out[0].Err, out[1].Err)
		}
	})
}

// What real Novas show at the end of a resize is its end.
func TestGoalResizedOfNova26(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]string{"verify-resize": "VERIFY_RESIZE", "resized": "ACTIVE"} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: fromNova(t, name)}
			id := "08990c1b-cd8f-4ab6-86b2-385a074b2480"
			out := awaitAll(t.Context(), f.newClient(t), []wait.Target{server(id, resized("2"))}, wait.Options{})[0]
			if out.Err != nil || out.Last.Status != status || len(f.seen()) != 1 {
				t.Errorf("%s: %v, %s after %v", name, out.Err, out.Last, f.seen())
			}
		})
	}
}

// imageOf is a cloud with a server of which an image is made: it is SAVING for 10 s, and the server is at it for 25.
func imageOf(start time.Time, serverDoc func(took time.Duration) (int, string)) func(sentRequest) (*http.Response, error) {
	return func(r sentRequest) (*http.Response, error) {
		took := time.Since(start)
		if strings.Contains(r.URL, "/servers/") {
			return respond(serverDoc(took)), nil
		}
		status := "SAVING"
		if took >= 10*time.Second {
			status = "ACTIVE"
		}
		return respond(200, `{"image":{"id":"i","name":"backup","status":"`+status+`"},"images":[{"id":"i","status":"`+status+`"},{"id":"j","status":"`+status+`"}]}`), nil
	}
}

// An image is done when it is ACTIVE and its server has nothing going on (fact 12); until then one sees what goes on.
func TestGoalImageActive(t *testing.T) {
	t.Parallel()
	atWork := func(took time.Duration) (int, string) {
		if took < 25*time.Second {
			return 200, `{"server":{"id":"a","status":"ACTIVE","OS-EXT-STS:task_state":"image_uploading"}}`
		}
		return 200, `{"server":{"id":"a","status":"ACTIVE","OS-EXT-STS:task_state":null}}`
	}
	gone := func(time.Duration) (int, string) { return 404, "" }
	busy := func(took time.Duration) (int, string) {
		if took < 20*time.Second {
			return 503, ""
		}
		return atWork(took + time.Hour)
	}
	forbidden := func(time.Duration) (int, string) { return 403, "" }
	for name, test := range map[string]struct {
		server func(time.Duration) (int, string)
		after  time.Duration
		seen   []string
		err    func(error) bool
	}{
		"at work":     {atWork, 25 * time.Second, []string{"SAVING", "ACTIVE (image_uploading)", "ACTIVE"}, nil},
		"gone":        {gone, 10 * time.Second, []string{"SAVING", "ACTIVE"}, nil},
		"not to read": {busy, 20 * time.Second, []string{"SAVING", "ACTIVE"}, nil},
		"forbidden":   {forbidden, 10 * time.Second, []string{"SAVING"}, transport.IsAuth},
	} {
		for _, ids := range [][]string{{"i"}, {"i", "j"}} {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				f := &fakeCloud{handle: imageOf(start, test.server)}
				var targets []wait.Target
				c := f.newClient(t)
				for _, id := range ids {
					targets = append(targets, wait.Target{Kind: "image", ID: id, Goal: c.GoalImageActive("a")})
				}
				var seen []string
				o := wait.Options{Interval: time.Second, Progress: func(s wait.State) {
					if s.ID == "i" {
						seen = append(seen, s.String())
					}
				}}
				for _, out := range awaitAll(t.Context(), c, targets, o) {
					if took := time.Since(start); took != test.after || (out.Err == nil) != (test.err == nil) || test.err != nil && !test.err(out.Err) {
						t.Errorf("%s %v: %v after %v", name, ids, out.Err, took)
					}
				}
				if diff := cmp.Diff(test.seen, seen); diff != "" {
					t.Errorf("%s %v: %s", name, ids, diff)
				}
				if n := strings.Count(strings.Join(f.seen()[:9], " "), "/servers/"); n != 0 {
					t.Errorf("%s: the server was asked for %d times while the image was SAVING", name, n)
				}
			})
		}
	}
}

// A volume is attached when the attachment shows a device, and detached when it is no more; several are several servers'.
func TestGoalsOfAttachments(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			done := time.Since(start) >= 10*time.Second
			switch {
			case strings.HasSuffix(r.URL, "/servers/a/os-volume_attachments/v"):
				doc := map[bool]string{false: `{"volumeAttachment":{"volumeId":"v","device":null}}`, true: `{"volumeAttachment":{"volumeId":"v","device":"/dev/xvdb"}}`}
				return respond(200, doc[done]), nil
			case strings.HasSuffix(r.URL, "/servers/b/os-volume_attachments/w") && !done:
				return respond(200, `{"volumeAttachment":{"id":"w","volumeId":"w","device":"/dev/xvdb"}}`), nil
			}
			return respond(404, ""), nil
		}}
		var seen []string
		c := f.newClient(t)
		out := awaitAll(t.Context(), c, []wait.Target{
			{Kind: "attachment", Parent: "a", ID: "v", Name: "data", Goal: c.AttachingTarget(Attaching{Server: "a", Volume: "v"}).Goal},
			{Kind: "attachment", Parent: "b", ID: "w", Goal: GoalGone()},
		}, wait.Options{Interval: 5 * time.Second, Progress: func(s wait.State) { seen = append(seen, s.Kind+" "+s.ID+" "+s.String()) }})
		for _, o := range out {
			if o.Err != nil || time.Since(start) != 10*time.Second {
				t.Errorf("%v after %v", o.Err, time.Since(start))
			}
		}
		want := []string{"attachment v ATTACHING", "attachment w ATTACHED", "attachment v ATTACHED", "attachment w DELETED"}
		if diff := cmp.Diff(want, seen); diff != "" {
			t.Error(diff)
		}
		var a api.VolumeAttachment
		if err := api.Unmarshal(out[0].Last.Raw, &a); err != nil || a.Device.Value != "/dev/xvdb" || out[0].Last.Name != "data" {
			t.Errorf("%+v", out[0].Last)
		}
	})
}

// A detach that fails leaves the attachment as it was: the wait ends with what Nova's record of the request says. Without that record
// the attachment alone counts.
func TestGoalDetached(t *testing.T) {
	t.Parallel()
	const at = "/v2/010101/servers/s/os-"
	action := func(message, events string) string {
		return `{"instanceAction":{"action":"detach_volume","request_id":"req-1","message":` + message + `,"events":[` + events + `]}}`
	}
	for _, test := range []struct {
		name    string
		request string // the id that the answer names
		record  string // of the request, after 10 s; "": the cloud has none
		gone    bool   // the attachment, after 10 s
		err     string // part of it; empty: none
		looks   int    // at the record
	}{
		{"one that works", "req-1", action(`null`, ``), true, "", 2},
		{"one that fails", "req-1", action(`"Error"`, ``), false, "attachment v went to ERROR: the cloud says of request req-1: Error", 3},
		{"one with details", "req-1", action(`"Error"`, `{"event":"compute_detach_volume","result":"Error","details":"Timed out"}`), false, "Error: Timed out", 3},
		{"a cloud that keeps no records", "req-1", "", true, "", 2},
		{"a cloud whose answers have no ids", "", action(`"Error"`, ``), true, "", 0},
		{"an odd record", "req-1", `{"instanceAction":[]}`, false, "still ATTACHED", 13},
	} {
		synctest.Test(t, func(t *testing.T) {
			start, looks := time.Now(), 0
			f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
				u, _ := url.Parse(r.URL)
				done := time.Since(start) >= 10*time.Second
				switch {
				case r.Method == http.MethodDelete:
					answer := respond(202, "")
					answer.Header.Set("X-Openstack-Request-Id", test.request)
					return answer, nil
				case u.Path == at+"volume_attachments/v" && !(done && test.gone):
					return respond(200, `{"volumeAttachment":{"id":"v","volumeId":"v","device":"/dev/xvdb"}}`), nil
				case u.Path == at+"instance-actions/req-1":
					looks++
					if test.record != "" && done {
						return respond(200, test.record), nil
					}
				}
				return respond(404, `{"itemNotFound":{"code":404,"message":"not found"}}`), nil
			}}
			c := f.newClient(t)
			id, err := c.DetachVolume(t.Context(), "s", "v")
			if err != nil || id != test.request {
				t.Fatalf("%s: %q, %v", test.name, id, err)
			}
			target := c.AttachmentTarget("s", "v", c.GoalDetached("s", id))
			out := c.Wait(t.Context(), []wait.Target{target}, wait.Options{Interval: 5 * time.Second, Timeout: time.Minute})[0]
			if (out.Err == nil) != (test.err == "") || test.err != "" && !contains(out.Err, test.err) {
				t.Errorf("%s: %v, want %q", test.name, out.Err, test.err)
			}
			if looks != test.looks {
				t.Errorf("%s: %d looks at the record, want %d", test.name, looks, test.looks)
			}
		})
	}
}
