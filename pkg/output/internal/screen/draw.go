package screen

import (
	"bytes"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// The marks of cells, beside their looks: nobody has to see colours.
const (
	changedMark = "*"
	addedMark   = "+ "
	goneMark    = "- "
)

// Lines draws the board for a terminal of so many columns (0: any), at most so many lines; without the rows in which nothing differs where
// differing is true. More is how many lines are left out.
func (b *Board) Lines(columns, lines int, differing bool) (drawn []string, more int) {
	if b.sheet == nil {
		return nil, 0
	}
	if differing && !b.differs() {
		return []string{"Nothing differs from the look before."}, 0
	}
	t, without := b.table(columns, 0, differing)
	if slices.Contains(without, b.sheet.Heads[0].Name) {
		t, _ = b.table(columns, 1, differing)
	}
	var picture bytes.Buffer
	_ = t.Print(&picture) // a buffer takes everything
	drawn = strings.Split(strings.TrimSuffix(picture.String(), "\n"), "\n")
	if len(drawn) > lines {
		more = len(drawn) - max(lines, 0)
		drawn = drawn[:max(lines, 0)]
	}
	return drawn, more
}

// table returns the table for so many columns, and the columns that it lacks then. The marks of rows are in their at-th cell.
func (b *Board) table(columns, at int, differing bool) (t grid.Table, without []string) {
	t = b.whole(at, differing, false)
	if columns > 0 && !b.sheet.Pairs && t.Width() > columns {
		t = b.whole(at, differing, true)
	}
	switch {
	case b.sheet.Pairs:
		t.WrapValues(columns, nil)
	case columns > 0:
		t.DropRoomy(columns)
		without = t.Fit(columns, true)
	}
	return t, without
}

// whole returns the table as wide as it is, its cells short where that is wanted.
func (b *Board) whole(at int, differing, short bool) grid.Table {
	t := grid.Table{Heads: slices.Clone(b.sheet.Heads), NoHeaders: b.sheet.NoHeaders, Style: b.sheet.Style}
	for i := range b.rows {
		if m := &b.rows[i]; !differing || m.differs() {
			texts, looks := m.shown(at, short)
			t.Rows, t.Looks = append(t.Rows, texts), append(t.Looks, looks)
		}
	}
	return t
}

// differs reports whether any row has a mark.
func (b *Board) differs() bool {
	return slices.ContainsFunc(b.rows, func(m marked) bool { return m.differs() })
}

// shown returns the cells with their marks, that of the row in the at-th.
func (m *marked) shown(at int, short bool) (texts []string, looks []grid.Look) {
	texts, looks = slices.Clone(m.Texts), slices.Clone(m.Looks)
	if short && m.Short != nil {
		texts = slices.Clone(m.Short)
	}
	if looks == nil {
		looks = make([]grid.Look, len(texts))
	}
	for i := range texts {
		looks[i].Gone = m.gone > 0
		looks[i].Changed = m.added
		if m.changed != nil && m.changed[i] {
			texts[i], looks[i].Changed = changedMark+texts[i], true
		}
	}
	switch {
	case m.gone > 0:
		texts[at] = goneMark + texts[at]
	case m.added:
		texts[at] = addedMark + texts[at]
	}
	return texts, looks
}
