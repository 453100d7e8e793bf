// Package bug has what becomes of a panic: an error that says where it was, whichever goroutine it was in.
package bug

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// An Error is a panic: what went wrong is novactl's own fault. Where a command was by then, and where it was called from, is told with it.
type Error struct {
	value any
	where string // this program's own functions with their lines, the innermost first
}

// Error returns what the program panicked with.
func (e *Error) Error() string { return fmt.Sprintf("a bug in novactl: %v", e.value) }

// Kind returns that it is a failure without a code of its own.
func (e *Error) Kind() string { return "failure" }

// Hint returns what to do about it.
func (e *Error) Hint() string {
	return "report it, with what you typed, what novactl version prints, and this: " + e.where
}

// Catch makes an error of a panic. It is deferred: by then what was deferred after it has given the terminal back.
func Catch(err *error) {
	if p := recover(); p != nil { //nolint:revive // callers defer this function itself
		*err = bugOf(p)
	}
}

// bugOf returns what a panic was: one that a Group hands on is as it was found.
func bugOf(p any) *Error {
	if known, ok := p.(*Error); ok {
		return known
	}
	const depth, ours = 40, "github.com/novactl/novactl/"
	counters := make([]uintptr, depth)
	frames := runtime.CallersFrames(counters[:runtime.Callers(0, counters)])
	var where []string
	for more := true; more && len(where) < depth/4; {
		var f runtime.Frame
		f, more = frames.Next()
		if name, own := strings.CutPrefix(f.Function, ours); own && !strings.HasPrefix(name, "pkg/bug.") {
			where = append(where, fmt.Sprintf("%s:%d", name, f.Line))
		}
	}
	return &Error{p, strings.Join(where, " < ")}
}

// A Group is a sync.WaitGroup whose Wait panics where one of its functions did: a panic that nobody waits for ends the process as it is, whatever the
// terminal shows.
type Group struct {
	all  sync.WaitGroup
	kept Keeper
}

// Go calls f at the same time as the others.
//
//go:noinline
func (g *Group) Go(f func()) {
	g.all.Go(func() {
		defer g.kept.Catch()
		f()
	})
}

// Wait returns when all are done.
//
//go:noinline
func (g *Group) Wait() {
	g.all.Wait()
	g.kept.Raise()
}

// A Keeper keeps the first panic of functions that nobody waits for, as those of a timer, until somebody comes by. The zero value has none.
type Keeper struct{ first atomic.Pointer[Error] }

// Catch keeps a panic. It is deferred.
func (k *Keeper) Catch() {
	if p := recover(); p != nil { //nolint:revive // callers defer this function itself
		k.first.CompareAndSwap(nil, bugOf(p))
	}
}

// Err returns the panic that was kept; nil: there was none.
func (k *Keeper) Err() error {
	bug := k.first.Load()
	if bug == nil { // as an error it would not be nil
		return nil
	}
	return bug
}

// Raise panics again where there was a panic.
func (k *Keeper) Raise() {
	if bug := k.first.Load(); bug != nil {
		panic(bug)
	}
}

// Go calls f on a goroutine of its own. What comes of it is its error, once, whether somebody waits for it or not; a panic is one, too.
//
//go:noinline
func Go(f func() error) <-chan error {
	ended := make(chan error, 1)
	go func() {
		var err error
		defer func() { ended <- err }()
		defer Catch(&err)
		err = f()
	}()
	return ended
}

// Each calls do with each number below n, for limit of them at a time, and returns when all are done.
func Each(limit, n int, do func(i int)) {
	var next atomic.Int64
	var g Group
	for range min(max(limit, 1), n) {
		g.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	g.Wait()
}
