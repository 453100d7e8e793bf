package progress

import (
	"bytes"
	"io"
	"sync"
)

// eraseLine takes the cursor to the start of the line and clears it.
const eraseLine = "\r\x1b[K"

// A line is the one that the cursor of a terminal is on. A frame of the spinner may stand there; it goes out of the way of all that others
// print, and comes back only where their text has ended its line.
type line struct {
	mu     sync.Mutex
	term   io.Writer // where the frame stands
	shown  bool      // whether one does
	inText bool      // the cursor is behind the text of others
	ended  bool      // there are no frames any more: see End
	held   *[]func() // what is printed on the terminal once it is released; nil: it isn't held
}

// Hold keeps frames and texts off the terminal until release is called: something else has all of it.
func (l *line) Hold() (release func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
	l.held = new([]func())
	return func() {
		l.mu.Lock()
		held := *l.held
		l.held = nil
		l.mu.Unlock()
		for _, write := range held {
			write()
		}
	}
}

// maxHeld is how many texts are held: a cloud may say the same for days.
const maxHeld = 100

// Print writes p to w, whole, with the frame out of the way. Terminal: w is the terminal, or another way to it.
func (l *line) Print(w io.Writer, p []byte, terminal bool) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != nil && terminal {
		if text := bytes.Clone(p); len(*l.held) < maxHeld {
			*l.held = append(*l.held, func() { _, _ = l.Print(w, text, true) })
		}
		return len(p), nil
	}
	l.erase()
	if terminal && len(p) > 0 {
		l.inText = p[len(p)-1] != '\n'
	}
	return w.Write(p)
}

// Newline says that the person at the terminal has ended the line, with the answer to a question.
func (l *line) Newline() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inText = false
}

// End takes the frame off, for good: what follows on the terminal is another program's.
func (l *line) End() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
	l.ended = true
}

// draw shows a frame in place of the last one.
func (l *line) draw(term io.Writer, frame string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inText || l.ended || l.held != nil {
		return
	}
	l.term, l.shown = term, true
	_, _ = io.WriteString(term, eraseLine+frame)
}

// clear takes the frame off.
func (l *line) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.erase()
}

// erase is clear, under the lock.
func (l *line) erase() {
	if l.shown {
		_, _ = io.WriteString(l.term, eraseLine)
		l.shown = false
	}
}
