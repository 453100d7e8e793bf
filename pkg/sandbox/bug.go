package sandbox

import (
	"fmt"
	"runtime/debug"
)

// BugError is a panic of the sandbox itself. What the request or the control was writing isn't kept; the cloud goes on.
type BugError struct {
	Value any    // what the sandbox panicked with
	Stack []byte // where
}

func (e *BugError) Error() string {
	return fmt.Sprintf("a bug in the embedded cloud: %v", e.Value)
}

// Kind returns that it is a failure without a code of its own.
func (e *BugError) Kind() string { return "failure" }

// Hint returns what to do about it.
func (e *BugError) Hint() string {
	return "report it, with what you did; the embedded cloud kept nothing of it"
}

// catchBug makes a *BugError of a panic. It is deferred by what a caller in the same process calls.
func catchBug(err *error) {
	if p := recover(); p != nil { //nolint:revive // callers defer this function itself
		*err = &BugError{Value: p, Stack: debug.Stack()}
	}
}
