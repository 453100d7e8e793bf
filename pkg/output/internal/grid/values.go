package grid

import "github.com/clipperhouse/displaywidth"

// WrapValues makes the cells of a table of names and values readable, and breaks the values into lines that fit beside the names in a terminal of so
// many columns (0: in none). The rows of the names in whole
// aren't broken: where they don't fit, they are set aside.
func (t *Table) WrapValues(total int, whole []string) (asides []Aside) {
	var rows [][]string
	width := 0
	for _, row := range t.Rows {
		row = Readable(row)
		rows = append(rows, row)
		width = max(width, displaywidth.String(row[0]))
	}
	t.Rows = rows
	if total == 0 {
		return nil
	}
	room := max(total-overhead(2)-max(width, len(t.Heads[0].Name)), minValue)
	asides = t.setAsideValues(whole, room)
	rows, t.Rows = t.Rows, nil
	looks := t.Looks
	t.Looks = nil
	for n, row := range rows {
		for i, line := range wrap(row[1], room) {
			name := row[0]
			if i > 0 {
				name = ""
			}
			t.Rows = append(t.Rows, []string{name, line})
			if looks != nil {
				t.Looks = append(t.Looks, looks[n])
			}
		}
	}
	return asides
}

// minValue is the room that a value always gets, however wide the names and however narrow the terminal.
const minValue = 16
