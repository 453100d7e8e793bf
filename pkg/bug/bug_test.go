package bug_test

import (
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/novactl/novactl/pkg/bug"
)

// A panic is an error that says whose fault it is and where it was, be it in a function that others wait for, and one that is no panic stays what it is.
func TestCatch(t *testing.T) {
	t.Parallel()
	catch := func(run func() error) (err error) {
		defer bug.Catch(&err)
		return run()
	}
	inGroup := func() error {
		var g bug.Group
		done := false
		g.Go(func() { done = true })
		g.Go(func() { brokenPart(nil) })
		g.Wait()
		return errors.New("waited for, with a panic: " + map[bool]string{true: "all done", false: "one left out"}[done])
	}
	oneOfEach := func() error {
		bug.Each(2, 9, func(i int) {
			if i == 4 {
				brokenPart(nil)
			}
		})
		return nil
	}
	for name, run := range map[string]func() error{"here": func() error { brokenPart(nil); return nil }, "in a group": inGroup, "one of each": oneOfEach} {
		err := catch(run)
		var bug *bug.Error
		if !errors.As(err, &bug) {
			t.Fatalf("%s: %v", name, err)
		}
		if !strings.HasPrefix(bug.Error(), "a bug in novactl: runtime error: ") || !strings.Contains(bug.Hint(), "brokenPart:") || bug.Kind() != "failure" {
			t.Errorf("%s: %v: %s", name, bug, bug.Hint())
		}
	}
	usual := errors.New("no bug")
	if err := catch(func() error { return usual }); !errors.Is(err, usual) {
		t.Error(err)
	}
}

func brokenPart(text *string) { _ = strings.ToUpper(*text) }

// Each number has its turn, once, and no more are at it than the limit says; a limit below one is one.
func TestEach(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{-1, 1, 3, 100} {
		var at, peak atomic.Int64
		var mu sync.Mutex
		done := map[int]int{}
		bug.Each(limit, 50, func(i int) {
			now := at.Add(1)
			mu.Lock()
			peak.Store(max(peak.Load(), now))
			done[i]++
			mu.Unlock()
			runtime.Gosched()
			at.Add(-1)
		})
		if peak.Load() > int64(max(limit, 1)) || len(done) != 50 {
			t.Errorf("limit %d: %d at a time, and %d of 50", limit, peak.Load(), len(done))
		}
		for i, times := range done {
			if times != 1 {
				t.Errorf("limit %d: number %d had %d turns", limit, i, times)
			}
		}
	}
	bug.Each(4, 0, func(int) { t.Error("there is none") })
}

// What nobody waits for has its panics kept, the first of several, and what is waited for has its own as its error.
func TestKeeperAndGo(t *testing.T) {
	t.Parallel()
	usual := errors.New("no bug")
	if err := <-bug.Go(func() error { return usual }); !errors.Is(err, usual) {
		t.Errorf("a failure is %v", err)
	}
	var found *bug.Error
	if err := <-bug.Go(func() error { brokenPart(nil); return nil }); !errors.As(err, &found) || !strings.Contains(found.Hint(), "brokenPart:") {
		t.Errorf("a panic is %v", err)
	}
	var k bug.Keeper
	k.Raise()
	if k.Err() != nil {
		t.Errorf("nothing happened, and it has %v", k.Err())
	}
	for _, value := range []string{"the first", "the second"} {
		func() {
			defer k.Catch()
			panic(value)
		}()
	}
	if err := k.Err(); err == nil || err.Error() != "a bug in novactl: the first" {
		t.Errorf("kept: %v", err)
	}
	if err := <-bug.Go(func() error { k.Raise(); return nil }); !errors.Is(err, k.Err()) {
		t.Errorf("raised: %v", err)
	}
}
