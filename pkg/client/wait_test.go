package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// life is what a server goes through: at each time after the start, the members of its document. "" is gone.
type life []struct {
	at  time.Duration
	doc string
}

const (
	building = `"status":"BUILD","OS-EXT-STS:task_state":"spawning","progress":%d`
	active   = `"status":"ACTIVE","OS-EXT-STS:task_state":null,"progress":100`
	deleting = `"status":"ACTIVE","OS-EXT-STS:task_state":"deleting"`
	broken   = `"status":"ERROR","OS-EXT-STS:task_state":null,"fault":{"code":500,"message":"No valid host\nwas found.","created":"2000-01-01T00:00:00Z"}`
)

// created is the life of a server that takes 20 s to build.
func created() life {
	return life{{0, fmt.Sprintf(building, 0)}, {10 * time.Second, fmt.Sprintf(building, 50)}, {20 * time.Second, active}}
}

// liveCloud is a cloud of servers that live by the clock.
type liveCloud struct {
	start time.Time
	lives map[string]life
	skew  time.Duration // of the cloud's clock
	// noChanges is a cloud whose lists of changes are always empty.
	noChanges bool
	hidden    func(id string) bool // whether lists leave a server out; nil: none does
}

func newLiveCloud(lives map[string]life) *liveCloud {
	return &liveCloud{start: time.Now(), lives: lives}
}

// now is the document of a server, "" where it is gone, and when it last changed.
func (l *liveCloud) now(id string) (doc string, updated time.Time) {
	for _, step := range l.lives[id] {
		if at := l.start.Add(step.at); !at.After(time.Now()) {
			doc, updated = step.doc, at
		}
	}
	updated = updated.Add(l.skew)
	if doc == "" {
		return "", updated
	}
	if !strings.Contains(doc, `"flavor"`) {
		doc += `,"flavor":{"id":"2"}`
	}
	return fmt.Sprintf(`{"id":%q,"name":"web","updated":%q,%s}`, id, updated.UTC().Format(time.RFC3339), doc), updated
}

func (l *liveCloud) answer(r sentRequest) (*http.Response, error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return nil, err
	}
	id := strings.TrimPrefix(u.Path, "/v2/010101/servers/")
	if id == "detail" || u.Path == "/v2/010101/servers" {
		return respond(200, l.list(u.Query().Get("changes-since"))), nil
	}
	doc, _ := l.now(id)
	if doc == "" {
		return respond(404, `{"itemNotFound":{"code":404,"message":"Instance could not be found"}}`), nil
	}
	return respond(200, `{"server":`+doc+`}`), nil
}

func (l *liveCloud) list(changesSince string) string {
	since, _ := time.Parse(time.RFC3339, changesSince)
	var docs []string
	for id := range l.lives {
		doc, updated := l.now(id)
		switch {
		case l.hidden != nil && l.hidden(id):
		case changesSince != "" && (updated.Before(since) || l.noChanges):
		case doc != "":
			docs = append(docs, doc)
		case changesSince != "": // the deleted are among the changes (guide 1.7)
			docs = append(docs, fmt.Sprintf(`{"id":%q,"status":"DELETED","OS-EXT-STS:task_state":null,"updated":%q}`, id, updated.UTC().Format(time.RFC3339)))
		}
	}
	return `{"servers":[` + strings.Join(docs, ",") + `]}`
}

// awaitAll waits for targets, which name no more than their kind and id.
func awaitAll(ctx context.Context, c *Client, targets []wait.Target, o wait.Options) []wait.Outcome {
	for i, t := range targets {
		switch t.Kind {
		case "server":
			targets[i] = c.ServerTarget(t.ID, t.Name, t.Goal)
			targets[i].Listed = t.Listed
		case "image":
			targets[i] = c.ImageTarget(t.ID, t.Name, t.Goal)
		case "attachment":
			targets[i] = c.AttachmentTarget(t.Parent, t.ID, t.Goal)
			targets[i].Name = t.Name
		}
	}
	return c.Wait(ctx, targets, o)
}

func server(id string, g wait.Goal) wait.Target {
	return wait.Target{Kind: "server", ID: id, Name: "web", Goal: g}
}

// waitFor waits for one server of a live cloud, in a bubble of its own, and tells how long it took.
func waitFor(t *testing.T, lives life, g wait.Goal, o wait.Options) (out wait.Outcome, took time.Duration, cloud *fakeCloud) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		cloud = &fakeCloud{handle: newLiveCloud(map[string]life{"a": lives}).answer}
		start := time.Now()
		out = awaitAll(t.Context(), cloud.newClient(t), []wait.Target{server("a", g)}, o)[0]
		took = time.Since(start)
	})
	return out, took, cloud
}

// Each kind of wait ends where its operation ends, and as that ended (docs/architecture.md, Promises).
func TestWaitEnds(t *testing.T) {
	t.Parallel()
	const s = time.Second
	soon := func(doc string) life { return life{{0, deleting}, {5 * s, doc}} }
	tests := []struct {
		name   string
		life   life
		goal   wait.Goal
		status string // the last
		err    string // part of it; empty: none
		after  time.Duration
		before time.Duration
	}{
		{"a create", created(), GoalActive(), "ACTIVE", "", 20 * s, 30 * s},
		{"there already", life{{0, active}}, GoalActive(), "ACTIVE", "", 0, 0},
		{"active, but something goes on (fact 12)", life{{0, `"status":"ACTIVE","OS-EXT-STS:task_state":"image_snapshot"`}, {8 * s, active}}, GoalSettled(), "ACTIVE", "", 8 * s, 12 * s},
		{"without task states", life{{0, `"status":"BUILD"`}, {5 * s, `"status":"ACTIVE"`}}, GoalActive(), "ACTIVE", "", 5 * s, 10 * s},
		{"a build that fails", life{{0, fmt.Sprintf(building, 0)}, {5 * s, broken}}, GoalActive(), "ERROR", "server web (a) went to ERROR: No valid host was found. (code 500)", 5 * s, 10 * s},
		{"in ERROR at once", life{{0, broken}}, GoalSettled(), "ERROR", "No valid host", 0, 0},
		{"ERROR wanted", life{{0, active}, {5 * s, broken}}, GoalStatus("error"), "ERROR", "", 5 * s, 10 * s},
		{"statuses nobody knows", life{{0, `"status":"PREPARING"`}, {3 * s, `"status":"UNKNOWN"`}, {9 * s, active}}, GoalSettled(), "ACTIVE", "", 9 * s, 15 * s},
		{"settled as it is", life{{0, `"status":"SHUTOFF","OS-EXT-STS:task_state":null`}}, GoalSettled(), "SHUTOFF", "", 0, 0},
		{"a status by name", life{{0, active}, {5 * s, `"status":"RESCUE","OS-EXT-STS:task_state":null`}}, GoalStatus("rescue"), "RESCUE", "", 5 * s, 10 * s},
		{"a delete", soon(""), GoalGone(), "DELETED", "", 5 * s, 10 * s},
		{"a delete that the cloud goes on showing", soon(`"status":"DELETED","OS-EXT-STS:task_state":null`), GoalGone(), "DELETED", "", 5 * s, 15 * s},
		{"deleted by name", soon(""), GoalStatus("deleted"), "DELETED", "", 5 * s, 10 * s},
		{"a delete that can be undone", soon(`"status":"SOFT_DELETED","OS-EXT-STS:task_state":null`), GoalGone(), "SOFT_DELETED", "", 5 * s, 10 * s},
		{"the same, under way", life{{0, `"status":"SOFT_DELETED","OS-EXT-STS:task_state":"deleting"`}, {5 * s, ""}}, GoalGone(), "DELETED", "", 5 * s, 10 * s},
		{"an error in small letters", soon(`"status":"error","OS-EXT-STS:task_state":null`), GoalActive(), "error", "went to error", 5 * s, 10 * s},
		{"gone already", life{{0, ""}}, GoalGone(), "DELETED", "", 0, 0},
		{"a delete that fails", soon(broken), GoalGone(), "ERROR", "No valid host", 5 * s, 10 * s},
		{"a delete of what is in ERROR", life{{0, `"status":"ERROR","OS-EXT-STS:task_state":"deleting"`}, {5 * s, ""}}, GoalGone(), "DELETED", "", 5 * s, 10 * s},
		{"the same without task states", life{{0, `"status":"ERROR"`}, {5 * s, ""}}, GoalGone(), "DELETED", "", 5 * s, 10 * s},
		{"a delete that fails, without task states", life{{0, `"status":"ACTIVE"`}, {5 * s, `"status":"ERROR"`}}, GoalGone(), "ERROR", "went to ERROR", 5 * s, 10 * s},
		{"gone while it was built", life{{0, fmt.Sprintf(building, 0)}, {5 * s, ""}}, GoalActive(), "BUILD", "Instance could not be found (HTTP 404)", 5 * s, 10 * s},
		{"never there", life{{0, ""}}, GoalActive(), "", "Instance could not be found (HTTP 404)", 0, 0},
	}
	for _, test := range tests {
		out, took, _ := waitFor(t, test.life, test.goal, wait.Options{})
		if (out.Err == nil) != (test.err == "") || test.err != "" && !contains(out.Err, test.err) {
			t.Errorf("%s: %v, want %q", test.name, out.Err, test.err)
		}
		if out.Last.Status != test.status || took < test.after || took > test.before {
			t.Errorf("%s: %s after %v; want %s after %v to %v", test.name, out.Last.Status, took, test.status, test.after, test.before)
		}
	}
}

// An interval that is given is kept to.
func TestWaitInterval(t *testing.T) {
	t.Parallel()
	_, took, cloud := waitFor(t, created(), GoalActive(), wait.Options{Interval: 4 * time.Second})
	if took != 20*time.Second || len(cloud.seen()) != 6 {
		t.Errorf("%v, %d looks; want 20s, 6", took, len(cloud.seen()))
	}
}

// The result of a wait is the resource as it was last seen, with its fault where it failed.
func TestWaitOutcome(t *testing.T) {
	t.Parallel()
	out, _, _ := waitFor(t, created(), GoalActive(), wait.Options{})
	if !strings.Contains(string(out.Last.Raw), `"status":"ACTIVE"`) || *out.Last.Progress != 100 {
		t.Errorf("%+v", out.Last)
	}
	out, _, _ = waitFor(t, life{{0, broken}}, GoalActive(), wait.Options{})
	var failed *wait.FailedError
	if !errors.As(out.Err, &failed) || failed.Last.Fault == nil || failed.Last.Fault.Code != 500 || failed.Target.ID != "a" {
		t.Errorf("%+v", out.Err)
	}
}

// A wait that takes too long says how far it came, and looks once more when its time is up.
func TestWaitTimeout(t *testing.T) {
	t.Parallel()
	for _, timeout := range []time.Duration{15 * time.Second, time.Millisecond} {
		out, took, _ := waitFor(t, created(), GoalActive(), wait.Options{Timeout: timeout})
		var late *wait.TimeoutError
		if !errors.As(out.Err, &late) || took != timeout || late.Timeout != timeout {
			t.Errorf("%v after %v", out.Err, took)
		}
		if timeout == 15*time.Second && out.Err.Error() != "server web (a) is still BUILD (spawning, 50 %) after 15s" {
			t.Error(out.Err)
		}
	}
	out, took, _ := waitFor(t, created(), GoalActive(), wait.Options{Timeout: 20 * time.Second})
	if out.Err != nil || took != 20*time.Second {
		t.Errorf("done just in time: %v after %v", out.Err, took)
	}
	out, took, _ = waitFor(t, life{{0, fmt.Sprintf(building, 0)}}, GoalActive(), wait.Options{})
	if !errors.As(out.Err, new(*wait.TimeoutError)) || took != 30*time.Minute {
		t.Errorf("by default: %v after %v", out.Err, took)
	}
}

// A cloud that hangs can't hold a wait longer than its timeout and the last look's grace.
func TestWaitTimeoutOfSilentCloud(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Options{Credentials: identity.Credentials{Token: "t"}, Endpoint: testEndpoint,
			Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
				<-r.Context().Done()
				return nil, r.Context().Err()
			})})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		out := awaitAll(t.Context(), c, []wait.Target{server("a", GoalActive())}, wait.Options{Timeout: time.Minute})[0]
		if took := time.Since(start); !errors.As(out.Err, new(*wait.TimeoutError)) || took != time.Minute+10*time.Second {
			t.Errorf("%v after %v", out.Err, took)
		}
	})
}

// Ctrl-C ends a wait at once, wherever it is, and says what goes on.
func TestWaitInterrupted(t *testing.T) {
	t.Parallel()
	for _, targets := range [][]string{{"a"}, {"a", "b"}} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: newLiveCloud(map[string]life{"a": created(), "b": created()}).answer}
			ctx, cancel := context.WithTimeout(t.Context(), 11*time.Second)
			defer cancel()
			var all []wait.Target
			for _, id := range targets {
				all = append(all, server(id, GoalActive()))
			}
			start := time.Now()
			for _, out := range awaitAll(ctx, f.newClient(t), all, wait.Options{}) {
				var stopped *wait.InterruptedError
				if !errors.As(out.Err, &stopped) || !errors.Is(out.Err, context.DeadlineExceeded) || time.Since(start) != 11*time.Second {
					t.Errorf("%v after %v", out.Err, time.Since(start))
				}
				if stopped != nil && stopped.Last.Status != "BUILD" {
					t.Errorf("%+v", stopped.Last)
				}
			}
		})
	}
}

// Trouble on the way is ridden out, for as long as the cloud asks, and by the wait alone: no retries inside a look.
func TestWaitRidesOut(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		trouble func(sentRequest) (*http.Response, error)
		took    time.Duration
	}{
		"the cloud's own error": {always(500, "oops"), 1 * time.Second},
		"a gateway's error":     {always(502, "<html>"), 1 * time.Second},
		"busy for a while":      {always(503, "", "Retry-After", "120"), 120 * time.Second},
		"too many requests":     {always(413, "", "Retry-After", "90"), 90 * time.Second},
		"of later clouds":       {always(429, ""), 1 * time.Second},
		"a lost connection":     {failing(syscall.ECONNRESET), 1 * time.Second},
		"a page of a hotel's":   {always(200, "<html>Welcome</html>", "Content-Type", "text/html"), 1 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: inTurn(test.trouble, always(200, `{"server":{"id":"a",`+active+`}}`))}
			start := time.Now()
			out := awaitAll(t.Context(), f.newClient(t), []wait.Target{server("a", GoalActive())}, wait.Options{})[0]
			if took := time.Since(start); out.Err != nil || took != test.took || len(f.seen()) != 2 {
				t.Errorf("%s: %v after %v and %d requests", name, out.Err, took, len(f.seen()))
			}
		})
	}
}

// Trouble that lasts ends with the timeout, and says what it was; trouble that no time mends ends the wait.
func TestWaitTrouble(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: failing(syscall.ECONNREFUSED)}
		out := awaitAll(t.Context(), f.newClient(t), []wait.Target{server("a", GoalActive())}, wait.Options{Timeout: time.Minute})[0]
		if !errors.As(out.Err, new(*wait.TimeoutError)) || transport.IsUnavailable(out.Err) || !contains(out.Err, "connection refused") {
			t.Error(out.Err)
		}
		for status, is := range map[int]func(error) bool{403: transport.IsAuth, 404: transport.IsNotFound, 501: transport.IsUnavailable} {
			f = &fakeCloud{handle: always(status, "")}
			start := time.Now()
			out = awaitAll(t.Context(), f.newClient(t), []wait.Target{server("a", GoalActive())}, wait.Options{})[0]
			if !is(out.Err) || time.Since(start) != 0 {
				t.Errorf("%d: %v after %v", status, out.Err, time.Since(start))
			}
		}
	})
}

// A token that dies during a wait is renewed.
func TestWaitRenewsToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{"a": created()})
		f := &fakeCloud{}
		f.handle = func(r sentRequest) (*http.Response, error) {
			if r.Token == testToken && time.Since(cloud.start) > 10*time.Second {
				return respond(401, `{"unauthorized":{"code":401,"message":"dead"}}`), nil
			}
			return cloud.answer(r)
		}
		out := awaitAll(t.Context(), f.newClient(t), []wait.Target{server("a", GoalActive())}, wait.Options{})[0]
		if out.Err != nil || f.tokens != 2 {
			t.Errorf("%v after %d sign-ins", out.Err, f.tokens)
		}
	})
}

// A person sees the first state and each change once, the end included.
func TestWaitProgress(t *testing.T) {
	t.Parallel()
	var seen []string
	waitFor(t, append(created(), life{{25 * time.Second, deleting}, {26 * time.Second, `"status":"ACTIVE","OS-EXT-STS:task_state":"detaching"`}, {27 * time.Second, ""}}...), GoalGone(), wait.Options{Interval: time.Second,
		Progress: func(s wait.State) { seen = append(seen, s.String()) }})
	want := []string{"BUILD (spawning)", "BUILD (spawning, 50 %)", "ACTIVE (100 %)", "ACTIVE (deleting)", "ACTIVE (detaching)", "DELETED"}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}

// A goal of one's own ends a wait with its own reason: so a resize that fell back will be told.
func TestWaitGoalFails(t *testing.T) {
	t.Parallel()
	reason := errors.New("it is back at flavor 2")
	g := wait.Goal{Name: "resized", Done: func(s wait.State) (bool, error) {
		if s.Status == "ACTIVE" {
			return false, reason
		}
		return false, nil
	}}
	out, took, _ := waitFor(t, created(), g, wait.Options{Interval: time.Second})
	if !errors.As(out.Err, new(*wait.FailedError)) || !errors.Is(out.Err, reason) || took != 20*time.Second {
		t.Errorf("%v after %v", out.Err, took)
	}
	if out.Err.Error() != "server web (a): it is back at flavor 2" {
		t.Error(out.Err)
	}
}

// An image is waited for like a server.
func TestWaitImage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: inTurn(always(200, `{"image":{"id":"i","status":"SAVING","progress":50}}`), always(200, `{"image":{"id":"i","status":"ACTIVE","progress":100}}`))}
		c := f.newClient(t)
		out := awaitAll(t.Context(), c, []wait.Target{{Kind: "image", ID: "i", Goal: GoalActive()}}, wait.Options{})
		if out[0].Err != nil || out[0].Last.Status != "ACTIVE" {
			t.Errorf("%+v", out)
		}
		if diff := cmp.Diff([]string{"GET /images/i", "GET /images/i"}, f.seen()); diff != "" {
			t.Error(diff)
		}
	})
}

// Over XML the last document is at hand as the wire had it.
func TestWaitXML(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		building := string(testdata(t, "server.xml"))
		done := strings.NewReplacer(`status="BUILD"`, `status="ACTIVE"`, `task_state="spawning"`, `task_state="None"`).Replace(building)
		f := &fakeCloud{handle: inTurn(always(200, building), always(200, done))}
		out := awaitAll(t.Context(), f.newClient(t, withXML), []wait.Target{server("0f828bfb-609c-4042-be41-6dcc1b76228f", GoalActive())}, wait.Options{})[0]
		if out.Err != nil || string(out.Last.XML) != done || len(f.seen()) != 2 {
			t.Errorf("%v after %v", out.Err, f.seen())
		}
	})
}
