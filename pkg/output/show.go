package output

import (
	"fmt"

	"github.com/clipperhouse/displaywidth"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/jsondoc"
)

// Show prints one resource: doc is its JSON without the root. Xml is the wire's own document where there is one; -o
// xml prints it unchanged. In table, wide and plain a row is a property: the View's columns, then the document's
// other members as compact JSON; csv is a heading and one row of the same; --columns picks among both. Errors are
// as List's.
func Show[T any](s *Streams, o Options, v View[T], doc jsontext.Value, xml []byte) error {
	if err := CheckView(o, v); err != nil {
		return err
	}
	out := s.open()
	err := show(s, out, o, v, doc, xml)
	if closing := out.close(); err == nil {
		err = closing
	}
	return err
}

func show[T any](s *Streams, out *sink, o Options, v View[T], doc jsontext.Value, xml []byte) error {
	switch {
	case o.program() != "":
		return showProgram(s, out, o, doc)
	case o.format() == JSON:
		return showJSON(out, doc)
	case o.format() == YAML:
		return showYAML(out, doc)
	case o.format() == XML && xml != nil:
		return printXML(s, out, xml)
	case o.format() == XML:
		return showXML(s, out, v, doc)
	case o.format() == ID:
		return (&ids[T]{s: s, out: out, v: v}).item(&entry[T]{raw: doc})
	}
	e := &entry[T]{raw: doc}
	if err := v.decode(e); err != nil {
		return err
	}
	v.noteUnread(s, e)
	return showValue(s, out, o, v, e)
}

// showXML prints the XML of a document that came as JSON.
func showXML[T any](s *Streams, out *sink, v View[T], doc jsontext.Value) error {
	xml, err := v.XML(rooted(v.One, doc))
	if err != nil {
		return fmt.Errorf("cannot print the %s as XML: %w", v.One, err)
	}
	return printXML(s, out, xml)
}

// showValue prints e in a column format.
func showValue[T any](s *Streams, out *sink, o Options, v View[T], e *entry[T]) error {
	known := v.traits()
	list, err := known.shown(o)
	if err != nil {
		return err
	}
	cols := v.at(list)
	if o.format() == CSV {
		return printRows(newCSV(s, out, known.headings(list), o), [][]string{cells(cols, e)})
	}
	rows, err := properties(o, v, cols, e)
	if err != nil {
		return err
	}
	heads := []heading{{name: "Property"}, {name: "Value"}}
	if o.format() == Plain {
		return printRows(newPlain(s, out, heads, o.NoHeaders), rows)
	}
	t := table{heads: heads, rows: rows, noHeaders: o.NoHeaders}
	asides := t.wrapValues(s, wholeNames(cols))
	if err := t.print(out); err != nil {
		return err
	}
	return printAsides(out, asides)
}

func wholeNames[T any](cols []Column[T]) (names []string) {
	for _, c := range cols {
		if c.Whole {
			names = append(names, c.Name)
		}
	}
	return names
}

// printRows prints a list that is already there.
func printRows(to tabular, rows [][]string) error {
	for _, cells := range rows {
		if err := to.row(cells); err != nil {
			return err
		}
	}
	return to.end()
}

// properties returns the rows of show: name and value. Where columns are named there are no others.
func properties[T any](o Options, v View[T], cols []Column[T], e *entry[T]) ([][]string, error) {
	var rows [][]string
	for _, c := range cols {
		cell := e.cell(c.Cell)
		if c.Rare && cell == "" && len(o.Columns) == 0 {
			continue
		}
		rows = append(rows, []string{c.Name, cell})
	}
	if len(o.Columns) == 0 && v.Extra != nil {
		return appendExtra(rows, v.Extra(e.val))
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

// wrapValues makes the cells readable, and on a terminal breaks values into lines that fit beside the names. The rows of the names in whole
// aren't broken: where they don't fit, they are set aside.
func (t *table) wrapValues(s *Streams, whole []string) (asides []aside) {
	var rows [][]string
	width := 0
	for _, row := range t.rows {
		row = readable(row)
		rows = append(rows, row)
		width = max(width, displaywidth.String(row[0]))
	}
	t.rows = rows
	if !s.OutTTY || s.Width == 0 {
		return nil
	}
	room := max(s.Width-overhead(2)-max(width, len(t.heads[0].name)), minValue)
	asides = t.setAsideValues(whole, room)
	rows, t.rows = t.rows, nil
	for _, row := range rows {
		for i, line := range wrap(row[1], room) {
			name := row[0]
			if i > 0 {
				name = ""
			}
			t.rows = append(t.rows, []string{name, line})
		}
	}
	return asides
}

// minValue is the room that a value always gets, however wide the names and however narrow the terminal.
const minValue = 16
