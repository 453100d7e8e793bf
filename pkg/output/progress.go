package output

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// heartbeat is the longest silence while something is waited for: CI systems end jobs that say nothing.
const heartbeat = 30 * time.Second

// A Step says how far something is that is waited for.
type Step struct {
	Resource string // "server web-1"
	Status   string // the cloud's word: "BUILD"
	Percent  *int   // where the cloud says so
	Done     bool   // nothing more is expected of the resource
}

// String returns "server web-1: BUILD 45%".
func (st Step) String() string {
	text := st.Resource + ": " + st.Status
	if st.Percent != nil {
		text += fmt.Sprintf(" %d%%", *st.Percent)
	}
	return text
}

// Progress shows the person at stderr how a wait goes. On a terminal a spinner turns beside the resources that are
// still awaited. Without a terminal, on a dumb one, and where stderr carries JSON, there is a line at each change of
// a resource's status, and at least every 30 seconds one for each that is still awaited. Its methods may be called
// from any goroutine.
type Progress struct {
	s *Streams

	mu      sync.Mutex
	steps   []Step // the latest of each resource, as they came up
	stopped bool

	spin *spin // on a terminal
	beat *beat // where there is none; neither where the streams are quiet
}

// Progress starts to report; Stop must follow. Nothing shows before the first Update.
func (s *Streams) Progress() *Progress {
	p := &Progress{s: s}
	file, _ := s.Err.(*os.File)
	switch {
	case s.Quiet:
	case s.ErrTTY && !s.Dumb && !s.JSONErrors && file != nil:
		p.spin = s.newSpin(file)
	default:
		p.beat = startBeat(p.remind)
	}
	return p
}

// Update says where st.Resource is now. After Stop it does nothing.
func (p *Progress) Update(st Step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stopped {
		return
	}
	changed := p.record(st)
	switch {
	case p.spin != nil:
		p.spin.show(p.summary())
	case p.beat != nil && changed:
		p.beat.postpone()
		p.say(st)
	}
}

// Stop ends the report: when it returns nothing more is printed. A second Stop does nothing.
func (p *Progress) Stop() {
	p.mu.Lock()
	p.stopped = true
	p.mu.Unlock() // before the join: the beat may be waiting for it
	if p.spin != nil {
		p.spin.stop()
	}
	if p.beat != nil {
		p.beat.stop()
	}
}

// record stores st, and reports whether its status is news.
func (p *Progress) record(st Step) bool {
	i := slices.IndexFunc(p.steps, func(old Step) bool { return old.Resource == st.Resource })
	if i < 0 {
		p.steps = append(p.steps, st)
		return true
	}
	changed := p.steps[i].Status != st.Status
	p.steps[i] = st
	return changed
}

// remind says again what is awaited.
func (p *Progress) remind() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, st := range p.steps {
		if !st.Done {
			p.say(st)
		}
	}
}

// say prints a line about st.
func (p *Progress) say(st Step) {
	if p.s.JSONErrors {
		p.s.jsonLine("progress", progressJSON{Resource: st.Resource, Status: st.Status, Percent: st.Percent})
		return
	}
	p.s.toErr(Sanitize(st.String()) + "\n")
}

// summary returns the line beside the spinner: one resource, or how many are done and where the others are.
func (p *Progress) summary() string {
	if len(p.steps) == 1 {
		return p.steps[0].String()
	}
	var open []string
	for _, st := range p.steps {
		if !st.Done {
			open = append(open, st.String())
		}
	}
	done := fmt.Sprintf("%d of %d done", len(p.steps)-len(open), len(p.steps))
	return strings.Join(append([]string{done}, open...), ", ")
}

// progressJSON is the object in {"progress":{…}}.
type progressJSON struct {
	Resource string `json:"target"`
	Status   string `json:"status"`
	Percent  *int   `json:"percent,omitzero"`
}
