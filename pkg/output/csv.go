package output

import (
	"bytes"
	"encoding/csv"
)

// A csvList prints RFC 4180 with line feeds: cells are exact, except on a terminal.
type csvList struct {
	s      *Streams
	out    *sink
	head   []string // printed before the first row, or at the end; nil once it has been
	record bytes.Buffer
	w      *csv.Writer
}

func newCSV(s *Streams, out *sink, heads []heading, noHeaders bool) *csvList {
	l := &csvList{s: s, out: out}
	l.w = csv.NewWriter(&l.record)
	if !noHeaders {
		l.head = names(heads)
	}
	return l
}

func (l *csvList) row(cells []string) error {
	if err := l.heading(); err != nil {
		return err
	}
	if l.s.OutTTY {
		for i, c := range cells {
			cells[i] = Sanitize(c)
		}
	}
	return l.write(cells)
}

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
