package screen

import "github.com/novactl/novactl/pkg/output/internal/grid"

// A Row is a resource of a list, or a property of one that is shown.
type Row struct {
	Key   string   // what it is the row of, at each look
	Exact []string // what its cells are compared by
	Texts []string // what is to be seen of them, sanitised
	Short []string // the same where not all of it has room; nil: there is no such thing
	Looks []grid.Look
}

// A Sheet is what one look has seen.
type Sheet struct {
	Heads     []grid.Heading
	Rows      []Row
	NoHeaders bool
	Pairs     bool        // the rows are names and values of one resource
	Style     *grid.Style // nil: plain characters
}

// goneLooks is for how many looks a row that is gone is still to be seen.
const goneLooks = 5

// A Board is what a watch has seen by now, with what the last look found different from the one before. The zero value has seen nothing.
type Board struct {
	sheet *Sheet
	rows  []marked
}

// marked is a row with what differs.
type marked struct {
	Row
	changed []bool // by cell; nil: none is
	added   bool
	gone    int // so many looks ago, counted from 1; 0: it is there
}

// differs reports whether the row has a mark.
func (m *marked) differs() bool { return m.changed != nil || m.added || m.gone > 0 }

// Counts are how many rows there are, and how many of them differ from the look before in what way.
type Counts struct{ Rows, Changed, Added, Gone int }

// Counts returns those of the last look.
func (b *Board) Counts() (c Counts) {
	for i := range b.rows {
		switch m := &b.rows[i]; {
		case m.gone > 0:
			c.Gone++
			continue
		case m.added:
			c.Added++
		case m.changed != nil:
			c.Changed++
		}
		c.Rows++
	}
	return c
}

// Update takes in what a look has seen.
func (b *Board) Update(s *Sheet) {
	first := b.sheet == nil
	before := b.rows
	b.sheet, b.rows = s, make([]marked, 0, len(s.Rows))
	known := make(map[string]*marked, len(before))
	for i := range before {
		known[before[i].Key] = &before[i]
	}
	there := make(map[string]bool, len(s.Rows))
	for _, r := range s.Rows {
		m := marked{Row: r}
		old := known[r.Key]
		switch {
		case old == nil, old.gone > 0:
			m.added = !first
		default:
			m.changed = compare(old.Exact, r.Exact)
		}
		there[r.Key] = true
		b.rows = append(b.rows, m)
	}
	b.keepGone(before, there)
}

// keepGone puts the rows that are gone where they were: after the row that was before them.
func (b *Board) keepGone(before []marked, there map[string]bool) {
	after := map[string][]marked{} // by the row before them
	last := ""
	for _, old := range before {
		if there[old.Key] {
			last = old.Key
			continue
		}
		old.changed, old.added = nil, false
		if old.gone++; old.gone <= goneLooks && len(old.Texts) == len(b.sheet.Heads) {
			after[last] = append(after[last], old)
		}
	}
	if len(after) == 0 {
		return
	}
	rows := after[""]
	for _, m := range b.rows {
		rows = append(append(rows, m), after[m.Key]...)
	}
	b.rows = rows
}

// compare returns which cells differ; nil: none does.
func compare(before, now []string) (changed []bool) {
	for i, text := range now {
		if i >= len(before) || before[i] != text {
			if changed == nil {
				changed = make([]bool, len(now))
			}
			changed[i] = true
		}
	}
	return changed
}
