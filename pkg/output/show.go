package output

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/grid"
	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// Show prints one resource: doc is its JSON without the root. Xml is the wire's own document where there is one; -o
// xml prints it unchanged. In table, wide and plain a row is a property: the View's columns, then the document's
// other members as compact JSON; csv is a heading and one row of the same; --columns picks among both. Errors are
// as List's.
func Show(s *Streams, o Options, v Viewer, doc jsontext.Value, xml []byte) error {
	return v.Any().Show(s, o, doc, xml)
}

// Show is the function Show for a view without its type.
func (v *AnyView) Show(s *Streams, o Options, doc jsontext.Value, xml []byte) error {
	if err := v.Check(o); err != nil {
		return err
	}
	out := s.open()
	err := v.show(s, out, o, doc, xml)
	if closing := out.close(); err == nil {
		err = closing
	}
	return err
}

func (v *AnyView) show(s *Streams, out *sink, o Options, doc jsontext.Value, xml []byte) error {
	switch {
	case o.program() != "":
		return showProgram(s, out, o, doc)
	case o.format() == JSON:
		return showJSON(out, doc)
	case o.format() == JSONL:
		return (&jsonLines{out: out}).document(doc)
	case o.format() == YAML:
		return showYAML(out, doc)
	case o.format() == XML && xml != nil:
		return printXML(s, out, xml)
	case o.format() == XML:
		return v.showXML(s, out, doc)
	case o.format() == ID:
		return (&ids{s: s, out: out, v: v}).item(&entry{raw: doc})
	}
	e := &entry{raw: doc}
	if err := v.read(e); err != nil {
		return err
	}
	v.noteUnread(s, e)
	return v.showValue(s, out, o, e)
}

// showXML prints the XML of a document that came as JSON.
func (v *AnyView) showXML(s *Streams, out *sink, doc jsontext.Value) error {
	xml, err := v.xml(rooted(v.one, doc))
	if err != nil {
		return fmt.Errorf("cannot print the %s as XML: %w", v.one, err)
	}
	return printXML(s, out, xml)
}

// showValue prints e in a column format.
func (v *AnyView) showValue(s *Streams, out *sink, o Options, e *entry) error {
	cols, err := v.shown(o)
	if err != nil {
		return err
	}
	if o.format() == CSV {
		return printRows(newTabular(s, out, o, headings(cols)), [][]string{cells(cols, e)})
	}
	as, dressed := s.looks(o, false)
	if dressed && o.format() != Plain {
		return v.showDressed(s, out, o, as, cols, e)
	}
	rows, err := v.properties(o, cols, e)
	if err != nil {
		return err
	}
	heads := []grid.Heading{{Name: "Property"}, {Name: "Value"}}
	if o.format() == Plain {
		return printRows(newTabular(s, out, o, heads), rows)
	}
	t := grid.Table{Heads: heads, Rows: rows, NoHeaders: o.NoHeaders}
	width := 0
	if s.OutTTY {
		width = s.Width
	}
	asides := t.WrapValues(width, wholeNames(cols))
	return printProperties(s, out, &t, asides)
}

// printProperties prints the rows of show, and what is too wide for them below. It says on a terminal that there were none.
func printProperties(s *Streams, out *sink, t *grid.Table, asides []grid.Aside) error {
	if err := t.Print(out); err != nil {
		return err
	}
	if len(t.Rows) == 0 && s.OutTTY && s.ErrTTY {
		s.Notice("There is nothing to show.")
	}
	return grid.PrintAsides(out, asides)
}

func wholeNames(cols []*column) (names []string) {
	for _, c := range cols {
		if c.whole {
			names = append(names, c.name)
		}
	}
	return names
}

// printRows prints a list that is already there.
func printRows(to tabular, rows [][]string) error {
	for _, cells := range rows {
		if err := to.Row(cells); err != nil {
			return err
		}
	}
	return to.End()
}

// properties returns the rows of show: name and value. Where columns are named there are no others.
func (v *AnyView) properties(o Options, cols []*column, e *entry) ([][]string, error) {
	var rows [][]string
	for _, c := range cols {
		cell := e.cell(c.cell)
		if c.rare && cell == "" && len(o.Columns) == 0 {
			continue
		}
		rows = append(rows, []string{c.name, cell})
	}
	if len(o.Columns) == 0 && v.extra != nil {
		return appendExtra(rows, v.extra(e.val))
	}
	return rows, nil
}

// appendExtra appends a row for each member of doc.
func appendExtra(rows [][]string, doc []byte) ([][]string, error) {
	list, err := jsondoc.Members(doc)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		cell, err := m.Cell()
		if err != nil {
			return nil, err
		}
		rows = append(rows, []string{m.Name, cell})
	}
	return rows, nil
}
