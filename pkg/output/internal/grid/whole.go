package grid

import (
	"io"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// An Aside is a cell that a terminal is too narrow for, and that may be neither shortened nor broken: it gets lines of its own below
// the table.
type Aside struct{ Of, Text string }

// SetAside takes the cells of whole columns out of t where they don't fit in total beside the ids. Each is named by its row's name, or the first of its
// cells.
func (t *Table) SetAside(total int) (asides []Aside) {
	need, columns := 0, 0
	var whole []int
	naming := 0
	for i, w := range t.widths() {
		h := t.Heads[i]
		if h.Fixed {
			need, columns = need+w, columns+1
		}
		if h.Whole {
			whole = append(whole, i)
		}
		if strings.EqualFold(h.Name, "Name") {
			naming = i
		}
	}
	if len(whole) == 0 || need+overhead(columns) <= total {
		return nil
	}
	for _, row := range t.Rows {
		for _, i := range whole {
			if row[i] != Nothing {
				asides = append(asides, Aside{Of: t.Heads[i].Name + " of " + row[naming], Text: row[i]})
			}
		}
	}
	t.without(whole)
	return asides
}

// setAsideValues takes the rows of these names out of a table of properties, where a value has not the room.
func (t *Table) setAsideValues(names []string, room int) (asides []Aside) {
	rows, looks := t.Rows, t.Looks
	t.Rows, t.Looks = nil, nil
	for i, row := range rows {
		if slices.Contains(names, row[0]) && displaywidth.String(row[1]) > room {
			text := row[1]
			if looks != nil { // a link is one here, too
				text = t.Style.paint(looks[i][1], text)
			}
			asides = append(asides, Aside{Of: row[0], Text: text})
			continue
		}
		t.Rows = append(t.Rows, row)
		if looks != nil {
			t.Looks = append(t.Looks, looks[i])
		}
	}
	return asides
}

// PrintAsides prints them, each text on a line by itself.
func PrintAsides(out io.Writer, asides []Aside) error {
	for _, a := range asides {
		if _, err := out.Write([]byte(a.Of + ":\n" + a.Text + "\n")); err != nil {
			return err
		}
	}
	return nil
}
