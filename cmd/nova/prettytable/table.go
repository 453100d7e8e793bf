// Package prettytable draws tables as Python's PrettyTable does, to the byte: scripts cut them by column.
package prettytable

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Table is a table whose cells are to the left. A cell of several lines makes its row as high.
type Table struct {
	Fields []string
	Rows   [][]any
}

// Sort sorts the rows by a column, and those that are equal there by their cells from the first on.
func (t *Table) Sort(column int) {
	sort.SliceStable(t.Rows, func(i, j int) bool {
		a, b := t.Rows[i], t.Rows[j]
		if c := compare(a[column], b[column]); c != 0 {
			return c < 0
		}
		return slices.CompareFunc(a, b, compare) < 0
	})
}

// compare orders numbers by value, and everything else by its text.
func compare(a, b any) int {
	x, isX := numeric(a)
	y, isY := numeric(b)
	if isX && isY {
		return cmp.Compare(x, y)
	}
	return strings.Compare(pytext.Str(a), pytext.Str(b))
}

func numeric(v any) (float64, bool) {
	switch v := v.(type) {
	case pytext.Number:
		f, err := strconv.ParseFloat(string(v), 64)
		return f, err == nil
	case int:
		return float64(v), true
	}
	return 0, false
}

// String draws the table, with a newline at its end.
func (t *Table) String() string {
	widths := make([]int, len(t.Fields))
	for i, f := range t.Fields {
		widths[i] = width(f)
	}
	rows := make([][][]string, len(t.Rows))
	for r, row := range t.Rows {
		rows[r] = make([][]string, len(row))
		for i, cell := range row {
			rows[r][i] = strings.Split(pytext.Str(cell), "\n")
			for _, line := range rows[r][i] {
				widths[i] = max(widths[i], width(line))
			}
		}
	}
	var b strings.Builder
	rule := "+"
	for _, w := range widths {
		rule += strings.Repeat("-", w+2) + "+"
	}
	rule += "\n"
	b.WriteString(rule)
	writeLine(&b, widths, t.Fields)
	b.WriteString(rule)
	for _, row := range rows {
		writeRow(&b, widths, row)
	}
	b.WriteString(rule)
	return b.String()
}

// writeRow draws a row, as high as its highest cell.
func writeRow(b *strings.Builder, widths []int, row [][]string) {
	height := 1
	for _, lines := range row {
		height = max(height, len(lines))
	}
	for n := range height {
		cells := make([]string, len(row))
		for i, lines := range row {
			if n < len(lines) {
				cells[i] = lines[n]
			}
		}
		writeLine(b, widths, cells)
	}
}

func writeLine(b *strings.Builder, widths []int, cells []string) {
	b.WriteByte('|')
	for i, cell := range cells {
		b.WriteString(" " + cell + strings.Repeat(" ", widths[i]-width(cell)) + " |")
	}
	b.WriteByte('\n')
}

func width(s string) int { return displaywidth.String(s) }
