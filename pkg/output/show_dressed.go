package output

import "github.com/novactl/novactl/pkg/output/internal/grid"

// showDressed prints e as a person sees it.
func (v *AnyView) showDressed(s *Streams, out *sink, o Options, as Looks, cols []*column, e *entry) error {
	t := grid.Table{Heads: []grid.Heading{{Name: "Property"}, {Name: "Value"}}, NoHeaders: o.NoHeaders, Style: s.style()}
	add := func(name string, c Cell) {
		t.Rows = append(t.Rows, []string{name, c.Text})
		t.Looks = append(t.Looks, []grid.Look{{}, {Tone: c.Tone, Link: c.Link}})
	}
	for _, c := range cols {
		text := e.cell(c.cell)
		if c.rare && text == "" && len(o.Columns) == 0 {
			continue
		}
		add(c.name, c.dress(as, text))
	}
	if len(o.Columns) == 0 && v.extra != nil {
		rows, err := appendExtra(nil, v.extra(e.val))
		if err != nil {
			return err
		}
		for _, row := range rows {
			add(row[0], Cell{Text: row[1]})
		}
	}
	width := 0
	if s.OutTTY {
		width = s.Width
	}
	asides := t.WrapValues(width, wholeNames(cols))
	return printProperties(s, out, &t, asides)
}
