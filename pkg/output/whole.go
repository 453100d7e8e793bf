package output

import (
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// An aside is a cell that a terminal is too narrow for, and that may be neither shortened nor broken: it gets lines of its own below
// the table.
type aside struct{ of, text string }

// setAside takes the cells of whole columns out of t where they don't fit in total beside the ids. Each is named by its row's name, or the first of its
// cells.
func (t *table) setAside(total int) (asides []aside) {
	need, columns := 0, 0
	var whole []int
	naming := 0
	for i, w := range t.widths() {
		h := t.heads[i]
		if h.fixed {
			need, columns = need+w, columns+1
		}
		if h.whole {
			whole = append(whole, i)
		}
		if strings.EqualFold(h.name, "Name") {
			naming = i
		}
	}
	if len(whole) == 0 || need+overhead(columns) <= total {
		return nil
	}
	for _, row := range t.rows {
		for _, i := range whole {
			if row[i] != nothing {
				asides = append(asides, aside{of: t.heads[i].name + " of " + row[naming], text: row[i]})
			}
		}
	}
	t.without(whole)
	return asides
}

// setAsideValues takes the rows of these names out of a table of properties, where a value has not the room.
func (t *table) setAsideValues(names []string, room int) (asides []aside) {
	t.rows = slices.DeleteFunc(t.rows, func(row []string) bool {
		fits := !slices.Contains(names, row[0]) || displaywidth.String(row[1]) <= room
		if !fits {
			asides = append(asides, aside{of: row[0], text: row[1]})
		}
		return !fits
	})
	return asides
}

// printAsides prints them, each text on a line by itself.
func printAsides(out *sink, asides []aside) error {
	for _, a := range asides {
		if _, err := out.Write([]byte(a.of + ":\n" + a.text + "\n")); err != nil {
			return err
		}
	}
	return nil
}
