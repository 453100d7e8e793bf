package output

import (
	"slices"
	"strings"
)

// A tableList keeps the rows, and draws the table when all have come: widths need the last of them.
type tableList struct {
	s     *Streams
	out   *sink
	heads []heading
	o     Options
	rows  [][]string

	shorts [][]*string // of each row, what its cells say where the terminal is narrow; empty: there is no such thing
}

// short keeps what the cells of the next row say where the terminal is narrow.
func (l *tableList) short(cells []*string) { l.shorts = append(l.shorts, cells) }

// shorten puts the short cells in their places.
func (l *tableList) shorten() {
	for r, cells := range l.shorts {
		for i, text := range cells {
			if text != nil {
				l.rows[r][i] = visible(*text)
			}
		}
	}
}

func (l *tableList) row(cells []string) error {
	l.rows = append(l.rows, readable(cells))
	return nil
}

func (l *tableList) end() error {
	t := table{heads: l.heads, rows: l.rows, noHeaders: l.o.NoHeaders}
	var dropped []string
	var asides []aside
	if l.fitted() {
		if t.width() > l.s.Width {
			l.shorten()
		}
		asides = t.setAside(l.s.Width)
		dropped = t.fit(l.s.Width, len(l.o.Columns) == 0)
	}
	if err := t.print(l.out); err != nil {
		return err
	}
	if err := printAsides(l.out, asides); err != nil {
		return err
	}
	if len(dropped) == 0 {
		return nil
	}
	err := l.out.flush() // the table first, then what is to be said of it
	l.s.Notice("Not shown, for lack of width: %s (-o wide shows all)", strings.Join(dropped, ", "))
	return err
}

// fitted reports whether the table is made to fit the terminal: wide is as wide as it is.
func (l *tableList) fitted() bool { return l.s.OutTTY && l.s.Width > 0 && l.o.format() == Table }

// A table is ready to draw: its cells are sanitised.
type table struct {
	heads     []heading
	rows      [][]string
	noHeaders bool
}

// print draws t on out. A table with neither heading nor rows is nothing.
func (t table) print(out *sink) error {
	if t.noHeaders && len(t.rows) == 0 || len(t.heads) == 0 {
		return nil
	}
	return t.draw(out)
}

// without takes columns out of the table.
func (t *table) without(columns []int) {
	for _, i := range slices.Backward(columns) {
		t.heads = slices.Delete(slices.Clone(t.heads), i, i+1)
		for r := range t.rows {
			t.rows[r] = slices.Delete(t.rows[r], i, i+1)
		}
	}
}
