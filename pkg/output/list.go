package output

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// List prints a collection: items are the resources as the API has them, without roots, in order. Formats that stream
// print while items come. The first error of items ends the output where it is and is returned as it is; stdout's
// failures are a *WriteError, mistakes in o a *UsageError (before the first item is asked for).
func List(s *Streams, o Options, v Viewer, items iter.Seq2[jsontext.Value, error]) error {
	return v.Any().List(s, o, items)
}

// List is the function List for a view without its type.
func (v *AnyView) List(s *Streams, o Options, items iter.Seq2[jsontext.Value, error]) error {
	if err := v.Check(o); err != nil {
		return err
	}
	v = v.reading(s, o)
	out := s.open()
	err := printItems(v.newLister(s, out, o), v.entries(o, items))
	if closing := out.close(); err == nil {
		err = closing
	}
	return err
}

// A lister prints a list in one format.
type lister interface {
	item(*entry) error // one more
	end() error        // all have come: never called after an error
}

func printItems(l lister, items iter.Seq2[*entry, error]) error {
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
func (v *AnyView) newLister(s *Streams, out *sink, o Options) lister {
	switch {
	case o.program() != "":
		return &documents{newProgramList(s, out, o)}
	case o.format() == JSON:
		return &documents{&jsonList{out: out}}
	case o.format() == JSONL:
		return &documents{&jsonLines{out: out}}
	case o.format() == YAML:
		return &documents{&yamlList{out: out}}
	case o.format() == XML:
		return &documents{&xmlList{s: s, out: out, root: v.many, convert: v.xml}}
	case o.format() == ID:
		return &ids{s: s, out: out, v: v}
	}
	cols, _ := v.listed(o)
	as, dressed := s.looks(o, true)
	if dressed {
		cols = v.onTerminal(s, o)
	}
	r := &rows{s: s, v: v, cols: cols, to: newTabular(s, out, o, headings(cols)), as: as}
	r.dressed, _ = r.to.(dresser)
	if !dressed {
		r.dressed = nil
	}
	if t, ok := r.to.(*tableList); ok && t.fitted() && slices.ContainsFunc(cols, func(c *column) bool { return c.short != nil }) {
		r.narrow = t
	}
	return r
}

// documents feeds a lister that takes documents, and decodes nothing.
type documents struct {
	to interface {
		document(jsontext.Value) error
		end() error
	}
}

func (d *documents) item(e *entry) error { return d.to.document(e.raw) }
func (d *documents) end() error          { return d.to.end() }

// rows feeds a column format with the cells of each item.
type rows struct {
	s    *Streams
	v    *AnyView
	cols []*column
	to   tabular
	any  bool // whether an item came

	dressed dresser // to, where a person looks at it; nil: a program does
	as      Looks

	narrow *tableList // to, where it is a table whose columns have short cells too
}

func (r *rows) item(e *entry) error {
	if err := r.v.read(e); err != nil {
		return err
	}
	r.any = true
	r.v.noteUnread(r.s, e)
	if r.narrow != nil {
		r.narrow.short(shortCells(r.cols, e))
	}
	if r.dressed != nil {
		return r.dressed.Dressed(split(dressedCells(r.cols, r.as, e)))
	}
	return r.to.Row(cells(r.cols, e))
}

// end says on a terminal that there were none: a table without rows looks like one that is not done, and a person needs none.
func (r *rows) end() error {
	none := !r.any && r.s.OutTTY && r.s.ErrTTY
	if none {
		r.s.Notice("There are no %s.", inWords(r.v.many))
	}
	if none && r.dressed != nil && !r.s.Quiet {
		return nil
	}
	return r.to.End()
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
func shortCells(cols []*column, e *entry) []*string {
	row := make([]*string, len(cols))
	for i, c := range cols {
		if c.short != nil {
			text := e.cell(c.short)
			row[i] = &text
		}
	}
	return row
}

// dressedCells returns the cells of e as a person sees them.
func dressedCells(cols []*column, as Looks, e *entry) []Cell {
	row := make([]Cell, len(cols))
	for i, c := range cols {
		row[i] = c.dress(as, e.cell(c.cell))
	}
	return row
}

// split returns the texts of cells, and how they look.
func split(row []Cell) (texts []string, looks []grid.Look) {
	texts, looks = make([]string, len(row)), make([]grid.Look, len(row))
	for i, c := range row {
		texts[i], looks[i] = c.Text, grid.Look{Tone: c.Tone, Link: c.Link}
	}
	return texts, looks
}

// cells returns the exact texts of e in cols.
func cells(cols []*column, e *entry) []string {
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = e.cell(c.cell)
	}
	return row
}
