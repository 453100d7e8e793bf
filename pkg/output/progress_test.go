package output

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func percent(n int) *int { return &n }

// Without a terminal there is a line at each change of status, and none for a mere change of progress: a log stays
// short.
func TestProgressLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, out, errs := Buffers("")
		p := s.Progress(0)
		p.Update(Step{Resource: "server web-1", Status: "BUILD", Percent: percent(0)})
		p.Update(Step{Resource: "server web-1", Status: "BUILD", Percent: percent(45)})
		p.Update(Step{Resource: "server web-2", Status: "BUILD"})
		p.Update(Step{Resource: "server web-1", Status: "ACTIVE", Percent: percent(100), Done: true})
		p.Update(Step{Resource: "server web-1", Status: "ACTIVE", Percent: percent(100), Done: true})
		p.Stop()
		p.Update(Step{Resource: "server web-1", Status: "LATE"})
		want(t, errs.String(), "server web-1: BUILD 0%\nserver web-2: BUILD\nserver web-1: ACTIVE 100%\n")
		want(t, out.String(), "")
	})
}

// A CI system that ends silent jobs hears something every 30 seconds, of what is still awaited alone.
func TestProgressHeartbeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		errs := &lockedBuffer{}
		p := (&Streams{Err: errs}).Progress(0)
		said := func(after time.Duration) string {
			errs.drain()
			<-time.After(after)
			synctest.Wait()
			return errs.drain()
		}
		want(t, said(31*time.Second), "") // nothing is known yet
		p.Update(Step{Resource: "a", Status: "BUILD", Percent: percent(1)})
		p.Update(Step{Resource: "b", Status: "BUILD"})
		<-time.After(20 * time.Second)
		p.Update(Step{Resource: "b", Status: "ACTIVE", Done: true})
		p.Update(Step{Resource: "a", Status: "BUILD", Percent: percent(7)})
		want(t, said(29*time.Second), "") // 29 s since the last line
		want(t, said(2*time.Second), "a: BUILD 7%\n")
		want(t, said(60*time.Second), "a: BUILD 7%\na: BUILD 7%\n")
		p.Stop()
		want(t, said(time.Hour), "")
		p.Stop() // a second time is no harm
	})
}

func TestProgressJSON(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _, errs := Buffers("")
		s.JSONErrors = true
		s.ErrTTY = true // -o json beats the spinner
		p := s.Progress(0)
		p.Update(Step{Resource: "server web-1", Status: "BUILD", Percent: percent(45)})
		p.Update(Step{Resource: "image i", Status: "SAVING"})
		p.Stop()
		want(t, errs.String(), `{"progress":{"target":"server web-1","status":"BUILD","percent":45}}`+"\n"+
			`{"progress":{"target":"image i","status":"SAVING"}}`+"\n")
	})
}

func TestProgressQuiet(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _, errs := Buffers("")
		s.Quiet = true
		p := s.Progress(0)
		p.Update(Step{Resource: "a", Status: "BUILD"})
		<-time.After(time.Hour)
		p.Stop()
		want(t, errs.String(), "")
	})
}

// Several waits may report at once, while notices are printed: lines stay whole.
func TestProgressFromManyGoroutines(t *testing.T) {
	t.Parallel()
	s, _, errs := Buffers("")
	p := s.Progress(0)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			p.Update(Step{Resource: strings.Repeat("x", i+1), Status: "BUILD"})
			s.Notice("notice")
		})
	}
	all.Wait()
	p.Stop()
	for line := range strings.Lines(errs.String()) {
		if line != "notice\n" && !strings.HasSuffix(line, ": BUILD\n") {
			t.Errorf("a broken line: %q", line)
		}
	}
	if got := strings.Count(errs.String(), "\n"); got != 40 {
		t.Errorf("%d lines, want 40", got)
	}
}

// A lockedBuffer is written to by goroutines that its reader doesn't wait for.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// take empties the buffer.
func (b *lockedBuffer) drain() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := b.buf.String()
	b.buf.Reset()
	return text
}
