package output

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestConfirm(t *testing.T) {
	t.Parallel()
	answers := map[string]bool{"y\n": true, "Yes\r\n": true, " y \n": true, "n\n": false, "\n": false, "": false, "y": true, "no\ny\n": false}
	for in, expected := range answers {
		end := ""
		if in == "" {
			end = "\n" // ctrl-D: what follows begins on a line of its own
		}
		s, out, errs := Buffers(in)
		s.InTTY, s.ErrTTY, s.Quiet = true, true, true // quiet keeps questions
		got, err := s.Confirm(t.Context(), "Delete server \x1b[31mweb-1?")
		if err != nil || got != expected {
			t.Errorf("the answer %q is %v, %v; want %v", in, got, err, expected)
		}
		want(t, errs.String(), `Delete server \x1b[31mweb-1? [y/N] `+end)
		want(t, out.String(), "")
	}
}

// A script is never asked, and so never hangs.
func TestConfirmNeedsTerminals(t *testing.T) {
	t.Parallel()
	for _, terminals := range [][2]bool{{false, false}, {true, false}, {false, true}} {
		s, _, errs := Buffers("y\n")
		s.InTTY, s.ErrTTY = terminals[0], terminals[1]
		if got, err := s.Confirm(t.Context(), "Delete?"); got || !errors.Is(err, ErrNotTerminal) {
			t.Errorf("terminals %v: %v, %v; want ErrNotTerminal", terminals, got, err)
		}
		want(t, errs.String(), "")
	}
}

// A panic of what reads is an error of the question, and not the end of the process: who asked gives the terminal back.
func TestAnswerPanics(t *testing.T) {
	t.Parallel()
	s, _, errs := Buffers("")
	s.In, s.InTTY, s.ErrTTY = broken{}, true, true
	_, err := s.Ask(t.Context(), "Name?")
	if err == nil || err.Error() != "a bug in novactl: no keyboard" {
		t.Errorf("the error is %v", err)
	}
	want(t, errs.String(), "Name? \n")
}

type broken struct{}

func (broken) Read([]byte) (int, error) { panic("no keyboard") }

// An interrupt ends a question that nobody answers.
func TestConfirmInterrupted(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	s, _, errs := Buffers("")
	s.In, s.InTTY, s.ErrTTY = r, true, true
	ctx, cancel := context.WithCancelCause(t.Context())
	interrupted := errors.New("interrupted")
	cancel(interrupted)
	if got, err := s.Confirm(ctx, "Delete?"); got || !errors.Is(err, interrupted) {
		t.Errorf("got %v, %v; want the cause of the end", got, err)
	}
	want(t, errs.String(), "Delete? [y/N] \n")
}

// --password-stdin takes one line, and leaves the rest to the next reader.
func TestPasswordFromStream(t *testing.T) {
	t.Parallel()
	s, out, errs := Buffers("sec ret \r\nnext\nlast")
	for _, expected := range []string{"sec ret ", "next", "last"} {
		got, err := s.Password(t.Context(), "Password")
		if err != nil || got != expected {
			t.Errorf("got %q, %v; want %q", got, err, expected)
		}
	}
	if _, err := s.Password(t.Context(), "Password"); !errors.Is(err, ErrNoInput) {
		t.Errorf("at the end: %v, want ErrNoInput", err)
	}
	want(t, out.String()+errs.String(), "")
}

// A file given by mistake is refused, not swallowed whole, and the message holds nothing of it.
func TestPasswordTooLong(t *testing.T) {
	t.Parallel()
	s, _, _ := Buffers(strings.Repeat("secret", 1000))
	got, err := s.Password(t.Context(), "Password")
	if err == nil || got != "" || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %q, %v; want an error", got, err)
	}
}
