package output

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	"github.com/novactl/novactl/pkg/output/internal/progress"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// Streams are the standard streams of a command, with what is known of them. Make them with System or Buffers, and
// change fields only before the first use.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer

	InTTY, OutTTY, ErrTTY bool // which are terminals

	// OutNowhere says that Out may never have been open: what is printed there is lost, and no error says so.
	OutNowhere bool

	outPipe bool // Out is a pipe: its reader may have the terminal from the first byte on

	Width    int // columns of the terminal that Out is; 0: not known, and tables are not fitted
	ErrWidth int // columns of the terminal that Err is; 0: not known

	Color      bool // colours are wanted, and what else is for the eyes of people
	Forced     bool // they are wanted where there is no terminal, too
	OutDumb    bool // the terminal that Out is has no colours
	Palette    bool // the terminal has 256 colours
	UTF8       bool // the terminal has the characters of Unicode
	Links      bool // the terminal makes links of what it is told to be one
	Dumb       bool // the terminal that Err is can't move its cursor: there is no spinner, but lines
	JSONErrors bool // Err carries only JSON, one object a line (-o json)
	XMLErrors  bool // errors on Err are the guide's fault documents, one a line (-o xml)
	Quiet      bool // no notices and no progress; errors and questions stay

	Now func() time.Time // the time that ages are counted to

	// NameOf returns the name of an "image" or a "flavor" by its id, for a person to see; "": it isn't known. Nil: none is.
	NameOf func(kind, id string) string

	toldUnreadable atomic.Bool // Unreadable has told it

	pager *paging // what shows what is printed; nil: the terminal does

	display progress.Display // the spinner, and the lock of all that is written
}

// ErrorsFor sets the form of errors: that of a result in format.
func (s *Streams) ErrorsFor(format string) {
	s.JSONErrors, s.XMLErrors = format == JSON || format == JSONL, format == XML
}

// System returns the streams of the process. It asks the kernel for terminals and widths and reads no environment:
// noColor is the caller's to find out.
func System(noColor bool) *Streams {
	s := &Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Color: !noColor, Now: time.Now}
	s.InTTY, _ = terminal(os.Stdin)
	s.OutTTY, s.Width = terminal(os.Stdout)
	s.OutNowhere = nowhere(os.Stdout)
	s.outPipe = isPipe(os.Stdout)
	s.ErrTTY, s.ErrWidth = terminal(os.Stderr)
	return s
}

// Buffers returns streams for a test: in is what stdin holds, and no stream is a terminal.
func Buffers(in string) (s *Streams, out, err *bytes.Buffer) {
	out, err = new(bytes.Buffer), new(bytes.Buffer)
	return &Streams{In: strings.NewReader(in), Out: out, Err: err, Now: time.Now}, out, err
}

// Print writes text to stdout as it is; to a terminal, with its control characters shown except newlines and tabs. It
// is for results that are no resource: a token, a script of completions. The error is a *WriteError.
func (s *Streams) Print(text string) error {
	out := s.open()
	_, _ = io.WriteString(out, s.shown(text)) // close reports the error
	return out.close()
}

// shown returns text as stdout may have it: exact for a program, safe for a terminal.
func (s *Streams) shown(text string) string {
	if s.OutTTY {
		return sanitize.Text(text)
	}
	return text
}

// terminal reports whether f is a terminal, and how many columns it has (0: not known).
func terminal(f *os.File) (isTerminal bool, columns int) {
	if !term.IsTerminal(int(f.Fd())) {
		return false, 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return true, 0
	}
	return true, columns
}

// isPipe reports whether f is a pipe.
func isPipe(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}

// toErr writes text, whole lines, to stderr, above the spinner where one turns. A failure is not reported: stderr is
// where it would be.
func (s *Streams) toErr(text string) { _, _ = s.display.Print(s.Err, []byte(text), s.ErrTTY) }
