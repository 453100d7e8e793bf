package output

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Column is one value of a resource as people see it. Cells come from the value alone: they ask neither the clock
// nor the network.
type Column[T any] struct {
	Name    string           // the heading, as people read it: "Task State"
	Cell    func(T) string   // exact text; "" is no value
	Short   func(T) string   // instead of Cell in a table that would else be too wide for the terminal; nil: Cell, cut
	Compare func(a, b T) int // order for --sort; nil: natural order of the cells (web-2 before web-10)
	In      In               // where it shows; the zero value is lists and show
	Wide    bool             // lists leave it out in table, plain and csv unless --columns names it
	Rank    int              // lists order their columns by it, and those of one rank as they are declared, as show does
	Right   bool             // aligned to the right: numbers
	Whole   bool             // never shortened, broken or left out, however narrow the terminal: what no later answer has
	Rare    bool             // show leaves its row out where the cell is empty and --columns doesn't name it
	Reads   string           // the members of the document that Cell, Short and Compare look at, with blanks between; "": any
	Help    string           // what it says, in one line, for --help and the reference; with the unit of a number
}

// In says where a column shows.
type In int

// Where a column shows.
const (
	Everywhere In = iota
	ListOnly      // show has no row for it
	ShowOnly      // lists have it only where --columns names it
)

// ColumnHelp is what the documentation has of a column.
type ColumnHelp struct {
	Key   string // as typed after --columns
	Where string // "wide", "list", "show", or ""
	Text  string
}

// Key returns the column's name as typed after --columns and --sort: "task-state".
func (c Column[T]) Key() string { return strings.ReplaceAll(strings.ToLower(c.Name), " ", "-") }

// A View says how the resource T looks in every format.
type View[T any] struct {
	One, Many string // the roots of its documents: "server", "servers"

	Columns []Column[T] // in the order of show; a column named "ID" is never shortened and never left out

	Decode func(raw []byte) (T, error) // from one item of a list, or the document of show, without its root; a *PartialError says that it is in part
	// DecodeMembers does what Decode does, and reads no other members than these; nil: Decode it is.
	DecodeMembers func(raw []byte, members []string) (T, error)

	ID    func(T) string                   // for the format id; it looks at the member id
	Extra func(T) []byte                   // JSON object of members that no row of show has; nil: none
	XML   func(doc []byte) ([]byte, error) // the wire's XML of {"server":{…}} or {"servers":[…]}; nil: none
}

// all returns the columns that --columns and --sort may name: those of lists, and the rows of show besides.
func (v View[T]) all() []Column[T] {
	all := v.inLists()
	for _, c := range v.Columns {
		if c.In == ShowOnly {
			all = append(all, c)
		}
	}
	return all
}

// inLists are the columns of lists, the wide ones too, in the order of lists.
func (v View[T]) inLists() []Column[T] {
	var cols []Column[T]
	for _, i := range positions(len(v.Columns), func(a, b int) int { return cmp.Compare(v.Columns[a].Rank, v.Columns[b].Rank) }) {
		if c := v.Columns[i]; c.In != ShowOnly {
			cols = append(cols, c)
		}
	}
	return cols
}

// Help returns the columns with what they say, in the order of ColumnKeys.
func (v View[T]) Help() []ColumnHelp {
	var help []ColumnHelp
	for _, c := range v.all() {
		where := ""
		switch {
		case c.In == ShowOnly:
			where = "show"
		case c.In == ListOnly && c.Wide:
			where = "list, wide"
		case c.In == ListOnly:
			where = "list"
		case c.Wide:
			where = "wide"
		}
		help = append(help, ColumnHelp{Key: c.Key(), Where: where, Text: c.Help})
	}
	return help
}

// ColumnKeys returns the names that --columns and --sort take, in order.
func (v View[T]) ColumnKeys() []string {
	var keys []string
	for _, c := range v.all() {
		keys = append(keys, c.Key())
	}
	return keys
}

// decode reads the resource of e, of an odd one what can be read.
func (v View[T]) decode(e *entry[T]) error {
	if e.decoded {
		return nil
	}
	e.decoded = true
	var err error
	if e.val, err = v.Decode(e.raw); err != nil && !errors.As(err, &e.partial) {
		return fmt.Errorf("cannot read a %s: %w", v.One, err)
	}
	return nil
}

// reading returns v with a Decode that reads no more members than the list of o needs, where its columns say which these are.
func (v View[T]) reading(o Options) View[T] {
	if v.DecodeMembers == nil {
		return v
	}
	members := []string{"id"}
	for _, c := range v.decoded(o) {
		if c.Reads == "" {
			return v
		}
		members = append(members, strings.Fields(c.Reads)...)
	}
	v.Decode = func(raw []byte) (T, error) { return v.DecodeMembers(raw, members) }
	return v
}

// decoded returns the columns that the list of o shows or is sorted by.
func (v View[T]) decoded(o Options) (cols []Column[T]) {
	if !KeepsDocument(o) && o.format() != ID {
		cols, _ = v.listed(o)
	}
	name, _, _ := strings.Cut(o.Sort, ":")
	if c, ok := find(name, v.all()); ok {
		cols = append(slices.Clip(cols), c)
	}
	return cols
}

// noteUnread tells the person of a resource that can't be read whole.
func (v View[T]) noteUnread(s *Streams, e *entry[T]) {
	if e.partial == nil {
		return
	}
	what := "a " + v.One
	if v.ID != nil && v.ID(e.val) != "" {
		what = v.One + " " + v.ID(e.val)
	}
	s.Unreadable(what, e.partial.Unread)
}

// listed returns the columns of a list: those that o names, or all of wide, or the usual ones.
func (v View[T]) listed(o Options) ([]Column[T], error) {
	if len(o.Columns) > 0 {
		return v.pick(o.Columns)
	}
	var cols []Column[T]
	for _, c := range v.inLists() {
		if !c.Wide || o.format() == Wide {
			cols = append(cols, c)
		}
	}
	return cols, nil
}

// shown returns the rows of show: those that o names, or all.
func (v View[T]) shown(o Options) ([]Column[T], error) {
	if len(o.Columns) > 0 {
		return v.pick(o.Columns)
	}
	return slices.DeleteFunc(slices.Clone(v.Columns), func(c Column[T]) bool { return c.In == ListOnly }), nil
}

// pick finds the named columns, in the order of names. A name may itself be a list with commas.
func (v View[T]) pick(names []string) ([]Column[T], error) {
	var cols []Column[T]
	all := v.all()
	for name := range strings.SplitSeq(strings.Join(names, ","), ",") {
		c, ok := find(name, all)
		if !ok {
			return nil, v.unknown(name)
		}
		cols = append(cols, c)
	}
	return cols, nil
}

// unknown returns the complaint about a column's name, with the names that there are.
func (v View[T]) unknown(name string) error {
	return usage("unknown column %q; the columns are %s", strings.TrimSpace(name), strings.Join(v.ColumnKeys(), ", "))
}

// find finds the column that name means; case, blanks, - and _ make no difference.
func find[T any](name string, from []Column[T]) (Column[T], bool) {
	for _, c := range from {
		if fold(c.Name) == fold(name) {
			return c, true
		}
	}
	return Column[T]{}, false
}

// fold returns name with case, blanks, - and _ taken out.
func fold(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, name))
}

// compare orders a and b by the column.
func (c Column[T]) compare(a, b T) int {
	if c.Compare != nil {
		return c.Compare(a, b)
	}
	x, y := c.Cell(a), c.Cell(b)
	return cmp.Or(natural(x, y), strings.Compare(x, y))
}
