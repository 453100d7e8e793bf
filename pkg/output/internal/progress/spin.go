package progress

import (
	"bytes"
	"io"
	"os"
	"time"

	"github.com/briandowns/spinner"

	"github.com/novactl/novactl/pkg/bug"
)

// frameTime is how long a frame of the spinner stands.
const frameTime = 100 * time.Millisecond

// A Terminal is where the spinner turns.
type Terminal struct {
	File  *os.File
	To    io.Writer  // what frames are written to: File, but in tests
	Width func() int // its columns now; 0: not known
	Color bool
}

// A spin is the spinner while it turns. Each is used once: the library's may not turn again when it is started soon after its end.
type spin struct {
	spinner *spinner.Spinner
}

// startSpin lets a spinner turn on the line. Text returns what stands beside it; "" for no frame. It goes off where there is
// one of bugs.
func startSpin(l *line, t Terminal, text func() string, bugs *bug.Keeper) *spin {
	// The plain set of characters: not every terminal has others. The cursor stays: a process that is killed could not bring it back.
	sp := spinner.New(spinner.CharSets[9], frameTime, spinner.WithWriterFile(t.File), spinner.WithHiddenCursor(false))
	var colors []string
	if t.Color {
		colors = []string{"cyan"}
	}
	_ = sp.Color(colors...) // fails for unknown names alone
	frames := &frames{line: l, to: t.To, bugs: bugs}
	sp.Writer = frames
	sp.PreUpdate = func(sp *spinner.Spinner) {
		defer bugs.Catch()
		beside := text()
		frames.skip = beside == ""
		sp.Suffix = " " + shorten(beside, t.Width()-len("| ")-1) // a line that is full goes on in the next one
	}
	sp.Start()
	return &spin{sp}
}

// stop ends the spinner. The library's goroutine ends later, and prints nothing any more.
func (sp *spin) stop() { sp.spinner.Stop() }

// frames is what the library writes to. It passes whole frames on to the line. What the library writes to erase one is dropped: it reckons how
// many lines that takes from the bytes of the frame and the width of the terminal that stdin is, and would erase lines of others.
type frames struct {
	line *line
	to   io.Writer
	bugs *bug.Keeper
	skip bool
}

func (f *frames) Write(p []byte) (int, error) {
	defer f.bugs.Catch()
	switch {
	case bytes.HasPrefix(p, []byte(eraseLine)):
	case f.skip, f.bugs.Err() != nil:
		f.line.clear()
	default:
		f.line.draw(f.to, string(bytes.TrimPrefix(p, []byte("\r"))))
	}
	return len(p), nil
}
