package grid

import (
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// minColumn is how narrow a column may become for others' sake: enough to tell one name from another, mostly.
const minColumn = 8

// ellipsis ends a cell that was cut.
const ellipsis = "…"

// Fit makes t at most total columns wide. First, where mayDrop allows it, columns are left out from the right until
// the rest can have minColumn each; their names are returned. Then the widest columns are cut, cell by cell, with an
// ellipsis. Fixed columns are kept whole: a table of ids alone may stay wider than the terminal.
func (t *Table) Fit(total int, mayDrop bool) (dropped []string) {
	if mayDrop && t.Style != nil {
		dropped = t.DropID(total)
	}
	natural := t.widths()
	if mayDrop {
		out := surplus(t.Heads, natural, total)
		for _, i := range out {
			dropped = append(dropped, t.Heads[i].Name)
		}
		t.without(out)
		natural = t.widths()
	}
	t.cut(shrink(t.Heads, natural, total))
	return dropped
}

// Width returns how wide t is.
func (t Table) Width() int {
	sum := overhead(len(t.Heads))
	for _, w := range t.widths() {
		sum += w
	}
	return sum
}

// DropRoomy takes out columns that show only where everything fits, from the right, until t is no wider than total.
func (t *Table) DropRoomy(total int) {
	var out []int
	width := t.Width()
	for i, w := range slices.Backward(t.widths()) {
		if t.Heads[i].Roomy && width > total {
			width -= w + 3
			out = append(out, i)
		}
	}
	slices.Reverse(out)
	t.without(out)
}

// DropID takes the ids out of a table that a person looks at, where there are names, and an id would leave no room for what is beside it. The
// column's name is returned.
func (t *Table) DropID(total int) (dropped []string) {
	named := slices.ContainsFunc(t.Heads, func(h Heading) bool { return h.Name == "Name" })
	at := slices.IndexFunc(t.Heads, func(h Heading) bool { return h.Name == "ID" })
	if !named || at < 0 || t.Width() <= total || t.widths()[at]+2*minColumn+overhead(3) <= total {
		return nil
	}
	t.without([]int{at})
	return []string{"ID"}
}

// surplus returns the columns, in order, that must go for the rest to fit in total at their narrowest. One always
// stays.
func surplus(heads []Heading, natural []int, total int) (out []int) {
	need := overhead(len(heads))
	for i, w := range natural {
		need += narrowest(heads[i], w)
	}
	for i := len(heads) - 1; i >= 0 && need > total && len(heads)-len(out) > 1; i-- {
		if heads[i].Fixed {
			continue
		}
		out = append(out, i)
		need -= narrowest(heads[i], natural[i]) + 3
	}
	slices.Reverse(out)
	return out
}

// shrink takes columns from the widest that may give some, until the table fits or none may.
func shrink(heads []Heading, natural []int, total int) []int {
	list := slices.Clone(natural)
	room := total - overhead(len(list))
	for _, w := range list {
		room -= w
	}
	for ; room < 0; room++ {
		widest := -1
		for i, w := range list {
			if w > narrowest(heads[i], natural[i]) && (widest < 0 || w > list[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		list[widest]--
	}
	return list
}

// narrowest returns how narrow the column may become.
func narrowest(h Heading, natural int) int {
	if h.Fixed {
		return natural
	}
	return min(natural, minColumn)
}

// overhead returns what borders and blanks take in a table of so many columns.
func overhead(columns int) int { return 3*columns + 1 }

// cut shortens the cells and headings that are wider than list.
func (t *Table) cut(list []int) {
	t.Heads = slices.Clone(t.Heads)
	for i, w := range list {
		t.Heads[i].Name = displaywidth.TruncateString(t.Heads[i].Name, w, ellipsis)
	}
	for _, row := range t.Rows {
		for i, w := range list {
			row[i] = displaywidth.TruncateString(row[i], w, ellipsis)
		}
	}
}

// wrap breaks s into lines of at most width columns, after blanks where there are some, and loses nothing. A single
// character that is wider has a line of its own.
func wrap(s string, width int) []string {
	var lines []string
	for displaywidth.String(s) > width {
		line := displaywidth.TruncateString(s, width, "")
		if line == "" {
			line = firstCharacter(s)
		}
		if blank := strings.LastIndexByte(line, ' '); blank > 0 {
			line = line[:blank+1]
		}
		lines = append(lines, line)
		s = s[len(line):]
	}
	if s == "" && lines != nil {
		return lines
	}
	return append(lines, s)
}

// firstCharacter returns the first grapheme cluster of s.
func firstCharacter(s string) string {
	g := displaywidth.StringGraphemes(s)
	g.Next()
	return g.Value()
}
