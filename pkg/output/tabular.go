package output

// A tabular prints rows of exact cells in one column format.
type tabular interface {
	row(cells []string) error
	end() error
}

// A heading is what a column format knows of a column.
type heading struct {
	name  string
	right bool // aligned to the right
	fixed bool // never shortened and never left out
	whole bool // fixed, and set aside where the terminal is too narrow
}

// newTabular returns the tabular of o's format.
func newTabular(s *Streams, out *sink, o Options, heads []heading) tabular {
	switch o.format() {
	case CSV:
		return newCSV(s, out, heads, o)
	case Plain:
		return newPlain(s, out, heads, o.NoHeaders)
	}
	return &tableList{s: s, out: out, heads: heads, o: o}
}

// names returns the headings' texts.
func names(heads []heading) []string {
	list := make([]string, len(heads))
	for i, h := range heads {
		list[i] = h.name
	}
	return list
}

// readable returns the cells as people see them: sanitised, and "-" where there is nothing.
func readable(cells []string) []string {
	list := make([]string, len(cells))
	for i, c := range cells {
		list[i] = visible(c)
	}
	return list
}

// nothing is how a person sees an empty cell.
const nothing = "-"

func visible(cell string) string {
	if cell == "" {
		return nothing
	}
	return Sanitize(cell)
}
