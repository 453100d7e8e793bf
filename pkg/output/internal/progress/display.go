// Package progress shows a person what is waited for: requests, and waits for what a cloud is at.
//
// On a terminal a spinner says it on the last line, with how long that takes already. Elsewhere a wait says in lines how it goes, and requests
// say nothing.
package progress

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

const (
	delay = 300 * time.Millisecond // what is over before needs no words
	// gap is how long nothing may be under way between two requests of one piece of work, such as the pages of a list.
	gap = 200 * time.Millisecond
	// silence is how long a request of a wait may take until it is named.
	silence = 3 * time.Second
)

// A Display is the spinner of a process, and what it has to say. The zero value shows nothing. Its methods may be called from any goroutine.
type Display struct {
	line

	mu         sync.Mutex
	activities []*Activity // under way, in the order in which they began
	waits      []*Tracker
	last       *Activity // the one that ended last
	busySince  time.Time
	idleSince  time.Time // where nothing is under way

	terminal Terminal
	spin     *spin       // while it turns
	timer    *time.Timer // until it starts to turn, or stops
	bugs     bug.Keeper  // of the spinner's goroutines, whose end nobody waits for
}

// An Activity is a request on its way. A nil one shows nothing.
type Activity struct {
	display    *Display
	what       string
	start, end time.Time
	tries      int
	pause      pause
}

// Begin says that something is under way from now on: "list servers". Done must follow.
func (d *Display) Begin(t Terminal, what string) *Activity {
	d.mu.Lock()
	defer d.mu.Unlock()
	a := &Activity{display: d, what: what, start: time.Now(), tries: 1}
	if d.last != nil && d.last.what == what && a.start.Sub(d.last.end) < gap {
		a.start = d.last.start
	}
	d.busy(t)
	d.activities = append(d.activities, a)
	return a
}

// Pause says that it failed, and is tried again after so long.
func (a *Activity) Pause(why string, after time.Duration) {
	if a == nil {
		return
	}
	a.display.mu.Lock()
	defer a.display.mu.Unlock()
	a.tries++
	a.pause = pause{why, time.Now().Add(after)}
}

// Done says that it is over.
func (a *Activity) Done() {
	if a == nil {
		return
	}
	d := a.display
	d.mu.Lock()
	defer d.mu.Unlock()
	a.end, d.last = time.Now(), a
	d.activities = slices.DeleteFunc(d.activities, func(other *Activity) bool { return other == a })
	d.idle()
}

// text returns what a says beside the spinner: "list servers, 3 s".
func (a *Activity) text(now time.Time) string {
	text := since(a.what, a.start, now)
	if paused := a.pause.text(now); paused != "" {
		return text + paused
	}
	if a.tries > 1 {
		text += fmt.Sprintf(" (try %d)", a.tries)
	}
	return text
}

// busy sees to it that the spinner turns soon. The lock is held.
func (d *Display) busy(t Terminal) {
	if len(d.activities)+len(d.waits) > 0 {
		return
	}
	now := time.Now()
	if now.Sub(d.idleSince) >= gap {
		d.busySince = now
	}
	d.terminal = t
	d.after(d.busySince.Add(delay).Sub(now), d.show)
}

// idle sees to it that the spinner stops soon where nothing is under way. The lock is held.
func (d *Display) idle() {
	if len(d.activities)+len(d.waits) == 0 {
		d.idleSince = time.Now()
		d.after(gap, d.stop)
	}
}

func (d *Display) after(t time.Duration, do func()) {
	if d.timer != nil {
		d.timer.Stop()
	}
	d.timer = time.AfterFunc(t, func() {
		defer d.bugs.Catch()
		do()
	})
}

// Bug returns the panic that ended the spinner: what it was beside went on.
func (d *Display) Bug() error { return d.bugs.Err() }

// show lets the spinner turn.
func (d *Display) show() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.spin == nil && len(d.activities)+len(d.waits) > 0 {
		d.spin = startSpin(&d.line, d.terminal, d.now, &d.bugs)
	}
}

// stop stops the spinner, unless something has begun.
func (d *Display) stop() {
	d.mu.Lock()
	if len(d.activities)+len(d.waits) > 0 {
		d.mu.Unlock()
		return
	}
	d.halt()
}

// Close takes the spinner off the terminal, before another program has it.
func (d *Display) Close() {
	d.mu.Lock()
	if d.timer != nil {
		d.timer.Stop()
	}
	d.halt()
}

// halt stops the spinner, and gives up the lock before: the spinner may be waiting for it.
func (d *Display) halt() {
	sp := d.spin
	d.spin = nil
	d.mu.Unlock()
	if sp != nil {
		sp.stop()
	}
	d.clear()
}

func (d *Display) now() string { return sanitize.Line(d.text(time.Now())) }

// text returns what stands beside the spinner; "" where nothing is under way. A wait is what a command is for; else what is held up says why,
// or what has been under way for longest says what it is.
func (d *Display) text(now time.Time) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var oldest *Activity
	for _, a := range d.activities {
		if oldest == nil || oldest.pause.text(now) == "" && a.pause.text(now) != "" {
			oldest = a
		}
	}
	if n := len(d.waits); n > 0 {
		text := d.waits[n-1].text(now)
		if oldest != nil && now.Sub(oldest.start) >= silence {
			text += ": " + oldest.text(now) + " without an answer"
		}
		return text
	}
	if oldest == nil {
		return ""
	}
	text := oldest.text(now)
	if more := len(d.activities) - 1; more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return text
}
