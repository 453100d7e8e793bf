package output

import "reflect"

// A Column is one value of the resource that P points to, as people see it. Cells come from the value alone: they ask neither the clock
// nor the network.
type Column[P any] struct {
	Name    string           // the heading, as people read it: "Task State"
	Cell    func(P) string   // exact text; "" is no value
	Short   func(P) string   // instead of Cell in a table that would else be too wide for the terminal; nil: Cell, cut
	Compare func(a, b P) int // order for --sort; nil: natural order of the cells (web-2 before web-10)
	In      In               // where it shows; the zero value is lists and show
	Wide    bool             // lists leave it out in table, plain and csv unless --columns names it
	Rank    int              // lists order their columns by it, and those of one rank as they are declared, as show does
	Right   bool             // aligned to the right: numbers
	Whole   bool             // never shortened, broken or left out, however narrow the terminal: what no later answer has
	Rare    bool             // show leaves its row out where the cell is empty and --columns doesn't name it
	Reads   string           // the members of the document that Cell, Short and Compare look at, with blanks between; "": any
	Look    Look             // what a person at a terminal sees instead of the text; nil: the text, or what is usual for a column of its name (lookOf)
	Roomy   bool             // a list on a terminal has it too, where everything fits: of a column that is Wide
	Since   int              // the microversion of the API from which on it has a value: 2.26 is 26; 0: any
	Early   bool             // so has it where there are no microversions
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
	Since int    // the microversion that it takes; 0: any
	Early bool   // it takes none where there are none
	Reads string // the members that it is made of
}

// A View says how the resource that P points to looks in every format. P is a pointer: the code of all views is in the program once, where views of structs
// would each have their own.
type View[P any] struct {
	One, Many string // the roots of its documents: "server", "servers"

	Columns []Column[P] // in the order of show; a column named "ID" is never shortened and never left out

	// Decode reads one item of a list, or the document of show, without its root, into a P of nothing; a *PartialError says that it did in part.
	Decode func(raw []byte, into any) error
	// DecodeMembers does what Decode does, and reads no other members than these; nil: Decode it is.
	DecodeMembers func(raw []byte, members []string, into any) error

	ID    func(P) string                   // for the format id; it looks at the member id
	Extra func(P) []byte                   // JSON object of members that no row of show has; nil: none
	XML   func(doc []byte) ([]byte, error) // the wire's XML of {"server":{…}} or {"servers":[…]}; nil: none
}

// A Viewer is a View, of whatever resource.
type Viewer interface {
	// Any returns the view without its type.
	Any() *AnyView
}

// Any returns v without its type.
func (v *View[P]) Any() *AnyView {
	a := &AnyView{
		one: v.One, many: v.Many, xml: v.XML, columns: make([]column, len(v.Columns)), decode: v.Decode, decodeMembers: v.DecodeMembers,
		resource: reflect.TypeFor[P]().Elem(), id: untyped(v.ID), extra: untyped(v.Extra),
	}
	for i := range v.Columns {
		v.Columns[i].fill(&a.columns[i])
	}
	return a
}

// fill makes into the column without its type.
func (c *Column[P]) fill(into *column) {
	into.name, into.help, into.reads, into.in, into.rank, into.since, into.early = c.Name, c.Help, c.Reads, c.In, c.Rank, c.Since, c.Early
	into.wide, into.right, into.rare, into.whole, into.roomy, into.look = c.Wide, c.Right, c.Rare, c.Whole, c.Roomy, c.Look
	into.cell, into.short = untyped(c.Cell), untyped(c.Short)
	if compare := c.Compare; compare != nil {
		into.compare = func(x, y any) int { return compare(x.(P), y.(P)) }
	}
}

// A Columner is a Column, of whatever resource.
type Columner interface {
	// Any returns the column without its type.
	Any() AnyColumn
}

// Any returns the column without its type.
//
//go:noinline
func (c *Column[P]) Any() AnyColumn {
	var a AnyColumn
	c.fill(&a.column)
	return a
}

// untyped returns f without the type of what it takes.
//
//go:noinline
func untyped[P, R any](f func(P) R) func(any) R {
	if f == nil {
		return nil
	}
	return func(x any) R { return f(x.(P)) }
}
