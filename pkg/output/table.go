package output

import (
	"bytes"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// ownAbove is the number of rows above which tables are drawn by drawTable: tablewriter takes 13 times as long, which
// nobody sees below.
const ownAbove = 1000

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
	if len(t.rows) > ownAbove || !t.simple() {
		return t.draw(out)
	}
	picture, err := t.render()
	if err != nil {
		return err
	}
	_, err = out.Write(picture)
	return err
}

// simple reports whether tablewriter measures the cells as terminals do. It adds up characters; where several make
// one (an emoji of a family, a flag) they take less room.
func (t table) simple() bool {
	for _, row := range append([][]string{names(t.heads)}, t.rows...) {
		for _, c := range row {
			if !sanitize.PrintableASCII(c) && runeWidths(c) != displaywidth.String(c) {
				return false
			}
		}
	}
	return true
}

func runeWidths(s string) (sum int) {
	for _, r := range s {
		sum += displaywidth.Rune(r)
	}
	return sum
}

// render draws t with tablewriter: in memory, because it hides the errors of its writer.
func (t table) render() ([]byte, error) {
	var picture bytes.Buffer
	cell := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone},
		Alignment:  tw.CellAlignment{Global: tw.AlignLeft, PerColumn: t.alignment()},
	}
	w := tablewriter.NewTable(&picture,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Symbols: tw.NewSymbols(tw.StyleASCII)})),
		tablewriter.WithConfig(tablewriter.Config{
			Header: cell, Row: cell,
			Behavior: tw.Behavior{TrimSpace: tw.Off, TrimTab: tw.Off, TrimLine: tw.Off, AutoHide: tw.Off},
		}),
		tablewriter.WithEastAsian(tw.Off), // else it asks the environment, and measures otherwise than we do
	)
	if !t.noHeaders {
		w.Header(names(t.heads))
	}
	if err := w.Bulk(t.rows); err != nil {
		return nil, err
	}
	if err := w.Render(); err != nil {
		return nil, err
	}
	return picture.Bytes(), nil
}

func (t table) alignment() []tw.Align {
	aligns := make([]tw.Align, len(t.heads))
	for i, h := range t.heads {
		aligns[i] = tw.AlignLeft
		if h.right {
			aligns[i] = tw.AlignRight
		}
	}
	return aligns
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
