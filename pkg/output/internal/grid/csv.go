package grid

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
	"github.com/novactl/novactl/pkg/pattern"
)

// A CSV prints RFC 4180 with line feeds. Cells are exact, except on a terminal, and except those that a spreadsheet would
// run: these get an apostrophe in front, which spreadsheets take for "this is text".
type CSV struct {
	out    io.Writer
	o      CSVOptions
	heads  []Heading
	head   []string // printed before the first row, or at the end; nil once it has been
	record bytes.Buffer
	w      *csv.Writer
}

// CSVOptions say how a CSV is printed.
type CSVOptions struct {
	Raw       bool // no apostrophes
	NoHeaders bool
	Terminal  bool // what a terminal would obey is printed as escapes
}

// NewCSV returns a CSV that prints on out.
func NewCSV(out io.Writer, heads []Heading, o CSVOptions) *CSV {
	l := &CSV{out: out, heads: heads, o: o}
	l.w = csv.NewWriter(&l.record)
	if !o.NoHeaders {
		l.head = Names(heads)
	}
	return l
}

// Row prints a row.
func (l *CSV) Row(cells []string) error {
	if err := l.heading(); err != nil {
		return err
	}
	for i, c := range cells {
		if !l.o.Raw && !l.heads[i].Right && formula(c) {
			c = "'" + c
		}
		if l.o.Terminal {
			c = sanitize.Line(c)
		}
		cells[i] = c
	}
	return l.write(cells)
}

// formula reports whether a spreadsheet that opens a file may run the cell: a cloud's users choose names that others open. What is
// nothing but a number stays one.
func formula(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return false
	}
	return !signedNumber().MatchString(cell)
}

// signedNumber fits numbers as programs print them.
var signedNumber = pattern.Lazy(`^[+-][0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// End prints the heading where no row came.
func (l *CSV) End() error { return l.heading() }

// heading prints the heading once. It waits for the first row so that a list that fails at once prints nothing.
func (l *CSV) heading() error {
	if l.head == nil {
		return nil
	}
	head := l.head
	l.head = nil
	return l.write(head)
}

func (l *CSV) write(cells []string) error {
	l.record.Reset()
	if len(cells) == 1 && cells[0] == "" {
		l.record.WriteString(`""` + "\n") // encoding/csv writes a blank line, which readers skip
	} else {
		_ = l.w.Write(cells) // to memory
		l.w.Flush()
	}
	_, err := l.out.Write(l.record.Bytes())
	return err
}
