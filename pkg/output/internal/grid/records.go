package grid

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// PrintRecords prints each row of t as a block of names and values, for a terminal of so many columns that the table does not fit into.
func (t Table) PrintRecords(out io.Writer, total int) error {
	st, names := t.Style, Names(t.Heads)
	width := Widths(1, column(names))[0]
	room := max(total-width-4, minValue)
	line := "─"
	if !st.UTF8 {
		line = "-"
	}
	for r, row := range t.Rows {
		var b strings.Builder
		b.WriteString(st.Paint(Faint, strings.Repeat(line, min(total, width+4+room))) + "\n")
		for i, cell := range row {
			pad := strings.Repeat(" ", width-displaywidth.String(names[i]))
			name := st.Paint(Strong, names[i]) + pad
			parts := wrap(cell, room)
			if t.Heads[i].Whole && len(parts) > 1 { // it may not be broken: the terminal may, where it is narrower than that
				parts = []string{cell}
				name += "\n"
			}
			for _, part := range parts {
				if looks := t.looks(r); looks != nil {
					part = st.paint(looks[i], part)
				}
				b.WriteString("  " + name)
				if strings.HasSuffix(name, "\n") {
					b.WriteString(part + "\n")
					continue
				}
				b.WriteString("  " + part + "\n")
				name = strings.Repeat(" ", width)
			}
		}
		if _, err := io.WriteString(out, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// column returns texts as the rows of a table of one column.
func column(texts []string) [][]string {
	rows := make([][]string, len(texts))
	for i, text := range texts {
		rows[i] = []string{text}
	}
	return rows
}
