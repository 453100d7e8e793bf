package client

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// waitForSeveral waits for all servers of a live cloud with one goal.
func waitForSeveral(t *testing.T, cloud *liveCloud, g wait.Goal, ids ...string) ([]wait.Outcome, *fakeCloud) {
	t.Helper()
	f := &fakeCloud{handle: cloud.answer}
	var targets []wait.Target
	for _, id := range ids {
		targets = append(targets, server(id, g))
	}
	return awaitAll(t.Context(), f.newClient(t), targets, wait.Options{}), f
}

// kinds counts the requests of a wait: whole lists, lists of changes, single servers.
func kinds(f *fakeCloud) (whole, changes, single int) {
	for _, r := range f.seen() {
		switch {
		case strings.Contains(r, "changes-since"):
			changes++
		case strings.Contains(r, "/detail"):
			whole++
		default:
			single++
		}
	}
	return whole, changes, single
}

// Fifty servers are waited for with one list a round, of changes after the first: not with fifty requests each. A cloud
// whose clock is hours off makes no difference.
func TestWaitForMany(t *testing.T) {
	t.Parallel()
	for _, skew := range []time.Duration{0, -5 * time.Hour, 5 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			cloud := newLiveCloud(map[string]life{"other": {{-time.Hour, active}}})
			cloud.skew = skew
			var ids []string
			for i := range 50 {
				ids = append(ids, fmt.Sprintf("s%d", i))
				cloud.lives[ids[i]] = created()
			}
			out, f := waitForSeveral(t, cloud, GoalActive(), ids...)
			for i, o := range out {
				if o.Err != nil || o.Target.ID != ids[i] || o.Last.ID != ids[i] || o.Last.Status != "ACTIVE" {
					t.Errorf("skew %v: %+v", skew, o)
				}
			}
			whole, changes, single := kinds(f)
			if whole != 1 || changes == 0 || changes > 10 || single != 0 {
				t.Errorf("skew %v: %d whole lists, %d of changes, %d single", skew, whole, changes, single)
			}
		})
	}
}

// Each of several ends in its own way, in the order asked for, and the last alone is asked for by itself.
func TestWaitForSeveralEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{
			"good":  created(),
			"bad":   {{0, fmt.Sprintf(building, 0)}, {5 * time.Second, broken}},
			"gone":  {{0, fmt.Sprintf(building, 0)}, {5 * time.Second, ""}},
			"never": {{0, ""}},
			"slow":  {{0, fmt.Sprintf(building, 0)}, {time.Minute, active}},
		})
		out, f := waitForSeveral(t, cloud, GoalActive(), "good", "bad", "gone", "never", "slow")
		if out[0].Err != nil || out[4].Err != nil {
			t.Errorf("good: %v, slow: %v", out[0].Err, out[4].Err)
		}
		if !errors.As(out[1].Err, new(*wait.FailedError)) {
			t.Errorf("bad: %v", out[1].Err)
		}
		if !transport.IsNotFound(out[2].Err) || !transport.IsNotFound(out[3].Err) {
			t.Errorf("gone: %v, never: %v", out[2].Err, out[3].Err)
		}
		if requests := f.seen(); requests[len(requests)-1] != "GET /servers/slow" {
			t.Error(requests)
		}
	})
}

// Several deletes end when each is gone: by its status in the list of changes, or as the cloud says when asked.
func TestWaitForSeveralGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		lives := map[string]life{}
		for i, id := range []string{"a", "b", "c"} {
			lives[id] = life{{0, deleting}, {time.Duration(i+1) * 3 * time.Second, ""}}
		}
		lives["d"] = life{{0, ""}}
		out, _ := waitForSeveral(t, newLiveCloud(lives), GoalGone(), "a", "b", "c", "d")
		for _, o := range out {
			if o.Err != nil || o.Last.Status != "DELETED" {
				t.Errorf("%+v", o)
			}
		}
	})
}

// Nova says DELETED a moment before it forgets a server, and lists it until then (seen on Nova 26): who goes on too early still finds it.
func TestDeletedIsNotYetGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const deleted = `"status":"DELETED","OS-EXT-STS:task_state":null`
		for _, ids := range [][]string{{"a"}, {"a", "b"}, {"a", "b", "c", "d"}} {
			cloud := newLiveCloud(map[string]life{})
			var targets []wait.Target
			for _, id := range ids {
				cloud.lives[id] = life{{0, deleted}, {500 * time.Millisecond, ""}}
				targets = append(targets, server(id, GoalGone()))
			}
			f := &fakeCloud{handle: cloud.answer}
			for i, o := range awaitAll(t.Context(), f.newClient(t), targets, wait.Options{}) {
				if doc, _ := cloud.now(ids[i]); o.Err != nil || doc != "" {
					t.Errorf("%v: %v, and the cloud still has %s", ids, o.Err, doc)
				}
			}
		}
	})
}

// A server that is only missing from a list isn't taken for deleted.
func TestAbsenceIsConfirmed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{"a": {{0, deleting}, {40 * time.Second, ""}}, "b": {{0, deleting}, {50 * time.Second, ""}}})
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if strings.Contains(r.URL, "/detail") {
				return respond(200, `{"servers":[]}`), nil
			}
			return cloud.answer(r)
		}}
		start := time.Now()
		out := awaitAll(t.Context(), f.newClient(t), []wait.Target{server("a", GoalGone()), server("b", GoalGone())}, wait.Options{})
		if out[0].Err != nil || out[1].Err != nil || time.Since(start) < 50*time.Second {
			t.Errorf("%v, %v after %v", out[0].Err, out[1].Err, time.Since(start))
		}
	})
}

// A cloud that doesn't know changes-since as it should costs one round of single requests, then whole lists serve.
func TestWaitWithoutChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{"a": created(), "b": created()})
		cloud.noChanges = true
		out, f := waitForSeveral(t, cloud, GoalActive(), "a", "b")
		whole, changes, single := kinds(f)
		if out[0].Err != nil || out[1].Err != nil || changes != 1 || single != 2 || whole < 3 {
			t.Errorf("%v, %v; %d whole lists, %d of changes, %d single", out[0].Err, out[1].Err, whole, changes, single)
		}
	})
}

// Trouble with the list is ridden out for all; a refusal that stays is each one's error.
func TestWaitForSeveralTrouble(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{"a": created(), "b": created()})
		f := &fakeCloud{handle: inTurn(always(413, "", "Retry-After", "40"), cloud.answer)}
		targets := []wait.Target{server("a", GoalActive()), server("b", GoalActive())}
		start := time.Now()
		out := awaitAll(t.Context(), f.newClient(t), targets, wait.Options{})
		if took := time.Since(start); out[0].Err != nil || out[1].Err != nil || took != 40*time.Second {
			t.Errorf("%v, %v after %v", out[0].Err, out[1].Err, took)
		}
		f = &fakeCloud{handle: inTurn(failing(syscall.ECONNRESET), cloud.answer)} // no retries inside a look
		start = time.Now()
		out = awaitAll(t.Context(), f.newClient(t), targets, wait.Options{})
		if took := time.Since(start); out[0].Err != nil || took != time.Second || len(f.seen()) != 2 {
			t.Errorf("%v after %v and %v", out[0].Err, took, f.seen())
		}
		f = &fakeCloud{handle: always(403, "")}
		out = awaitAll(t.Context(), f.newClient(t), targets, wait.Options{})
		if !transport.IsAuth(out[0].Err) || !transport.IsAuth(out[1].Err) || len(f.seen()) != 1 {
			t.Errorf("%v, %v after %v", out[0].Err, out[1].Err, f.seen())
		}
	})
}

// Waiting for nothing asks nobody; the same server twice has two outcomes.
func TestWaitEdges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cloud := newLiveCloud(map[string]life{"a": created()})
		out, f := waitForSeveral(t, cloud, GoalActive())
		if len(out) != 0 || len(f.seen()) != 0 || f.tokens != 0 {
			t.Errorf("%v, %v", out, f.seen())
		}
		out, _ = waitForSeveral(t, cloud, GoalActive(), "a", "a")
		if len(out) != 2 || out[0].Err != nil || out[1].Err != nil {
			t.Errorf("%+v", out)
		}
	})
}
