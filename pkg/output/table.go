package output

import (
	"bytes"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// A tabular prints rows of exact cells in one column format.
type tabular interface {
	Row(cells []string) error
	End() error
}

// A dresser prints rows of cells as people see them.
type dresser interface {
	Dressed(texts []string, looks []grid.Look) error
}

// newTabular returns the tabular of o's format.
func newTabular(s *Streams, out *sink, o Options, heads []grid.Heading) tabular {
	switch o.format() {
	case CSV:
		return grid.NewCSV(out, heads, grid.CSVOptions{Raw: o.CSVRaw, NoHeaders: o.NoHeaders, Terminal: s.OutTTY})
	case Plain:
		return grid.NewPlain(out, heads, s.OutTTY, o.NoHeaders)
	}
	return &tableList{s: s, out: out, heads: heads, o: o}
}

// A tableList keeps the rows, and draws the table when all have come: widths need the last of them.
type tableList struct {
	s     *Streams
	out   *sink
	heads []grid.Heading
	o     Options
	rows  [][]string
	looks [][]grid.Look // of the rows; empty: for a program

	shorts [][]*string // of each row, what its cells say where the terminal is narrow; empty: there is no such thing
}

// short keeps what the cells of the next row say where the terminal is narrow.
func (l *tableList) short(cells []*string) { l.shorts = append(l.shorts, cells) }

// shorten puts the short cells in their places.
func (l *tableList) shorten() {
	for r, cells := range l.shorts {
		for i, text := range cells {
			if text != nil {
				l.rows[r][i] = grid.Visible(*text)
			}
		}
	}
}

func (l *tableList) Row(cells []string) error {
	l.rows = append(l.rows, grid.Readable(cells))
	return nil
}

// Dressed is Row for a person.
func (l *tableList) Dressed(texts []string, looks []grid.Look) error {
	l.rows, l.looks = append(l.rows, texts), append(l.looks, looks)
	return nil
}

func (l *tableList) End() error {
	t := grid.Table{Heads: l.heads, Rows: l.rows, NoHeaders: l.o.NoHeaders, Looks: l.looks}
	if l.s.Dressed() {
		t.Style = l.s.style()
		if l.s.OutTTY && l.s.Width > 0 && l.o.format() == Wide && t.Width() > l.s.Width {
			return t.PrintRecords(l.out, l.s.Width)
		}
	}
	var dropped []string
	var asides []grid.Aside
	if l.fitted() {
		if t.Width() > l.s.Width {
			l.shorten()
		}
		t.DropRoomy(l.s.Width)
		asides = t.SetAside(l.s.Width)
		dropped = t.Fit(l.s.Width, len(l.o.Columns) == 0)
	}
	if err := t.Print(l.out); err != nil {
		return err
	}
	if err := grid.PrintAsides(l.out, asides); err != nil {
		return err
	}
	if len(dropped) == 0 {
		return nil
	}
	err := l.out.flush() // the table first, then what is to be said of it
	l.s.Notice("Not shown, for lack of width: %s (-o wide shows all)", strings.Join(dropped, ", "))
	return err
}

// fitted reports whether the table is made to fit the terminal: wide is as wide as it is, or a list of records for a person.
func (l *tableList) fitted() bool { return l.s.OutTTY && l.s.Width > 0 && l.o.format() == Table }

// ErrTable draws a table for the person on stderr, as wide as that terminal at most, and says what it leaves out. The column ID is never cut.
func (s *Streams) ErrTable(columns []string, rows [][]string) {
	dressed := s.Color && s.ErrTTY && !s.Dumb
	t := grid.Table{Heads: make([]grid.Heading, len(columns)), Rows: make([][]string, len(rows))}
	for i, name := range columns {
		t.Heads[i] = grid.Heading{Name: name, Fixed: name == "ID", Roomy: name == "Address"}
	}
	for i, row := range rows {
		t.Rows[i] = grid.Readable(row)
		if dressed {
			t.Looks = append(t.Looks, s.dressRow(columns, t.Rows[i]))
		}
	}
	if dressed {
		t.Style = s.style()
	}
	var dropped []string
	if s.ErrWidth > 0 {
		t.DropRoomy(s.ErrWidth) // half an address is none
		if len(t.Heads) < len(columns) {
			dropped = []string{"Address"}
		}
		dropped = append(t.DropID(s.ErrWidth), dropped...)
		dropped = append(t.Fit(s.ErrWidth, true), dropped...)
	}
	var picture bytes.Buffer
	_ = t.Print(&picture) // a buffer takes everything
	s.toErr(picture.String())
	if len(dropped) > 0 {
		s.Notice("Not shown, for lack of width: %s", strings.Join(dropped, ", "))
	}
}

// dressRow makes of the cells of a row what a person sees, and returns their looks.
func (s *Streams) dressRow(columns, row []string) []grid.Look {
	looks := make([]grid.Look, len(row))
	for i, name := range columns {
		c := column{name: name}
		cell := c.dress(Looks{InList: true, UTF8: s.UTF8, Now: s.Now()}, row[i])
		row[i], looks[i].Tone = cell.Text, cell.Tone
	}
	return looks
}
