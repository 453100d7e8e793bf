package output

import (
	"io"
	"os"
	"time"

	"github.com/briandowns/spinner"
	"github.com/clipperhouse/displaywidth"
)

// eraseLine takes the cursor to the start of the line and clears it.
const eraseLine = "\r\x1b[K"

// A spin is the spinner on the terminal that Err is. While it turns, whoever writes to a terminal goes through
// Streams.aside.
type spin struct {
	s       *Streams
	spinner *spinner.Spinner
	turning bool
}

// newSpin makes a spinner for the terminal f, which is Err; it turns from the first show on.
func (s *Streams) newSpin(f *os.File) *spin {
	// The plain set of characters: the library counts bytes as columns. The cursor stays: a process that is killed
	// could not bring it back.
	sp := spinner.New(spinner.CharSets[9], 100*time.Millisecond,
		spinner.WithWriterFile(f), spinner.WithHiddenCursor(false))
	var colors []string
	if s.Color {
		colors = []string{"cyan"}
	}
	_ = sp.Color(colors...) // fails for unknown names alone
	return &spin{s: s, spinner: sp}
}

// show puts text beside the spinner.
func (sp *spin) show(text string) {
	sp.spinner.Lock()
	sp.spinner.Suffix = " " + shorten(Sanitize(text), sp.s.ErrWidth-3)
	sp.spinner.Unlock()
	sp.s.mu.Lock()
	defer sp.s.mu.Unlock()
	if !sp.turning {
		sp.turning = true
		sp.s.spin = sp
		sp.spinner.Start()
	}
}

// stop takes the spinner off the terminal. The library's goroutine ends later, and prints nothing any more.
func (sp *spin) stop() {
	sp.s.mu.Lock()
	defer sp.s.mu.Unlock()
	if sp.turning {
		sp.turning = false
		sp.s.spin = nil
		sp.spinner.Stop()
	}
}

// aside clears the spinner's line, then runs write; the spinner comes back with its next frame. The caller holds the
// lock of the streams.
func (sp *spin) aside(write func()) {
	sp.spinner.Lock()
	defer sp.spinner.Unlock()
	_, _ = io.WriteString(sp.s.Err, eraseLine)
	write()
}

// shorten cuts text to at most room bytes, between characters: the library takes a line of more bytes than the
// terminal has columns for two, and would erase the one above. Without a width (room below 1) it is kept.
func shorten(text string, room int) string {
	if room < 1 || len(text) <= room {
		return text
	}
	const dots = "..."
	end := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if end+len(g.Value())+len(dots) > room {
			break
		}
		end += len(g.Value())
	}
	return text[:end] + dots
}
