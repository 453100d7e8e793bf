package grid

import (
	"bytes"
	"io"
	"slices"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// OwnAbove is the number of rows above which tables are drawn by draw: tablewriter takes 13 times as long, which
// nobody sees below.
const OwnAbove = 1000

// A Table is ready to draw: its cells are sanitised.
type Table struct {
	Heads     []Heading
	Rows      [][]string
	NoHeaders bool

	Style *Style   // for people; nil: plain characters
	Looks [][]Look // of the cells of Rows; nil: they have none
}

// Print draws t on out. A table with neither heading nor rows is nothing.
func (t Table) Print(out io.Writer) error {
	if t.NoHeaders && len(t.Rows) == 0 || len(t.Heads) == 0 {
		return nil
	}
	if t.Style != nil {
		return t.drawStyled(out)
	}
	if len(t.Rows) > OwnAbove || !t.simple() {
		return t.draw(out)
	}
	picture, err := t.render()
	if err != nil {
		return err
	}
	_, err = out.Write(picture)
	return err
}

// simple reports whether tablewriter measures the cells as terminals do. Where several characters make one (an emoji of a family, a
// flag) it may not, and a border would be out of line.
func (t Table) simple() bool {
	for _, row := range append([][]string{Names(t.Heads)}, t.Rows...) {
		for _, c := range row {
			if !sanitize.PrintableASCII(c) && twwidth.Width(c) != displaywidth.String(c) {
				return false
			}
		}
	}
	return true
}

// render draws t with tablewriter: in memory, because it hides the errors of its writer.
func (t Table) render() ([]byte, error) {
	var picture bytes.Buffer
	cell := tw.CellConfig{
		Formatting: tw.CellFormatting{AutoFormat: tw.Off, AutoWrap: tw.WrapNone},
		Alignment:  tw.CellAlignment{Global: tw.AlignLeft, PerColumn: t.alignment()},
	}
	w := tablewriter.NewTable(&picture,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Symbols: tw.NewSymbols(tw.StyleASCII)})),
		tablewriter.WithConfig(tablewriter.Config{
			Header: cell, Row: cell,
			Behavior: tw.Behavior{TrimSpace: tw.Off, AutoHide: tw.Off},
		}),
		tablewriter.WithEastAsian(false), // else it asks the environment, and measures otherwise than we do
	)
	if !t.NoHeaders {
		w.Header(Names(t.Heads))
	}
	if err := w.Bulk(t.Rows); err != nil {
		return nil, err
	}
	if err := w.Render(); err != nil {
		return nil, err
	}
	return picture.Bytes(), nil
}

func (t Table) alignment() []tw.Align {
	aligns := make([]tw.Align, len(t.Heads))
	for i, h := range t.Heads {
		aligns[i] = tw.AlignLeft
		if h.Right {
			aligns[i] = tw.AlignRight
		}
	}
	return aligns
}

// without takes columns out of the table.
func (t *Table) without(columns []int) {
	for _, i := range slices.Backward(columns) {
		t.Heads = slices.Delete(slices.Clone(t.Heads), i, i+1)
		for r := range t.Rows {
			t.Rows[r] = slices.Delete(t.Rows[r], i, i+1)
		}
		for r := range t.Looks {
			t.Looks[r] = slices.Delete(t.Looks[r], i, i+1)
		}
	}
}
