// Package screen shows what a watch has seen: the whole of a terminal, drawn anew at each look, with what differs from the look before marked.
//
// The screen is the terminal's other one: what was there before comes back at the end.
package screen

import (
	"os"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"

	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

const (
	// otherScreen takes the other screen of the terminal, hides the cursor, and lets no line go on in the next one.
	otherScreen = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J"
	// firstScreen undoes that, and the colours.
	firstScreen = "\x1b[0m\x1b[H\x1b[2J\x1b[?7h\x1b[?25h\x1b[?1049l"
)

// Interrupt is the key that ends a program: while keys are read, the terminal makes no signal of it.
const Interrupt = 3

// A Screen is the whole of a terminal. Close must follow.
type Screen struct {
	out    *os.File
	in     *os.File    // nil: no keys are read
	before *term.State // of in

	keys     chan byte
	kept     bug.Keeper // of what reads them
	resized  chan os.Signal
	released func() // what to do at the end
}

// Open takes the terminal that out is, and reads the keys of the one that in is (nil: none). Released is called at the end.
func Open(out, in *os.File, released func()) (*Screen, error) {
	s := &Screen{out: out, keys: make(chan byte), resized: make(chan os.Signal, 1), released: released}
	if in != nil {
		before, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return nil, err
		}
		s.in, s.before = in, before
		_ = bug.Go(s.read)
	}
	watchSize(s.resized)
	_, err := out.WriteString(otherScreen)
	if err != nil {
		s.Close()
	}
	return s, err
}

// read passes on the keys. A read can't be called off: it stays behind until the process ends. Where it fails, nobody could end anything by a
// key any more, and the last one is an interrupt.
func (s *Screen) read() error {
	defer func() { s.keys <- Interrupt }()
	defer s.kept.Catch()
	one := make([]byte, 1)
	for {
		if n, err := s.in.Read(one); err != nil || n == 0 {
			return err
		}
		s.keys <- one[0]
	}
}

// Close gives the terminal back as it was. A panic of what reads the keys goes on here.
func (s *Screen) Close() {
	ignoreSize(s.resized)
	_, _ = s.out.WriteString(firstScreen)
	if s.before != nil {
		_ = term.Restore(int(s.in.Fd()), s.before)
	}
	s.released()
	s.kept.Raise()
}

// Keys returns the keys as they are typed.
func (s *Screen) Keys() <-chan byte { return s.keys }

// HasKeys reports whether there are any.
func (s *Screen) HasKeys() bool { return s.in != nil }

// Resized says that the terminal has another size now.
func (s *Screen) Resized() <-chan os.Signal { return s.resized }

// Size returns the columns and the lines of the terminal.
func (s *Screen) Size() (columns, lines int) {
	columns, lines, err := term.GetSize(int(s.out.Fd()))
	if err != nil || columns == 0 || lines == 0 {
		return 80, 24
	}
	return columns, lines
}

// Draw shows lines in place of all that was there. They may have colours, and nothing else that a terminal obeys. Each is cleared before it is
// written: after a full one the cursor stands on its last character.
func (s *Screen) Draw(lines []string) error {
	text := "\x1b[H\x1b[K" + strings.Join(lines, "\r\n\x1b[K")
	if _, height := s.Size(); len(lines) < height {
		text += "\r\n\x1b[J"
	}
	_, err := s.out.WriteString(text)
	return err
}

// Line returns a text of anybody's as a line of so many columns at most.
func Line(text string, columns int) string {
	return displaywidth.TruncateString(sanitize.Line(text), columns, "…")
}
