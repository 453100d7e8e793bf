package output

import (
	"os"

	"golang.org/x/term"

	"github.com/novactl/novactl/pkg/output/internal/progress"
)

// A Step says how far something is that is waited for.
type Step = progress.Step

// Progress shows the person at stderr how a wait goes: on a terminal beside a spinner, elsewhere in lines, and as JSON where stderr is JSON.
type Progress = progress.Tracker

// An Activity is a request on its way, which a terminal shows once it takes long. A nil one shows nothing.
type Activity = progress.Activity

// Progress starts to report a wait for so many resources (0: not known); Stop must follow.
func (s *Streams) Progress(resources int) *Progress {
	switch {
	case s.Quiet:
		return progress.Silent()
	case !s.Spins():
		return progress.Lines(s.sayStep)
	}
	return s.display.Track(s.terminal(), resources, func(text string) { s.toErr(Sanitize(text) + "\n") })
}

// Begin says that something is under way: "list servers". On a terminal it stands beside a spinner once it takes long; elsewhere nothing is
// said. Done must follow.
func (s *Streams) Begin(what string) *Activity {
	if !s.ShowsRequests() {
		return nil
	}
	return s.display.Begin(s.terminal(), what)
}

// Spins reports whether stderr is a terminal on which a spinner says what is waited for.
func (s *Streams) Spins() bool {
	_, file := s.Err.(*os.File)
	return file && s.ErrTTY && !s.Dumb && !s.JSONErrors && !s.Quiet
}

// ShowsRequests reports whether Begin shows anything. With NO_COLOR it doesn't: what a terminal gets then is what it always got.
func (s *Streams) ShowsRequests() bool { return s.Spins() && s.Color }

// Bug returns the panic that ended the spinner; nil: there was none.
func (s *Streams) Bug() error { return s.display.Bug() }

// Close takes the spinner off the terminal: before the process ends, or another program has the terminal.
func (s *Streams) Close() { s.display.Close() }

// terminal is that of stderr.
func (s *Streams) terminal() progress.Terminal {
	file, _ := s.Err.(*os.File)
	return progress.Terminal{File: file, To: file, Color: s.Color, Width: func() int {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil {
			return width
		}
		return s.ErrWidth
	}}
}

// sayStep prints a line about a step.
func (s *Streams) sayStep(st Step) {
	if s.JSONErrors {
		s.jsonLine("progress", progressJSON{Resource: st.Resource, Status: st.Status, Percent: st.Percent})
		return
	}
	s.toErr(Sanitize(st.String()) + "\n")
}

// progressJSON is the object in {"progress":{…}}.
type progressJSON struct {
	Resource string `json:"target"`
	Status   string `json:"status"`
	Percent  *int   `json:"percent,omitzero"`
}
