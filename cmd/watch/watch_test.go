package watch

import (
	"context"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

type thing struct {
	ID     string `json:"id"`
	Status string `json:"status"`
}

var things = output.View[*thing]{
	One: "thing", Many: "things", ID: func(t *thing) string { return t.ID },
	Decode: func(raw []byte, into any) error { return api.Unmarshal(raw, into) },
	Columns: []output.Column[*thing]{
		{Name: "ID", Cell: func(t *thing) string { return t.ID }},
		{Name: "Status", Cell: func(t *thing) string { return t.Status }},
	},
}

// doc is a thing: "a BUILD".
func doc(text string) jsontext.Value {
	id, status, _ := strings.Cut(text, " ")
	raw, err := json.Marshal(thing{id, status})
	if err != nil {
		panic(err)
	}
	return raw
}

// A cloud answers one look after the other; the last answer stays.
type cloud struct {
	answers []any // things in a text, with commas between; an error; or how long the answer to the next look takes
	lock    sync.Mutex
	looks   []time.Duration
	start   time.Time
}

func (c *cloud) look(ctx context.Context) ([]jsontext.Value, error) {
	next := c.answers[0]
	if len(c.answers) > 1 {
		c.answers = c.answers[1:]
	}
	if _, late := next.(time.Duration); !late {
		c.lock.Lock()
		c.looks = append(c.looks, time.Since(c.start))
		c.lock.Unlock()
	}
	switch a := next.(type) {
	case time.Duration:
		if err := transport.Sleep(ctx, a); err != nil {
			return nil, err
		}
		return c.look(ctx)
	case error:
		return nil, a
	case string:
		var docs []jsontext.Value
		for text := range strings.SplitSeq(a, ",") {
			if text != "" {
				docs = append(docs, doc(text))
			}
		}
		return docs, nil
	}
	panic("no such answer")
}

// seconds are the times of the looks.
func (c *cloud) seconds() (list []int) {
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, d := range c.looks {
		list = append(list, int(d.Seconds()))
	}
	return list
}

func refused(status int, after time.Duration) error {
	return &transport.Error{Op: "list things", Status: status, RetryAfter: after, HasRetryAfter: after > 0, Message: "no \x1b[2J"}
}

// run watches c, for a program.
func run(ctx context.Context, t *testing.T, c *cloud, one bool, until string, limit time.Duration) (stdout, stderr string, err error) {
	t.Helper()
	streams, out, notes := output.Buffers("")
	c.start = time.Now()
	w := &watch{
		Source: Source{One: one, Look: c.look}, every: 2 * time.Second,
		face: &events{streams: streams, view: things.Any()}, timeout: &TimeoutError{until, limit},
	}
	if until != "" {
		if w.condition, err = output.NewCondition("--until", until); err != nil {
			t.Fatal(err)
		}
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	err = w.run(ctx, timer.C)
	return out.String(), notes.String(), err
}

// exitCode is what the program ends with.
func exitCode(err error) int {
	if err == nil {
		return 0
	}
	return fail.Describe(err).ExitCode
}

// A program reads a line for each change, and the watch ends where its condition holds.
func TestEvents(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := &cloud{answers: []any{"a BUILD,b ACTIVE", "a BUILD,b ACTIVE", "c BUILD,a ACTIVE", "c ACTIVE,a ACTIVE"}}
		got, _, err := run(t.Context(), t, c, false, `length > 0 and all(.status == "ACTIVE")`, time.Hour)
		if err != nil {
			t.Error(err)
		}
		want := `{"event":"added","id":"a","after":{"id":"a","status":"BUILD"}}
{"event":"added","id":"b","after":{"id":"b","status":"ACTIVE"}}
{"event":"removed","id":"b","before":{"id":"b","status":"ACTIVE"}}
{"event":"added","id":"c","after":{"id":"c","status":"BUILD"}}
{"event":"changed","id":"a","changed":["status"],"before":{"id":"a","status":"BUILD"},"after":{"id":"a","status":"ACTIVE"}}
{"event":"changed","id":"c","changed":["status"],"before":{"id":"c","status":"BUILD"},"after":{"id":"c","status":"ACTIVE"}}
`
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]int{0, 2, 4, 6}, c.seconds()); diff != "" {
			t.Errorf("the looks: %s", diff)
		}
	})
}

// A cloud that is away is looked for at growing intervals, or when it says; what can't pass ends the watch, as what was never seen does.
func TestTrouble(t *testing.T) {
	t.Parallel()
	lost := &transport.UnreachableError{Err: syscall.ECONNREFUSED}
	for _, test := range []struct {
		why     string
		answers []any
		looks   []int
		code    int
		notes   string
	}{
		{"it comes back", []any{"a BUILD", lost, lost, lost, "a BUILD", "a ACTIVE"}, []int{0, 2, 4, 8, 16, 18}, 0,
			"the cloud does not answer (connection refused): going on\nthe cloud answers again\n"},
		{"it says when", []any{"a BUILD", refused(http.StatusServiceUnavailable, 40*time.Second), "a BUILD", "a ACTIVE"}, []int{0, 2, 42, 44}, 0,
			"the cloud does not answer (the cloud is busy: no \\x1b[2J): going on\nthe cloud answers again\n"},
		{"it signs us out for good", []any{"a BUILD", refused(http.StatusUnauthorized, 0)}, []int{0, 2}, 4, ""},
		{"it was never there", []any{lost}, []int{0}, 8, ""},
		{"the time is up meanwhile", []any{"a BUILD", 2 * time.Hour}, []int{0}, 124, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := &cloud{answers: test.answers}
			_, notes, err := run(t.Context(), t, c, false, `.[0].status == "ACTIVE"`, time.Hour)
			if got := exitCode(err); got != test.code {
				t.Errorf("%s: exit code %d, want %d: %v", test.why, got, test.code, err)
			}
			if diff := cmp.Diff(test.looks, c.seconds()); diff != "" {
				t.Errorf("%s: the looks: %s", test.why, diff)
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Errorf("%s: stderr: %s", test.why, diff)
			}
		})
	}
}

// One resource that is gone ends the watch of a program, well where nothing was expected of it.
func TestGone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		until string
		code  int
	}{{"", 0}, {`.status == "ACTIVE"`, 3}} {
		synctest.Test(t, func(t *testing.T) {
			c := &cloud{answers: []any{"a BUILD", refused(http.StatusNotFound, 0)}}
			got, _, err := run(t.Context(), t, c, true, test.until, time.Hour)
			if code := exitCode(err); code != test.code {
				t.Errorf("until %q: exit code %d, want %d: %v", test.until, code, test.code, err)
			}
			if !strings.HasSuffix(got, `{"event":"removed","id":"a","before":{"id":"a","status":"BUILD"}}`+"\n") {
				t.Errorf("until %q: %s", test.until, got)
			}
		})
	}
}

// paper is a terminal that a person types on at given times.
type paper struct {
	columns, lines int
	lock           sync.Mutex
	last           []string
	typed          chan byte
}

func (p *paper) Size() (columns, lines int) { return p.columns, p.lines }

func (p *paper) Keys() <-chan byte         { return p.typed }
func (p *paper) Resized() <-chan os.Signal { return nil }
func (p *paper) HasKeys() bool             { return true }

func (p *paper) Draw(lines []string) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.last = lines
	return nil
}

func (p *paper) first(n int) (lines []string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.last[:min(n, len(p.last))]
}

func (p *paper) text() string { return strings.Join(p.first(100), "\n") }

// What a person sees: changes, a frame that is stale and why, a pause, only what differs, and an end.
func TestFrame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		streams, _, _ := output.Buffers("")
		p := &paper{columns: 80, lines: 10, typed: make(chan byte)}
		c := &cloud{answers: []any{
			"a BUILD,b ACTIVE", "a ACTIVE", refused(http.StatusServiceUnavailable, 2*time.Second), 9 * time.Second, "a ACTIVE,c \x1b[2J", "a ACTIVE",
		}, start: time.Now()}
		w := &watch{Source: Source{Look: c.look}, every: 2 * time.Second, face: &frame{
			streams: streams, options: output.Options{UTC: true}, view: things.Any(), title: "novactl thing list \x1b]0;x\a", screen: p,
		}}
		ended := make(chan error, 1)
		go func() { ended <- w.run(t.Context(), nil) }()
		after := func(seconds float64, wants ...string) {
			t.Helper()
			<-time.After(time.Duration(seconds * float64(time.Second)))
			synctest.Wait()
			for _, want := range wants {
				if !strings.Contains(p.text(), want) {
					t.Errorf("at %v the frame lacks %q:\n%s", time.Since(c.start), want, p.text())
				}
			}
			if strings.ContainsAny(p.text(), "\x1b\a") {
				t.Errorf("the terminal would obey: %q", p.text())
			}
		}
		after(0.5, `00:00:00, 2 in all  novactl thing list \x1b]0;x\x07`, "| a  | BUILD  |", "q quit   p pause   d only what differs   SPACE look now")
		after(2, "1 in all, 1 changed, 1 gone", "| a   | *ACTIVE |", "| - b | ACTIVE  |")
		after(2, "STALE, seen 2s ago: the cloud is busy: no \\x1b[2J; again in ", "| a   | *ACTIVE |")
		after(7, "STALE, seen 9s ago: the cloud is busy")
		after(4.4, "2 in all, 1 new", `| + c | \x1b[2J |`)
		p.typed <- 'p'
		after(0.1, "Paused, seen ")
		looks := len(c.seconds())
		after(60, "Paused, seen 1m")
		if len(c.seconds()) != looks {
			t.Error("a pause has looks")
		}
		p.typed <- 'd'
		after(0.1, "d all", "| + c |")
		if strings.Contains(p.text(), "| a ") {
			t.Errorf("not only what differs is to be seen:\n%s", p.text())
		}
		p.typed <- ' '
		after(0.1, "1 in all, 2 gone")
		p.typed <- 'q'
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// Ctrl-C is a key on a terminal that is read from, and ends as a signal does.
func TestInterruptKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		streams, _, _ := output.Buffers("")
		p := &paper{columns: 60, lines: 10, typed: make(chan byte)}
		c := &cloud{answers: []any{time.Hour, "a BUILD"}, start: time.Now()}
		w := &watch{Source: Source{Look: c.look}, every: 2 * time.Second, face: &frame{streams: streams, view: things.Any(), screen: p}}
		ended := make(chan error, 1)
		go func() { ended <- w.run(t.Context(), nil) }()
		<-time.After(5 * time.Second)
		synctest.Wait()
		if got := p.first(2); len(got) < 2 || !strings.Contains(got[1], "no answer for 5s") {
			t.Errorf("%q", got)
		}
		p.typed <- output.InterruptKey
		if err := <-ended; exitCode(err) != 130 {
			t.Errorf("%v", err)
		}
	})
}

// What goes wrong in the program while it looks ends the watch as an error, so that the terminal is given back.
func TestPanic(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, _, err := run(t.Context(), t, &cloud{answers: []any{1}}, false, "", time.Hour)
		if err == nil || !strings.Contains(err.Error(), "a bug in novactl") || !strings.Contains(err.Error(), "no such answer") {
			t.Errorf("it ended with %v", err)
		}
	})
}
