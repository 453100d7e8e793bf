package fail_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/fail"
)

// A panic is an error that says whose fault it is and where it was, be it in a function that others wait for, and one that is no panic stays what it is.
func TestCatch(t *testing.T) {
	t.Parallel()
	catch := func(run func() error) (err error) {
		defer fail.Catch(&err)
		return run()
	}
	inGroup := func() error {
		var g fail.Group
		done := false
		g.Go(func() { done = true })
		g.Go(func() { brokenPart(nil) })
		g.Wait()
		return errors.New("waited for, with a panic: " + map[bool]string{true: "all done", false: "one left out"}[done])
	}
	for name, run := range map[string]func() error{"here": func() error { brokenPart(nil); return nil }, "in a group": inGroup} {
		err := catch(run)
		var bug *fail.BugError
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
