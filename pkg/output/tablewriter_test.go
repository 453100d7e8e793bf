package output

import (
	"bytes"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

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
