package client

import (
	"context"
	"fmt"
	"time"
)

// Target is what to wait for.
type Target struct {
	Kind   string // server, image or attachment
	ID     string
	Name   string // for errors; may be empty
	Server string // of an attachment: the id of its server
	Goal   Goal
}

// String names the target: server web-1 (ID).
func (t Target) String() string {
	if t.Name == "" {
		return t.Kind + " " + t.ID
	}
	return fmt.Sprintf("%s %s (%s)", t.Kind, t.Name, t.ID)
}

// WaitOptions say how to wait.
type WaitOptions struct {
	Timeout  time.Duration // for all targets together; 0: 30 minutes
	Interval time.Duration // between looks; 0: 1 s, growing to 10 s
	Progress func(State)   // is told the first state of each target, and each change of status, task state or progress
}

// Outcome is how the wait for a target ended: at its goal where Err is nil. Else Err is a *WaitFailedError, a
// *WaitTimeoutError, a *WaitInterruptedError, or the error of a look that no other look would mend, such as an *Error of
// 404 for what is gone without that being the goal.
type Outcome struct {
	Target Target
	Last   State // as last seen; its Status is DELETED where it is gone
	Err    error
}

const (
	defaultTimeout = 30 * time.Minute
	firstInterval  = time.Second
	lastInterval   = 10 * time.Second
	lastLookTime   = 10 * time.Second // for the look that begins when the time is up
	beginTime      = 15 * time.Second // in which what is waited for shows, if it is under way at all
)

// Wait waits until each target has reached its goal or can't any more, and returns an outcome for each, in their order.
// It looks at once, then at intervals. A single target is asked for by itself, and so is an attachment; of several, each
// round reads one list (guide 1.7). Refusals for the moment (5xx, 413, 429) and lost connections are ridden out, for as long as the cloud says
// if it does; a token that dies is renewed. Ending the wait leaves the cloud at work.
func (c *Client) Wait(ctx context.Context, targets []Target, o WaitOptions) []Outcome {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	w := newWaiter(c, targets, o.Progress)
	if c.printer.Load() != nil {
		return w.ended(ErrPrinted)
	}
	deadline := time.Now().Add(o.Timeout)
	looks, cancel := context.WithDeadline(ctx, deadline.Add(lastLookTime))
	defer cancel()
	for round := 0; ; round++ {
		w.look(looks)
		left := time.Until(deadline)
		switch {
		case len(w.pending) == 0:
			return w.outcomes
		case ctx.Err() != nil:
			return w.interrupted(ctx.Err())
		case left <= 0:
			return w.timedOut(o.Timeout)
		}
		if err := sleep(ctx, min(max(o.pause(round), w.retryAfter), left)); err != nil {
			return w.interrupted(err)
		}
	}
}

// pause is how long to wait after a round, counted from 0.
func (o WaitOptions) pause(round int) time.Duration {
	if o.Interval > 0 {
		return o.Interval
	}
	d := firstInterval
	for range round {
		if d = d * 3 / 2; d >= lastInterval {
			return lastInterval
		}
	}
	return d
}

// waiter is a wait under way.
type waiter struct {
	client   *Client
	progress func(State)
	outcomes []Outcome
	pending  []int // of outcomes, in order
	start    time.Time

	// What the last round ran into:
	trouble    error         // that the next one may mend
	retryAfter time.Duration // that the cloud asked for

	noChanges map[kind]bool // kinds whose lists of changes turned out to leave things out
}

func newWaiter(c *Client, targets []Target, progress func(State)) *waiter {
	w := &waiter{client: c, progress: progress, outcomes: make([]Outcome, len(targets)), start: time.Now(), noChanges: map[kind]bool{}}
	for i, t := range targets {
		w.outcomes[i] = Outcome{Target: t, Last: State{Kind: t.Kind, ID: t.ID, Name: t.Name}}
		w.pending = append(w.pending, i)
	}
	return w
}

// ended gives all targets an error.
func (w *waiter) ended(err error) []Outcome {
	for i := range w.outcomes {
		w.outcomes[i].Err = err
	}
	return w.outcomes
}

// interrupted gives the targets still pending their error.
func (w *waiter) interrupted(err error) []Outcome {
	for _, i := range w.pending {
		o := &w.outcomes[i]
		o.Err = &WaitInterruptedError{Target: o.Target, Last: o.Last, Err: err}
	}
	return w.outcomes
}

func (w *waiter) timedOut(timeout time.Duration) []Outcome {
	for _, i := range w.pending {
		o := &w.outcomes[i]
		o.Err = &WaitTimeoutError{Target: o.Target, Last: o.Last, Timeout: timeout, Err: w.trouble}
	}
	return w.outcomes
}
