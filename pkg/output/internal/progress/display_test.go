package progress

import (
	"bytes"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func want(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What is said of a request: how long it takes, that it waits and why, which try it is.
func TestActivityText(t *testing.T) {
	t.Parallel()
	start := time.Date(2014, 3, 4, 12, 0, 0, 0, time.UTC)
	at := func(seconds int) time.Time { return start.Add(time.Duration(seconds) * time.Second) }
	refused := pause{"connection refused", at(9)}
	tests := []struct {
		why   string
		tries int
		pause pause
		now   time.Time
		want  string
	}{
		{"no second is over yet", 1, pause{}, start, "list servers"},
		{"it takes long", 1, pause{}, at(65), "list servers, 1 min 05 s"},
		{"it waits", 2, refused, at(7), "list servers, 7 s: connection refused, again in 2 s"},
		{"it is tried again", 2, refused, at(9), "list servers, 9 s (try 2)"},
		{"the cloud says why", 2, pause{"rate limited: Only 10 GET request(s)", at(60)}, at(48),
			"list servers, 48 s: rate limited, again in 12 s (Only 10 GET request(s))"},
	}
	for _, test := range tests {
		a := &Activity{what: "list servers", start: start, tries: test.tries, pause: test.pause}
		if got := a.text(test.now); got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
}

// A wait is what a command is for, then comes what is held up, then what takes longest.
func TestWhatIsSaidOfSeveral(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &Display{}
		list := d.Begin(Terminal{}, "list servers")
		<-time.After(2 * time.Second)
		get := d.Begin(Terminal{}, "get image")
		want(t, d.text(time.Now()), "list servers, 2 s, and 1 more")
		get.Pause("HTTP 502", 3*time.Second)
		want(t, d.text(time.Now()), "get image: HTTP 502, again in 3 s, and 1 more")
		w := d.Track(Terminal{}, 1, nil)
		want(t, d.text(time.Now()), "waiting")
		w.Update(Step{Resource: "server web-1", Status: "BUILD"})
		want(t, d.text(time.Now()), "server web-1: BUILD")
		list.Done()
		<-time.After(5 * time.Second)
		want(t, d.text(time.Now()), "server web-1: BUILD, 5 s: get image, 5 s (try 2) without an answer")
		w.Stop()
		get.Done()
		want(t, d.text(time.Now()), "")
		d.Close()
	})
}

// The pages of a list are one piece of work; what comes later is another.
func TestPagesAreOneActivity(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &Display{}
		for range 5 {
			a := d.Begin(Terminal{}, "list servers")
			<-time.After(900 * time.Millisecond)
			a.Done()
			<-time.After(100 * time.Millisecond)
		}
		a := d.Begin(Terminal{}, "list servers")
		want(t, d.text(time.Now()), "list servers, 5 s")
		a.Done()
		<-time.After(time.Second)
		d.Begin(Terminal{}, "list servers")
		want(t, d.text(time.Now()), "list servers")
		d.Close()
	})
}

// Nothing shows of what is over within 300 ms, and what takes longer shows from then on, and leaves nothing behind. Text that hasn't ended its
// line is never written over.
func TestWhenFramesShow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		screen, d, term := display(t)
		a := d.Begin(term, "list servers")
		<-time.After(299 * time.Millisecond)
		a.Done()
		<-time.After(time.Second)
		want(t, screen.drain(), "")
		a = d.Begin(term, "list servers")
		<-time.After(350 * time.Millisecond)
		want(t, screen.drain(), eraseLine+"| list servers")
		_, _ = d.Print(screen, []byte("a notice\n"), true)
		want(t, screen.drain(), eraseLine+"a notice\n")
		<-time.After(100 * time.Millisecond)
		want(t, screen.drain(), eraseLine+"/ list servers")
		_, _ = d.Print(screen, []byte("half a line"), true)
		<-time.After(time.Second)
		want(t, screen.drain(), eraseLine+"half a line")
		_, _ = d.Print(screen, []byte(" and its end\n"), true)
		<-time.After(100 * time.Millisecond)
		if got := screen.drain(); !strings.HasSuffix(got, " list servers, 1 s") {
			t.Errorf("the spinner doesn't come back: %q", got)
		}
		a.Done()
		d.Close()
		want(t, screen.drain(), eraseLine)
		<-time.After(time.Second)
		want(t, screen.drain(), "")
	})
}

// Where the result goes into a pipe, its reader has the terminal from the first byte on.
func TestNoFrameAfterTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		screen, d, term := display(t)
		d.Begin(term, "list servers")
		<-time.After(350 * time.Millisecond)
		screen.drain()
		d.End()
		<-time.After(time.Second)
		want(t, screen.drain(), eraseLine)
		d.Close()
		<-time.After(frameTime) // the library's goroutine ends
	})
}

// A panic beside the work ends the spinner, not the work: the line is the terminal's again, and who asks at the end is told.
func TestSpinnerPanics(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		screen, d, term := display(t)
		sound := term.Width
		turns := 0
		term.Width = func() int {
			if turns++; turns == 3 {
				panic("no width")
			}
			return sound()
		}
		a := d.Begin(term, "list servers")
		<-time.After(450 * time.Millisecond)
		want(t, screen.drain(), eraseLine+"| list servers"+eraseLine+"/ list servers")
		<-time.After(time.Second)
		want(t, screen.drain(), eraseLine)
		_, _ = d.Print(screen, []byte("the result\n"), true)
		a.Done()
		d.Close()
		want(t, screen.drain(), "the result\n")
		if err := d.Bug(); err == nil || err.Error() != "a bug in novactl: no width" {
			t.Errorf("the bug is %v", err)
		}
		<-time.After(frameTime) // the library's goroutine ends
	})
}

// A panic of what says again where a wait is becomes one of who ends the wait, and not of the process.
func TestReminderPanics(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		said := 0
		w := Lines(func(Step) {
			if said++; said == 2 {
				panic("no words")
			}
		})
		w.Update(Step{Resource: "server web-1", Status: "BUILD"})
		<-time.After(3 * heartbeat)
		defer func() {
			if err, _ := recover().(error); err == nil || err.Error() != "a bug in novactl: no words" {
				t.Errorf("the wait ends with %v", err)
			}
		}()
		w.Stop()
	})
}

// Of several that are waited for each that ends has a line of its own; the failed ones count as ended.
func TestWaitOfSeveral(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var lines []string
		d := &Display{}
		w := d.Track(Terminal{}, 4, func(s string) { lines = append(lines, s) })
		want(t, d.text(time.Now()), "[>                   ] 0/4")
		w.Update(Step{Resource: "server a", Status: "BUILD"})
		w.Update(Step{Resource: "server b", Status: "BUILD"})
		<-time.After(12 * time.Second)
		w.End(Step{Resource: "server a", Status: "ACTIVE"})
		w.End(Step{Resource: "server c", Status: "ERROR"})
		want(t, strings.Join(lines, "\n"), "server a: ACTIVE, 12 s\nserver c: ERROR, 12 s")
		want(t, d.text(time.Now()), "[==========>         ] 2/4, 12 s: server b: BUILD")
		w.Pause("connection refused", 3*time.Second)
		want(t, d.text(time.Now()), "[==========>         ] 2/4, 12 s: connection refused, again in 3 s")
		w.Stop()
		w.Stop()
		d.Close()
	})
}

func TestElapsed(t *testing.T) {
	t.Parallel()
	for d, text := range map[time.Duration]string{
		0: "0 s", 59900 * time.Millisecond: "59 s", time.Minute: "1 min 00 s", 61 * time.Minute: "1 h 01 min", 49 * time.Hour: "49 h 00 min",
	} {
		want(t, Elapsed(d), text)
	}
}

// The spinner's line never takes more columns than the terminal has.
func TestShorten(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		room int
		want string
	}{
		{"server web-1: BUILD", 57, "server web-1: BUILD"},
		{"server web-1: BUILD", 10, "server ..."},
		{"東京東京東京", 10, "東京東..."},
		{"abc", 0, "abc"}, // the width isn't known
		{"abcd", 3, "..."},
		{"list servers, 2 s: the cloud is busy, again in 1 s (Service Unavailable)", 38, "the cloud is busy, again in 1 s (Se..."},
		{"[=>    ] 1/4, 12 s: connection refused, again in 3 s", 38, "connection refused, again in 3 s"},
		{"server web: 1: BUILD, 12 s: connection refused, again in 3 s", 60, "server web: 1: BUILD, 12 s: connection refused, again in 3 s"},
		{"server web: 1: BUILD, 12 s: connection refused, again in 3 s", 20, "connection refuse..."},
	}
	for _, test := range tests {
		want(t, shorten(test.text, test.room), test.want)
	}
}

// display makes a Display on a terminal, and what is written to it. The terminal is real, as the library asks the system; it stays empty.
func display(t *testing.T) (*buffer, *Display, Terminal) {
	t.Helper()
	file, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	t.Cleanup(func() { _ = file.Close() })
	screen := &buffer{}
	return screen, &Display{}, Terminal{File: file, To: screen, Width: func() int { return 60 }}
}

// A buffer is written to by goroutines that its reader doesn't wait for.
type buffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

// drain empties the buffer.
func (b *buffer) drain() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	text := b.buf.String()
	b.buf.Reset()
	return text
}
