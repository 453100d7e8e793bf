package grid

import "github.com/novactl/novactl/pkg/output/internal/sanitize"

// A Heading is what a column format knows of a column.
type Heading struct {
	Name  string
	Right bool // aligned to the right
	Fixed bool // never shortened and never left out
	Roomy bool // left out before anything is shortened
	Whole bool // fixed, and set aside where the terminal is too narrow
}

// Names returns the headings' texts.
func Names(heads []Heading) []string {
	list := make([]string, len(heads))
	for i, h := range heads {
		list[i] = h.Name
	}
	return list
}

// Readable returns the cells as people see them: sanitised, and "-" where there is nothing.
func Readable(cells []string) []string {
	list := make([]string, len(cells))
	for i, c := range cells {
		list[i] = Visible(c)
	}
	return list
}

// Nothing is how a person sees an empty cell.
const Nothing = "-"

// Visible returns a cell as people see it.
func Visible(cell string) string {
	if cell == "" {
		return Nothing
	}
	return sanitize.Line(cell)
}
