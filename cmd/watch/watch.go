package watch

import (
	"context"
	"os"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A Source is what is looked at.
type Source struct {
	One  bool // one resource, which may go; else a list
	Look func(context.Context) ([]jsontext.Value, error)

	rows func(jsontext.Value) Items // what is shown of the one resource, as a list; nil: itself
}

// A face shows what a watch sees.
type face interface {
	// prepare makes of what a look has seen what update wants; it may take its time.
	prepare(docs []jsontext.Value) (any, error)
	update(prepared any) error // a look has seen this
	show(state) error          // something else happened, or a second has passed
	keys() <-chan byte
	resized() <-chan os.Signal
	// stays reports whether a person is to end the watch even where there is nothing more to see.
	stays() bool
}

// A state is how a watch goes.
type state struct {
	now      time.Time
	seen     time.Time // when the last look saw something
	asked    time.Time // when the look under way began; zero: none is
	next     time.Time // when the next one begins
	trouble  error     // why the last look saw nothing; nil: it did
	failures int       // in a row
	paused   bool
	differ   bool // only what differs is wanted
	over     bool // the resource is gone
}

// A watch is one under way.
type watch struct {
	Source
	face
	state
	every     time.Duration
	condition interface {
		Holds(docs []jsontext.Value, one bool) (bool, error)
	} // nil: none
	timeout error // what the watch ends with when its time is up
	last    []jsontext.Value
}

// A sight is what came of a look.
type sight struct {
	docs     []jsontext.Value
	prepared any
}

// The pauses after looks that failed grow up to this.
const longestPause = time.Minute

// run looks until the condition holds, a person has enough (nil), the time is up (limit), or nothing is to be seen any more.
func (w *watch) run(ctx context.Context, limit <-chan time.Time) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var looked <-chan error // of the look under way
	var seen sight
	timer := time.NewTimer(0)
	defer timer.Stop()
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-limit:
			return w.timeout
		case <-timer.C:
			if !w.paused && !w.over && w.asked.IsZero() {
				w.asked = time.Now()
				looked = bug.Go(func() (err error) {
					seen, err = w.look(ctx)
					return err
				})
			}
		case err := <-looked:
			if done, err := w.taken(seen, err); done || err != nil {
				return err
			}
			timer.Reset(time.Until(w.next))
		case key := <-w.keys():
			if ended, err := w.typed(key); ended {
				return err
			}
			if !w.paused && w.asked.IsZero() {
				timer.Reset(time.Until(w.next))
			}
		case <-w.resized():
		case <-second.C:
		}
		w.now = time.Now()
		if err := w.show(w.state); err != nil {
			return err
		}
	}
}

// look takes one look.
func (w *watch) look(ctx context.Context) (s sight, err error) {
	if s.docs, err = w.Look(ctx); err != nil {
		return s, err
	}
	shown := s.docs
	if w.rows != nil {
		if shown, err = (&Lister{All: w.rows(s.docs[0])}).Look(ctx); err != nil {
			return s, err
		}
	}
	s.prepared, err = w.prepare(shown)
	return s, err
}

// taken takes in what came of a look. Done: the watch has its end.
func (w *watch) taken(s sight, failed error) (done bool, err error) {
	now := time.Now()
	w.asked = time.Time{}
	if w.One && transport.IsNotFound(failed) && !w.seen.IsZero() {
		return w.gone(failed)
	}
	if failed != nil {
		after, passes := transport.Passes(failed)
		if !passes || w.seen.IsZero() {
			return true, failed
		}
		w.trouble = failed
		w.next = now.Add(max(after, w.pause()))
		w.failures++
		return false, nil
	}
	w.trouble, w.failures, w.seen, w.last = nil, 0, now, s.docs
	w.next = now.Add(w.every)
	if err := w.update(s.prepared); err != nil {
		return true, err
	}
	if w.condition == nil {
		return false, nil
	}
	holds, err := w.condition.Holds(s.docs, w.One)
	if err != nil {
		return true, fail.Usagef("--until: %v", err)
	}
	return holds, nil
}

// pause is how long to wait after another failure.
func (w *watch) pause() time.Duration {
	d := w.every
	for range w.failures {
		if d *= 2; d >= longestPause {
			return max(longestPause, w.every)
		}
	}
	return d
}

// gone takes in that the resource is no more.
func (w *watch) gone(err error) (done bool, failed error) {
	nothing, failed := w.prepare(nil)
	if failed == nil {
		failed = w.update(nothing)
	}
	switch {
	case failed != nil:
		return true, failed
	case w.condition != nil:
		return true, err // it can't hold any more
	}
	w.over, w.trouble = true, nil
	return !w.stays(), nil
}
