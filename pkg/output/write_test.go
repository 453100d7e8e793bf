package output

import (
	"errors"
	"io"
	"os"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/go-json-experiment/json/jsontext"
)

// mustFail checks that err is stdout's failure, for this reason.
func mustFail(t *testing.T, err, reason error) *WriteError {
	t.Helper()
	failure, ok := errors.AsType[*WriteError](err)
	if !ok || !errors.Is(err, reason) {
		t.Fatalf("error %v (%T), want a *WriteError of %v", err, err, reason)
	}
	return failure
}

// A full disk is an error whatever the format, also where all fits in the buffer and only the last flush fails.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = full.Close() })
	s := &Streams{Out: full, Err: io.Discard}
	for _, format := range Formats() {
		o := Options{Format: format}
		failure := mustFail(t, List(s, o, vmView(), items(three...)), syscall.ENOSPC)
		if failure.BrokenPipe() {
			t.Errorf("%s: a full disk counts as a reader that went away", format)
		}
		mustFail(t, Show(s, o, vmView(), jsontext.Value(three[0]), nil), syscall.ENOSPC)
	}
	for _, o := range []Options{{JQ: "."}, {Template: "{{.}}"}} {
		mustFail(t, List(s, o, vmView(), items(three...)), syscall.ENOSPC)
	}
	mustFail(t, s.Print("token"), syscall.ENOSPC)
}

// A reader that has enough ends a list of any length, and can be told apart from other failures.
func TestBrokenPipe(t *testing.T) {
	t.Parallel()
	for _, format := range []string{JSON, YAML, CSV, Plain, ID} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
		s := &Streams{Out: w, Err: io.Discard}
		endless := func(yield func(jsontext.Value, error) bool) {
			for yield(jsontext.Value(three[0]), nil) { // the list ends it
			}
		}
		if !mustFail(t, List(s, Options{Format: format}, vmView(), endless), syscall.EPIPE).BrokenPipe() {
			t.Errorf("%s: a closed pipe isn't recognised", format)
		}
		_ = w.Close()
	}
}

// failAfter takes so many writes, then fails; it counts what it was asked.
type failAfter struct{ left, calls int }

func (f *failAfter) Write(p []byte) (int, error) {
	f.calls++
	if f.left--; f.left < 0 {
		return 0, syscall.EIO
	}
	return len(p), nil
}

// The error of the page wins over that of stdout: it came first, and says more.
func TestPageErrorWins(t *testing.T) {
	t.Parallel()
	s := &Streams{Out: &failAfter{}, Err: io.Discard}
	if err := List(s, Options{Format: JSON}, vmView(), failing(three...)); !errors.Is(err, errPage) {
		t.Errorf("error %v, want the page's", err)
	}
}

// A long table fails with the write that fails, and writes no more.
func TestLongTableFails(t *testing.T) {
	t.Parallel()
	docs := make([]string, 20*1000)
	for i := range docs {
		docs[i] = three[0]
	}
	w := &failAfter{left: 3}
	s := &Streams{Out: w, Err: io.Discard}
	mustFail(t, List(s, Options{}, vmView(), items(docs...)), syscall.EIO)
	if w.calls != 4 {
		t.Errorf("%d writes, want 4", w.calls)
	}
}

// A short list goes out in one write, however slow the machine is: the clock stands still while it is made.
func TestWritesAreGathered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		docs := make([]string, 1000)
		for i := range docs {
			docs[i] = three[0]
		}
		w := &failAfter{left: 1 << 30}
		if err := List(&Streams{Out: w}, Options{Format: ID}, vmView(), items(docs...)); err != nil {
			t.Fatal(err)
		}
		if w.calls != 1 {
			t.Errorf("%d writes for 3 KB", w.calls)
		}
	})
}

func TestPrint(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	text := "a\tb\n\x1b"
	if err := s.Print(text); err != nil {
		t.Fatal(err)
	}
	want(t, out.String(), text)
	out.Reset()
	s.OutTTY = true
	if err := s.Print(text); err != nil {
		t.Fatal(err)
	}
	want(t, out.String(), "a\tb\n\\x1b")
}
