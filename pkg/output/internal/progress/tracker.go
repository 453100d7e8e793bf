package progress

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Step says how far something is that is waited for.
type Step struct {
	Resource string // "server web-1"
	Status   string // the cloud's word: "BUILD"
	Percent  *int   // where the cloud says so
	Detail   string // how much of what: "12 of 40 MiB, 3 MiB/s"; on a terminal, where there is one, a bar is beside it
	Done     bool   // nothing more is expected of the resource
}

// String returns "server web-1: BUILD 45%".
func (st Step) String() string {
	text := st.Resource + ": " + st.Status
	if st.Percent != nil {
		text += fmt.Sprintf(" %d%%", *st.Percent)
	}
	if st.Detail != "" {
		text += " (" + st.Detail + ")"
	}
	return text
}

// line is String with a bar where data moves.
func (st Step) line() string {
	if st.Detail == "" || st.Percent == nil {
		return st.String()
	}
	return bar(*st.Percent, 100) + " " + st.String()
}

// A Tracker shows the person at stderr how a wait goes. On a terminal a spinner turns beside the resources that are still awaited, and of several
// each that ends gets a line. Elsewhere there is a line at each change of a resource's status, and at least every 30 seconds one for each that is
// still awaited. Its methods may be called from any goroutine.
type Tracker struct {
	say   func(Step)   // prints a line about a step, without a terminal
	line  func(string) // prints a line, on one
	start time.Time

	mu      sync.Mutex
	steps   []Step // the latest of each resource, as they came up
	all     int    // resources that are awaited, where that is known
	stopped bool
	pause   pause

	display *Display // on a terminal
	beat    *beat    // where there is none; neither where nothing is to be said
}

// Track starts to report a wait for so many resources (0: not known) on a terminal; Stop must follow. Line prints a line above the spinner.
func (d *Display) Track(t Terminal, resources int, line func(string)) *Tracker {
	w := &Tracker{display: d, all: resources, line: line, start: time.Now()}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.busy(t)
	d.waits = append(d.waits, w)
	return w
}

// Silent returns a Tracker that says nothing.
func Silent() *Tracker { return &Tracker{start: time.Now()} }

// Lines starts to report a wait in lines, which say prints; Stop must follow.
func Lines(say func(Step)) *Tracker {
	w := &Tracker{say: say, start: time.Now()}
	w.beat = startBeat(w.remind)
	return w
}

// Spins reports whether the wait is shown on a terminal.
func (w *Tracker) Spins() bool { return w.display != nil }

// Update says where st.Resource is now. After Stop it does nothing.
func (w *Tracker) Update(st Step) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped {
		return
	}
	w.pause = pause{}
	if changed := w.record(st); w.beat != nil && changed {
		w.beat.postpone()
		w.say(st)
	}
}

// Pause says that the cloud was asked in vain, and is asked again after so long. Lines don't say so.
func (w *Tracker) Pause(why string, after time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pause = pause{why, time.Now().Add(after)}
}

// End says that nothing more is expected of st.Resource, whether it got where it was to get or not.
func (w *Tracker) End(st Step) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stopped || w.display == nil {
		return
	}
	st.Done = true
	w.record(st)
	if max(w.all, len(w.steps)) > 1 {
		w.line(since(st.String(), w.start, time.Now()))
	}
}

// Stop ends the report: when it returns nothing more is printed. A second Stop does nothing.
func (w *Tracker) Stop() {
	w.mu.Lock()
	stopped := w.stopped
	w.stopped = true
	w.mu.Unlock() // before the join: the beat may be waiting for it
	if w.beat != nil {
		w.beat.stop()
	}
	if d := w.display; d != nil && !stopped {
		d.mu.Lock()
		d.waits = slices.DeleteFunc(d.waits, func(other *Tracker) bool { return other == w })
		d.idle()
		d.mu.Unlock()
		d.clear()
	}
}

// record stores st, and reports whether its status is news.
func (w *Tracker) record(st Step) bool {
	i := slices.IndexFunc(w.steps, func(old Step) bool { return old.Resource == st.Resource })
	if i < 0 {
		w.steps = append(w.steps, st)
		return true
	}
	changed := w.steps[i].Status != st.Status
	w.steps[i] = st
	return changed
}

// remind says again what is awaited.
func (w *Tracker) remind() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, st := range w.steps {
		if !st.Done {
			w.say(st)
		}
	}
}

// text returns what stands beside the spinner: of one resource "server web-1: BUILD 45%, 12 s", of several a bar, how many are done, and
// where the others are.
func (w *Tracker) text(now time.Time) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	paused := w.pause.text(now)
	all := max(w.all, len(w.steps))
	switch {
	case all > 1:
	case len(w.steps) == 0:
		return since("waiting", w.start, now) + paused
	default:
		return since(w.steps[0].line(), w.start, now) + paused
	}
	var open []string
	done := 0
	for _, st := range w.steps {
		if st.Done {
			done++
			continue
		}
		open = append(open, st.String())
	}
	text := since(fmt.Sprintf("%s %d/%d", bar(done, all), done, all), w.start, now)
	if paused != "" || len(open) == 0 {
		return text + paused
	}
	return text + ": " + strings.Join(open, ", ")
}
