package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// eraseLine is what takes the spinner away.
const eraseLine = "\r\x1b[K"

// openTerminal makes a terminal of so many columns: what the user sees and types, and what the process has.
func openTerminal(t *testing.T, columns uint16) (user, process *os.File) {
	t.Helper()
	user, process = newTerminal(t, columns)
	t.Cleanup(func() {
		_ = user.Close()
		_ = process.Close()
	})
	return user, process
}

// newTerminal is openTerminal, but the terminal stays open.
func newTerminal(t *testing.T, columns uint16) (user, process *os.File) {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	var unlock, number int32
	control(t, user, syscall.TIOCSPTLCK, unsafe.Pointer(&unlock))
	control(t, user, syscall.TIOCGPTN, unsafe.Pointer(&number))
	process, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	size := [4]uint16{24, columns}
	control(t, process, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	return user, process
}

// abandoned are the terminals of prompts that were interrupted: a read stays behind on them, and to close one would
// hand its number to another test's file.
var abandoned []*os.File

func control(t *testing.T, f *os.File, request uintptr, arg unsafe.Pointer) {
	t.Helper()
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(arg)); errno != 0 {
		t.Fatalf("ioctl %#x: %v", request, errno)
	}
}

// readUntil reads what the user sees until done says that it is enough.
func readUntil(t *testing.T, user *os.File, done func(string) bool) string {
	t.Helper()
	var seen strings.Builder
	for buf := make([]byte, 1024); !done(seen.String()); {
		n, err := user.Read(buf)
		if err != nil {
			t.Fatalf("the terminal shows %q, then: %v", seen.String(), err)
		}
		seen.Write(buf[:n])
	}
	return seen.String()
}

func holds(text string) func(string) bool {
	return func(seen string) bool { return strings.Contains(seen, text) }
}

func terminalStreams(process *os.File) *Streams {
	s := &Streams{In: process, Out: process, Err: process}
	s.InTTY, _ = terminal(process)
	s.OutTTY, s.Width = terminal(process)
	s.ErrTTY, s.ErrWidth = terminal(process)
	return s
}

func TestTerminalIsFound(t *testing.T) {
	t.Parallel()
	_, process := openTerminal(t, 60)
	if is, columns := terminal(process); !is || columns != 60 {
		t.Errorf("terminal: %v with %d columns, want one with 60", is, columns)
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	if is, columns := terminal(null); is || columns != 0 {
		t.Errorf("the null device: %v with %d columns, want no terminal", is, columns)
	}
}

// On a terminal the spinner turns beside the text, notices and results stand on lines of their own, and at the end the
// line is clear.
func TestSpinner(t *testing.T) {
	t.Parallel()
	user, process := openTerminal(t, 40)
	s := terminalStreams(process)
	p := s.Progress(1)
	p.Update(Step{Resource: "server web-1", Status: "BUILD", Percent: percent(45)})
	readUntil(t, user, holds(" server web-1: BUILD 45%"))
	s.Notice("a notice")
	readUntil(t, user, holds(eraseLine+"a notice\r\n"))
	readUntil(t, user, holds("BUILD 45%")) // it is back
	if err := List(s, Options{Format: ID}, vmView(), items(three[0])); err != nil {
		t.Fatal(err)
	}
	readUntil(t, user, holds(eraseLine+"a1\r\n"))
	p.Update(Step{Resource: "server web-1", Status: strings.Repeat("LONG_", 20)})
	seen := readUntil(t, user, holds("..."))
	for frame := range strings.SplitSeq(seen, "\r") {
		if len(frame) > 40+len("\x1b[K")+len("\x1b[m\x1b[0m") {
			t.Errorf("a line of %d bytes on a terminal of 40 columns: %q", len(frame), frame)
		}
	}
	p.Stop()
	s.Notice("the end")
	seen = readUntil(t, user, holds("the end\r\n"))
	if !strings.HasSuffix(seen, eraseLine+"the end\r\n") {
		t.Errorf("the spinner is not cleared away: %q", seen)
	}
	p.Update(Step{Resource: "server web-1", Status: "LATE"}) // after Stop: nothing
	s.Close()
	s.Notice("and no more")
	want(t, readUntil(t, user, holds("no more\r\n")), "and no more\r\n")
}

// On a terminal that can't move its cursor (an editor's shell) the progress is lines: a spinner would fill the screen.
func TestDumbTerminal(t *testing.T) {
	t.Parallel()
	user, process := openTerminal(t, 80)
	s := terminalStreams(process)
	s.Dumb = true
	p := s.Progress(1)
	p.Update(Step{Resource: "server web-1", Status: "BUILD", Percent: percent(45)})
	p.Update(Step{Resource: "server web-1", Status: "ACTIVE"})
	p.Stop()
	want(t, readUntil(t, user, holds("ACTIVE\r\n")), "server web-1: BUILD 45%\r\nserver web-1: ACTIVE\r\n")
}

// A password typed at a terminal isn't shown.
func TestPasswordFromTerminal(t *testing.T) {
	t.Parallel()
	user, process := openTerminal(t, 80)
	s := terminalStreams(process)
	answer := make(chan string)
	go func() {
		text, err := s.Password(t.Context(), "Password for demo")
		answer <- fmt.Sprint(text, err)
	}()
	readUntil(t, user, holds("Password for demo: "))
	waitEcho(t, process, false)
	if _, err := user.WriteString("s3cret\n"); err != nil {
		t.Fatal(err)
	}
	want(t, <-answer, "s3cret<nil>")
	s.Notice("the end")
	if seen := readUntil(t, user, holds("the end")); strings.Contains(seen, "s3cret") {
		t.Errorf("the password is shown: %q", seen)
	}
}

// Ctrl-D ends a password prompt, as it ends the others; behind some characters it doesn't, as in a shell.
func TestPasswordEnded(t *testing.T) {
	t.Parallel()
	user, process := openTerminal(t, 80)
	s := terminalStreams(process)
	failed := make(chan error)
	for _, typed := range []string{"\x04", "s3c\x04ret\n"} {
		go func() {
			_, err := s.Password(t.Context(), "Password")
			failed <- err
		}()
		readUntil(t, user, holds("Password: "))
		waitEcho(t, process, false)
		if _, err := user.WriteString(typed); err != nil {
			t.Fatal(err)
		}
		if err := <-failed; (typed == "\x04") != errors.Is(err, ErrNoInput) {
			t.Errorf("%q: error %v", typed, err)
		}
		waitEcho(t, process, true)
	}
}

// An interrupted password prompt leaves the terminal as it was, echo on.
func TestPasswordInterrupted(t *testing.T) {
	t.Parallel()
	user, process := newTerminal(t, 80)
	abandoned = append(abandoned, user, process)
	s := terminalStreams(process)
	ctx, cancel := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := s.Password(ctx, "Password")
		failed <- err
	}()
	waitEcho(t, process, false)
	cancel()
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the interrupt", err)
	}
	waitEcho(t, process, true)
}

// waitEcho waits until the terminal's echo is on or off.
func waitEcho(t *testing.T, process *os.File, on bool) {
	t.Helper()
	for start := time.Now(); time.Since(start) < 30*time.Second; runtime.Gosched() {
		var state syscall.Termios
		control(t, process, syscall.TCGETS, unsafe.Pointer(&state))
		if (state.Lflag&syscall.ECHO != 0) == on {
			return
		}
	}
	t.Fatalf("the echo did not turn %v", on)
}
