package wait

import (
	"fmt"
	"time"

	"github.com/novactl/novactl/pkg/client/transport"
)

// FailedError says that what was waited for can't come any more: ERROR, deleted meanwhile, or the goal says so.
type FailedError struct {
	Target Target
	Last   State // with the fault, where it is in ERROR (guide 1.11.2)
	Err    error // the goal's reason, where it gave one
}

func (e *FailedError) Error() string {
	s := fmt.Sprintf("%s went to %s", e.Target, e.Last.Status)
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Target, e.Err)
	}
	f := e.Last.Fault
	if f == nil {
		return s
	}
	if f.Message != "" {
		s += ": " + transport.OneLine(f.Message)
	}
	if f.Code != 0 {
		s += fmt.Sprintf(" (code %d)", f.Code)
	}
	if f.Details != "" {
		s += ": " + transport.OneLine(f.Details)
	}
	return s
}

// Unwrap returns the goal's reason.
func (e *FailedError) Unwrap() error { return e.Err }

// TimeoutError says that a wait took too long. What was waited for goes on.
type TimeoutError struct {
	Target  Target
	Last    State
	Timeout time.Duration
	Err     error // why the last look showed nothing; nil where it did
}

func (e *TimeoutError) Error() string {
	s := fmt.Sprintf("%s is still %s after %v", e.Target, e.Last, e.Timeout)
	if e.Err != nil {
		s += fmt.Sprintf("; the last look failed: %v", e.Err)
	}
	return s
}

// InterruptedError says that the context ended a wait. What was waited for goes on.
type InterruptedError struct {
	Target Target
	Last   State
	Err    error // the context's
}

func (e *InterruptedError) Error() string {
	return fmt.Sprintf("stopped waiting for %s, which is %s", e.Target, e.Last)
}

// Unwrap returns the context's error.
func (e *InterruptedError) Unwrap() error { return e.Err }

// Kind returns failed.
func (e *FailedError) Kind() string { return "failed" }

// Kind returns timeout.
func (e *TimeoutError) Kind() string { return "timeout" }

// Kind returns interrupted.
func (e *InterruptedError) Kind() string { return "interrupted" }
