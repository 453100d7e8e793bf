package watch

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

// A frame is the face for a person: the whole terminal, drawn anew.
type frame struct {
	streams *output.Streams
	options output.Options
	view    *output.AnyView
	one     bool
	title   string
	at      string // when the last look was
	board   output.Board
	screen  terminal
}

// A terminal is what a frame is drawn on.
type terminal interface {
	Size() (columns, lines int)
	Draw(lines []string) error
	Keys() <-chan byte
	Resized() <-chan os.Signal
	HasKeys() bool
}

func (f *frame) keys() <-chan byte         { return f.screen.Keys() }
func (f *frame) resized() <-chan os.Signal { return f.screen.Resized() }
func (f *frame) stays() bool               { return f.screen.HasKeys() }

func (f *frame) prepare(docs []jsontext.Value) (any, error) {
	return f.view.Sheet(f.streams, f.options, docs, f.one)
}

// clock is the time of the day.
func (f *frame) clock() string {
	now := f.streams.Now().Local()
	if f.options.UTC {
		now = now.UTC()
	}
	return now.Format(time.TimeOnly)
}

func (f *frame) update(prepared any) error {
	f.at = f.clock()
	f.board.Update(prepared.(*output.Sheet)) //nolint:forcetypeassert // it is what prepare returns
	return nil
}

// show draws the frame: what is watched, how that goes, what was seen, and the keys.
func (f *frame) show(s state) error {
	columns, lines := f.screen.Size()
	top := []string{f.streams.ScreenLine(output.Usual, f.count(s)+"  "+f.title, columns)}
	tone, how := s.text()
	if how != "" {
		top = append(top, f.streams.ScreenLine(tone, how, columns))
	}
	rest := lines - len(top) - 1
	drawn, more := f.board.Lines(columns, rest, s.differ)
	if more > 0 {
		drawn, more = f.board.Lines(columns, rest-1, s.differ)
		drawn = append(drawn, f.streams.ScreenLine(output.Faint, fmt.Sprintf("%d more lines don't fit", more), columns))
	}
	top = append(top, drawn...)
	if f.screen.HasKeys() && len(top) < lines {
		top = append(top, f.streams.ScreenLine(output.Faint, keyHelp(s), columns))
	}
	return f.screen.Draw(top[:min(len(top), lines)])
}

func keyHelp(s state) string {
	pause, differ := "p pause", "d only what differs"
	if s.paused {
		pause = "p go on"
	}
	if s.differ {
		differ = "d all"
	}
	return "q quit   " + pause + "   " + differ + "   SPACE look now"
}

// count says how much there is, and how much of it differs.
func (f *frame) count(s state) string {
	if s.seen.IsZero() {
		return "no look yet"
	}
	c := f.board.Counts()
	parts := []string{f.at}
	if !f.one {
		parts = append(parts, fmt.Sprintf("%d in all", c.Rows))
	}
	for _, p := range []struct {
		n    int
		what string
	}{{c.Added, "new"}, {c.Changed, "changed"}, {c.Gone, "gone"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// late is how long a look may take before that is said.
const late = 3 * time.Second

// text says how a watch goes where that is not as it should be.
func (s state) text() (output.Tone, string) {
	stale := ""
	if !s.seen.IsZero() {
		stale = "STALE, seen " + whole(s.now.Sub(s.seen)) + " ago: "
	}
	switch {
	case s.over:
		return output.Bad, "It is gone."
	case s.trouble != nil && s.asked.IsZero() && !s.paused:
		return output.Bad, stale + transport.Why(s.trouble) + "; again in " + whole(s.next.Sub(s.now))
	case s.trouble != nil:
		return output.Bad, stale + transport.Why(s.trouble)
	case !s.asked.IsZero() && s.now.Sub(s.asked) >= late:
		return output.Bad, stale + "no answer for " + whole(s.now.Sub(s.asked))
	case s.paused:
		return output.Busy, "Paused, seen " + whole(s.now.Sub(s.seen)) + " ago"
	}
	return output.Usual, ""
}

// whole is a duration in whole seconds.
func whole(d time.Duration) string { return max(0, d).Round(time.Second).String() }

// The keys.
const (
	quitKey   = 'q'
	pauseKey  = 'p'
	differKey = 'd'
	lookKey   = ' '
)

// typed takes in a key. Ended: it ends the watch.
func (w *watch) typed(key byte) (ended bool, err error) {
	switch key {
	case quitKey, 'Q':
		if w.condition != nil { // which did not come
			return true, context.Canceled
		}
		return true, nil
	case output.InterruptKey:
		return true, context.Canceled
	case lookKey:
		w.next, w.paused = w.now, false
	case pauseKey, 'P':
		w.paused = !w.paused
	case differKey, 'D':
		w.differ = !w.differ
	}
	return false, nil
}
