// Package wait waits until things have reached a goal. It knows no kinds of things: a Target says how to look at one, and a Goal what is to be
// seen.
//
// A Goal may be reached, not yet, or not any more. What passes is waited through: refusals for the moment, lost connections, statuses that
// nobody knows. Ending a wait leaves the cloud at work.
package wait

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Options say how to wait.
type Options struct {
	Timeout  time.Duration // for all targets together; 0: 30 minutes
	Interval time.Duration // between looks; 0: 1 s, growing to 10 s
	Parallel int           // looks at a time, where there is no list; 0: one
	Progress func(State)   // is called with the first state of each target, and each change of status, task state or progress

	OnPause func(err error, pause time.Duration) // is called before each pause after a round in which the cloud was asked in vain; nil: nothing is
	OnEnd   func(Outcome)                        // is called with each outcome that a round of looks has brought; nil: nothing is

	OnRateLimit func(transport.RateLimit) // is called with each pause that the cloud asks for, at its beginning; nil: nothing is
}

const (
	defaultTimeout = 30 * time.Minute
	firstInterval  = time.Second
	lastInterval   = 10 * time.Second
	lastLookTime   = 10 * time.Second // for the look that begins when the time is up
	beginTime      = 15 * time.Second // in which what is waited for shows, if it is under way at all
)

// Wait waits until each target has reached its goal or can't any more, and returns an outcome for each, in their order.
// It looks at once, then at intervals. A single target is looked at by itself; of several that share a Lister, each round reads one list
// (guide 1.7). Refusals for the moment (5xx, 413, 429) and lost connections are ridden out, for as long as the cloud says
// if it does. Ending the wait leaves the cloud at work.
func Wait(ctx context.Context, targets []Target, o Options) []Outcome {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	w := newWaiter(targets, o)
	deadline := time.Now().Add(o.Timeout)
	looks, cancel := context.WithDeadline(ctx, deadline.Add(lastLookTime))
	defer cancel()
	for round := 0; ; round++ {
		w.lookAtAll(looks)
		left := time.Until(deadline)
		switch {
		case len(w.pending) == 0:
			return w.outcomes
		case ctx.Err() != nil:
			return w.interrupted(ctx.Err())
		case left <= 0:
			return w.timedOut(o.Timeout)
		}
		if limit, ok := transport.RateLimitOf(w.trouble); ok && o.OnRateLimit != nil {
			o.OnRateLimit(limit)
		}
		pause := min(max(o.pause(round), w.retryAfter), left)
		if w.trouble != nil && o.OnPause != nil {
			o.OnPause(w.trouble, pause)
		}
		if err := transport.Sleep(ctx, pause); err != nil {
			return w.interrupted(err)
		}
	}
}

// pause is how long to wait after a round, counted from 0.
func (o Options) pause(round int) time.Duration {
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
	progress func(State)
	onEnd    func(Outcome)
	parallel int
	outcomes []Outcome
	pending  []int // of outcomes, in order
	start    time.Time

	// What the last round ran into:
	trouble    error         // that the next one may mend
	retryAfter time.Duration // that the cloud asked for

	noChanges map[Lister]bool // those whose lists of changes turned out to leave things out
	leavesOut map[Lister]bool // those that turned out to leave out what they had before
	listed    map[int]bool    // outcomes whose targets a list has had
}

func newWaiter(targets []Target, o Options) *waiter {
	w := &waiter{progress: o.Progress, onEnd: o.OnEnd, parallel: o.Parallel, outcomes: make([]Outcome, len(targets)), start: time.Now(),
		noChanges: map[Lister]bool{}, leavesOut: map[Lister]bool{}, listed: map[int]bool{}}
	for i, t := range targets {
		w.outcomes[i] = Outcome{Target: t, Last: State{Kind: t.Kind, ID: t.ID, Name: t.Name}}
		w.pending = append(w.pending, i)
	}
	return w
}

// interrupted gives the targets still pending their error.
func (w *waiter) interrupted(err error) []Outcome {
	for _, i := range w.pending {
		o := &w.outcomes[i]
		o.Err = &InterruptedError{Target: o.Target, Last: o.Last, Err: err}
	}
	return w.outcomes
}

// timedOut gives the targets still pending their error.
func (w *waiter) timedOut(timeout time.Duration) []Outcome {
	for _, i := range w.pending {
		o := &w.outcomes[i]
		o.Err = &TimeoutError{Target: o.Target, Last: o.Last, Timeout: timeout, Err: w.trouble}
	}
	return w.outcomes
}
