package client

import (
	"fmt"
	"strings"
	"time"
)

// WaitFailedError says that what was waited for can't come any more: ERROR, deleted meanwhile, or the goal says so.
type WaitFailedError struct {
	Target Target
	Last   State // with the fault, where it is in ERROR (guide 1.11.2)
	Err    error // the goal's reason, where it gave one
}

func (e *WaitFailedError) Error() string {
	s := fmt.Sprintf("%s went to %s", e.Target, e.Last.Status)
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Target, e.Err)
	}
	f := e.Last.Fault
	if f == nil {
		return s
	}
	if f.Message != "" {
		s += ": " + oneLine(f.Message)
	}
	if f.Code != 0 {
		s += fmt.Sprintf(" (code %d)", f.Code)
	}
	if f.Details != "" {
		s += ": " + oneLine(f.Details)
	}
	return s
}

// Unwrap returns the goal's reason.
func (e *WaitFailedError) Unwrap() error { return e.Err }

// WaitTimeoutError says that a wait took too long. What was waited for goes on.
type WaitTimeoutError struct {
	Target  Target
	Last    State
	Timeout time.Duration
	Err     error // why the last look showed nothing; nil where it did
}

func (e *WaitTimeoutError) Error() string {
	s := fmt.Sprintf("%s is still %s after %v", e.Target, e.Last, e.Timeout)
	if e.Err != nil {
		s += fmt.Sprintf("; the last look failed: %v", e.Err)
	}
	return s
}

// WaitInterruptedError says that the context ended a wait. What was waited for goes on.
type WaitInterruptedError struct {
	Target Target
	Last   State
	Err    error // the context's
}

func (e *WaitInterruptedError) Error() string {
	return fmt.Sprintf("stopped waiting for %s, which is %s", e.Target, e.Last)
}

// Unwrap returns the context's error.
func (e *WaitInterruptedError) Unwrap() error { return e.Err }

// String is the status and what is going on: BUILD (spawning, 40 %).
func (s State) String() string {
	if s.Status == "" {
		return "in a status not seen yet"
	}
	var more []string
	if s.TaskState != "" {
		more = append(more, s.TaskState)
	}
	if s.Progress != nil {
		more = append(more, fmt.Sprintf("%d %%", *s.Progress))
	}
	if len(more) == 0 {
		return s.Status
	}
	return fmt.Sprintf("%s (%s)", s.Status, strings.Join(more, ", "))
}
