package output

import (
	"iter"
	"os"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/grid"
	"github.com/novactl/novactl/pkg/output/internal/jq"
	"github.com/novactl/novactl/pkg/output/internal/screen"
)

// A Screen is the whole of the terminal, for a watch.
type Screen = screen.Screen

// A Board is what a watch has seen, with what differs.
type Board = screen.Board

// A Sheet is what one look of a watch has seen.
type Sheet = screen.Sheet

// InterruptKey is what a Screen reads of Ctrl-C.
const InterruptKey = screen.Interrupt

// OnScreen reports whether a watch is drawn on the terminal: else a program reads what changes.
func (s *Streams) OnScreen(o Options) bool {
	return s.OutTTY && !s.OutDumb && (o.format() == Table || o.format() == Wide)
}

// OpenScreen takes the terminal. Until the screen is closed, what else is printed on it waits.
func (s *Streams) OpenScreen() (*Screen, error) {
	out, ok := s.Out.(*os.File)
	in, _ := s.In.(*os.File)
	if !ok {
		return nil, ErrNotTerminal
	}
	if !s.InTTY {
		in = nil
	}
	return screen.Open(out, in, s.display.Hold())
}

// ScreenLine returns a text of anybody's as a line of so many columns at most, in a tone where there are colours.
func (s *Streams) ScreenLine(tone Tone, text string, columns int) string {
	text = screen.Line(text, columns)
	if s.Dressed() {
		return s.style().Paint(tone, text)
	}
	return text
}

// Sheet returns what a look has seen: resources, or the properties of the one that it shows.
func (v *AnyView) Sheet(s *Streams, o Options, docs []jsontext.Value, one bool) (*Sheet, error) {
	as, dressed := s.looks(o, !one)
	sheet := &Sheet{NoHeaders: o.NoHeaders, Pairs: one, Heads: []grid.Heading{{Name: "Property"}, {Name: "Value"}}}
	if dressed {
		sheet.Style = s.style()
	}
	cols := v.onTerminal(s, o)
	if one {
		cols, _ = v.shown(o)
	} else {
		sheet.Heads = headings(cols)
	}
	for e, err := range v.entries(o, each(docs)) {
		if err == nil {
			err = v.read(e)
		}
		if err != nil {
			return nil, err
		}
		v.noteUnread(s, e)
		if one {
			err = v.addProperties(sheet, o, as, dressed, cols, e)
		} else {
			sheet.Rows = append(sheet.Rows, v.row(as, dressed, cols, e, len(sheet.Rows)))
		}
		if err != nil {
			return nil, err
		}
	}
	return sheet, nil
}

func each(docs []jsontext.Value) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for _, doc := range docs {
			if !yield(doc, nil) {
				return
			}
		}
	}
}

// row returns the row of a resource.
func (v *AnyView) row(as Looks, dressed bool, cols []*column, e *entry, at int) screen.Row {
	r := screen.Row{Key: v.key(e), Exact: cells(cols, e)}
	if r.Key == "" {
		r.Key = strconv.Itoa(at)
	}
	if r.Texts = grid.Readable(r.Exact); dressed {
		r.Texts, r.Looks = split(dressedCells(cols, as, e))
	}
	for i, text := range shortCells(cols, e) {
		if text == nil {
			continue
		}
		if r.Short == nil {
			r.Short = slices.Clone(r.Texts)
		}
		r.Short[i] = grid.Visible(*text)
	}
	return r
}

// addProperties adds the rows of show.
func (v *AnyView) addProperties(sheet *Sheet, o Options, as Looks, dressed bool, cols []*column, e *entry) error {
	rows, err := v.properties(o, cols, e)
	if err != nil {
		return err
	}
	look := map[string]*column{}
	for _, c := range cols {
		look[c.name] = c
	}
	for _, row := range rows {
		r := screen.Row{Key: row[0], Exact: row, Texts: []string{row[0], row[1]}}
		if c := look[row[0]]; dressed && c != nil {
			seen := c.dress(as, row[1])
			r.Texts[1], r.Looks = seen.Text, []grid.Look{{}, {Tone: seen.Tone, Link: seen.Link}}
		}
		sheet.Rows = append(sheet.Rows, r)
	}
	return nil
}

// key returns the id of what e is of; "" where it has none.
func (v *AnyView) key(e *entry) string {
	if v.id == nil {
		return ""
	}
	return v.id(e.val)
}

// IDOf returns the id of a resource by its document; "" where it has none.
func (v *AnyView) IDOf(doc jsontext.Value) string {
	e := &entry{raw: doc}
	if v.read(e) != nil {
		return ""
	}
	return v.key(e)
}

// A Condition is a jq expression that is true of a document or not.
type Condition = jq.Condition

// NewCondition reads the expression that a flag has. The error is a *UsageError.
func NewCondition(flag, text string) (*Condition, error) {
	c, err := jq.NewCondition(text)
	if err != nil {
		return nil, usage("%s: %v", flag, err)
	}
	return c, nil
}
