package output

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
	Look    Look             // what a person at a terminal sees instead of the text; nil: the text, or what is usual for a column of its name (lookOf)
	Roomy   bool             // a list on a terminal has it too, where everything fits: of a column that is Wide
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

	// Decode reads one item of a list, or the document of show, without its root, into a T of nothing; a *PartialError says that it did in part.
	Decode func(raw []byte, into *T) error
	// DecodeMembers does what Decode does, and reads no other members than these; nil: Decode it is.
	DecodeMembers func(raw []byte, members []string, into *T) error

	ID    func(T) string                   // for the format id; it looks at the member id
	Extra func(T) []byte                   // JSON object of members that no row of show has; nil: none
	XML   func(doc []byte) ([]byte, error) // the wire's XML of {"server":{…}} or {"servers":[…]}; nil: none
}

// Any returns v without its type. It is all that is in the program for each type: let it stay short.
func (v View[T]) Any() *AnyView {
	a := &AnyView{one: v.One, many: v.Many, xml: v.XML, columns: make([]column, len(v.Columns))}
	for i := range v.Columns {
		v.Columns[i].fill(&a.columns[i])
	}
	a.empty = func(old any) any {
		p, ok := old.(*T)
		if !ok {
			return new(T)
		}
		*p = *new(T)
		return p
	}
	a.decode = func(raw []byte, into any) error { return v.Decode(raw, into.(*T)) }
	if v.DecodeMembers != nil {
		a.decodeMembers = func(raw []byte, members []string, into any) error { return v.DecodeMembers(raw, members, into.(*T)) }
	}
	a.id, a.extra = untyped(v.ID), untyped(v.Extra)
	return a
}

// fill makes into the column without its type.
func (c *Column[T]) fill(into *column) {
	into.name, into.help, into.reads, into.in, into.rank = c.Name, c.Help, c.Reads, c.In, c.Rank
	into.wide, into.right, into.rare, into.whole, into.roomy, into.look = c.Wide, c.Right, c.Rare, c.Whole, c.Roomy, c.Look
	into.cell, into.short = untyped(c.Cell), untyped(c.Short)
	if compare := c.Compare; compare != nil {
		into.compare = func(x, y any) int { return compare(*x.(*T), *y.(*T)) }
	}
}

// Any returns the column without its type.
func (c *Column[T]) Any() AnyColumn {
	var a AnyColumn
	c.fill(&a.column)
	return a
}

// untyped returns f without the type of what it takes. Inlined, it would be in the program for each of its callers besides each type.
//
//go:noinline
func untyped[T, R any](f func(T) R) func(any) R {
	if f == nil {
		return nil
	}
	return func(x any) R { return f(*x.(*T)) }
}
