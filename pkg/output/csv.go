package output

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"sync"
)

// A csvList prints RFC 4180 with line feeds. Cells are exact, except on a terminal, and except those that a spreadsheet would
// run: these get an apostrophe in front, which spreadsheets take for "this is text".
type csvList struct {
	s      *Streams
	out    *sink
	raw    bool // no apostrophes
	heads  []heading
	head   []string // printed before the first row, or at the end; nil once it has been
	record bytes.Buffer
	w      *csv.Writer
}

func newCSV(s *Streams, out *sink, heads []heading, o Options) *csvList {
	l := &csvList{s: s, out: out, heads: heads, raw: o.CSVRaw}
	l.w = csv.NewWriter(&l.record)
	if !o.NoHeaders {
		l.head = names(heads)
	}
	return l
}

func (l *csvList) row(cells []string) error {
	if err := l.heading(); err != nil {
		return err
	}
	for i, c := range cells {
		if !l.raw && !l.heads[i].right && formula(c) {
			c = "'" + c
		}
		if l.s.OutTTY {
			c = Sanitize(c)
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
var signedNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-][0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`) })

func (l *csvList) end() error { return l.heading() }

// heading prints the heading once. It waits for the first row so that a list that fails at once prints nothing.
func (l *csvList) heading() error {
	if l.head == nil {
		return nil
	}
	head := l.head
	l.head = nil
	return l.write(head)
}

func (l *csvList) write(cells []string) error {
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
