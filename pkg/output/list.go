package output

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

// List prints a collection: items are the resources as the API has them, without roots, in order. Formats that stream
// print while items come. The first error of items ends the output where it is and is returned as it is; stdout's
// failures are a *WriteError, mistakes in o a *UsageError (before the first item is asked for).
func List[T any](s *Streams, o Options, v View[T], items iter.Seq2[jsontext.Value, error]) error {
	if err := CheckView(o, v); err != nil {
		return err
	}
	v = v.reading(o)
	out := s.open()
	err := printItems(newLister(s, out, o, v), entries(o, v, items))
	if closing := out.close(); err == nil {
		err = closing
	}
	return err
}

// A lister prints a list in one format.
type lister[T any] interface {
	item(*entry[T]) error // one more
	end() error           // all have come: never called after an error
}

func printItems[T any](l lister[T], items iter.Seq2[*entry[T], error]) error {
	for e, err := range items {
		if err != nil {
			return err
		}
		if err := l.item(e); err != nil {
			return err
		}
	}
	return l.end()
}

// newLister returns the lister of o, which CheckView found good.
func newLister[T any](s *Streams, out *sink, o Options, v View[T]) lister[T] {
	switch {
	case o.program() != "":
		return &documents[T]{newProgramList(s, out, o)}
	case o.format() == JSON:
		return &documents[T]{&jsonList{out: out}}
	case o.format() == YAML:
		return &documents[T]{&yamlList{out: out}}
	case o.format() == XML:
		return &documents[T]{&xmlList{s: s, out: out, root: v.Many, convert: v.XML}}
	case o.format() == ID:
		return &ids[T]{s: s, out: out, v: v}
	}
	known := v.traits()
	list, _ := known.listed(o)
	cols := v.at(list)
	r := &rows[T]{s: s, v: v, cols: cols, to: newTabular(s, out, o, known.headings(list))}
	if t, ok := r.to.(*tableList); ok && t.fitted() && slices.ContainsFunc(cols, func(c Column[T]) bool { return c.Short != nil }) {
		r.narrow = t
	}
	return r
}

// documents feeds a lister that takes documents, and decodes nothing.
type documents[T any] struct {
	to interface {
		document(jsontext.Value) error
		end() error
	}
}

func (d *documents[T]) item(e *entry[T]) error { return d.to.document(e.raw) }
func (d *documents[T]) end() error             { return d.to.end() }

// rows feeds a column format with the cells of each item.
type rows[T any] struct {
	s    *Streams
	v    View[T]
	cols []Column[T]
	to   tabular
	any  bool // whether an item came

	narrow *tableList // to, where it is a table whose columns have short cells too
}

func (r *rows[T]) item(e *entry[T]) error {
	if err := r.v.decode(e); err != nil {
		return err
	}
	r.any = true
	r.v.noteUnread(r.s, e)
	if r.narrow != nil {
		r.narrow.short(shortCells(r.cols, e))
	}
	return r.to.row(cells(r.cols, e))
}

// end says on a terminal that there were none: a table without rows looks like one that is not done.
func (r *rows[T]) end() error {
	if err := r.to.end(); err != nil || r.any || !r.s.OutTTY || !r.s.ErrTTY {
		return err
	}
	r.s.Notice("There are no %s.", inWords(r.v.Many))
	return nil
}

// inWords is the root of a document as people say it: "server_groups" and "volumeAttachments" are two words each.
func inWords(root string) string {
	var b strings.Builder
	for _, c := range root {
		switch {
		case c == '_', c == '-', c == ':':
			b.WriteByte(' ')
		case unicode.IsUpper(c):
			b.WriteByte(' ')
			b.WriteRune(unicode.ToLower(c))
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// shortCells returns the texts for a narrow terminal; nil where there is none but the usual.
func shortCells[T any](cols []Column[T], e *entry[T]) []*string {
	row := make([]*string, len(cols))
	for i, c := range cols {
		if c.Short != nil {
			text := e.cell(c.Short)
			row[i] = &text
		}
	}
	return row
}

// cells returns the exact texts of e in cols.
func cells[T any](cols []Column[T], e *entry[T]) []string {
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = e.cell(c.Cell)
	}
	return row
}
