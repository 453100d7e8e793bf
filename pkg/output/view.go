package output

import (
	"cmp"
	"errors"
	"fmt"
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

// Help returns the columns with what they say, in the order of ColumnKeys.
func (v View[T]) Help() []ColumnHelp { return v.traits().columnHelp() }

// ColumnKeys returns the names that --columns and --sort take, in order.
func (v View[T]) ColumnKeys() []string { return v.traits().keys() }

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
	if members, known := v.traits().members(o); known {
		v.Decode = func(raw []byte) (T, error) { return v.DecodeMembers(raw, members) }
	}
	return v
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

// compare orders a and b by the column.
func (c Column[T]) compare(a, b T) int {
	if c.Compare != nil {
		return c.Compare(a, b)
	}
	x, y := c.Cell(a), c.Cell(b)
	return cmp.Or(natural(x, y), strings.Compare(x, y))
}
