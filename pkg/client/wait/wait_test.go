package wait

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/bug"
)

// The first look is at once, the next after a second, and later ones ten seconds apart.
func TestWaitIntervals(t *testing.T) {
	t.Parallel()
	var pauses []time.Duration
	for round := range 8 {
		pauses = append(pauses, Options{}.pause(round).Round(100*time.Millisecond))
	}
	ms := time.Millisecond
	if diff := cmp.Diff([]time.Duration{1000 * ms, 1500 * ms, 2300 * ms, 3400 * ms, 5100 * ms, 7600 * ms, 10000 * ms, 10000 * ms}, pauses); diff != "" {
		t.Error(diff)
	}
}

// A bug in one of several looks comes up where the wait was called, with the place where it was: on a goroutine of its own it would end the process, with
// Go's trace on whatever the terminal shows.
func TestWaitHandsBugsOn(t *testing.T) {
	t.Parallel()
	usual := func(context.Context) (State, error) { return State{ID: "1", Status: "ACTIVE"}, nil }
	run := func() (err error) {
		defer bug.Catch(&err)
		for range Wait(t.Context(), []Target{{ID: "1", Look: usual}, {ID: "2", Look: brokenLook}}, Options{Parallel: 2}) {
			t.Error("there is an outcome")
		}
		return nil
	}
	var found *bug.Error
	if err := run(); !errors.As(err, &found) || !strings.Contains(found.Hint(), "pkg/client/wait.brokenLook:") {
		t.Errorf("%v", err)
	}
}

func brokenLook(context.Context) (State, error) {
	panic("a look that is broken")
}
