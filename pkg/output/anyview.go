package output

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// An AnyView is a View without its type. Lists and shows are made with it, and so are in the program once and not once for each type, which was
// a megabyte. What its functions take for a resource is a pointer to one.
type AnyView struct {
	one, many string
	columns   []column

	resource      reflect.Type // what they point to
	decode        func(raw []byte, into any) error
	decodeMembers func(raw []byte, members []string, into any) error // nil: there is none
	id            func(any) string                                   // nil: there is none
	extra         func(any) []byte                                   // nil: there is none
	xml           func(doc []byte) ([]byte, error)                   // nil: there is none
}

// An AnyColumn is a Column without its type.
type AnyColumn struct{ column }

// With returns a view whose lists have the column as the at-th, in place of another of its name.
func (v *AnyView) With(at int, c AnyColumn) *AnyView {
	more := *v
	more.columns = slices.DeleteFunc(slices.Clone(v.columns), func(have column) bool { return have.name == c.name })
	at = min(at, len(more.columns))
	c.in, c.rank = Everywhere, more.columns[at-1].rank
	more.columns = slices.Insert(more.columns, at, c.column)
	return &more
}

// WithExtra returns a view with a column on the left that shows something of the members that no row of show has; where there are no
// such members, the view as it is.
func (v *AnyView) WithExtra(name, help string, cell func(extra []byte) string) *AnyView {
	if v.extra == nil {
		return v
	}
	more := *v
	more.columns = append([]column{{name: name, help: help, cell: func(value any) string { return cell(v.extra(value)) }}}, v.columns...)
	return &more
}

// An entry is one item of a list: as it came, and decoded where something needed that.
type entry struct {
	raw     jsontext.Value
	val     any // a pointer to it; nil before the first is decoded
	decoded bool
	partial *PartialError // what of it can't be read; nil: nothing
}

// next makes e the entry of another document, in the same place.
func (e *entry) next(raw jsontext.Value) { *e = entry{raw: raw, val: e.val} }

// read decodes the resource of e, of an odd one what can be read.
func (v *AnyView) read(e *entry) error {
	if e.decoded {
		return nil
	}
	e.decoded = true
	e.val = v.empty(e.val)
	if err := v.decode(e.raw, e.val); err != nil && !errors.As(err, &e.partial) {
		return fmt.Errorf("cannot read a %s: %w", v.one, err)
	}
	return nil
}

// empty returns a pointer to a resource of nothing: old's place, where there is one.
func (v *AnyView) empty(old any) any {
	if old == nil {
		return reflect.New(v.resource).Interface()
	}
	reflect.ValueOf(old).Elem().SetZero()
	return old
}

// Root returns the root of the document of one.
func (v *AnyView) Root() string { return v.one }

// Type returns the type of the resource.
func (v *AnyView) Type() reflect.Type { return v.resource }

// Decoding returns v with another decode.
func (v *AnyView) Decoding(decode func(raw []byte, into any) error) *AnyView {
	other := *v
	other.decode, other.decodeMembers = decode, nil
	return &other
}

// reading returns v with a decode that reads no more members than the list of o needs, where its columns say which these are.
func (v *AnyView) reading(s *Streams, o Options) *AnyView {
	if v.decodeMembers == nil {
		return v
	}
	members, known := v.members(s, o)
	if !known {
		return v
	}
	less := *v
	less.decode = func(raw []byte, into any) error { return v.decodeMembers(raw, members, into) }
	return &less
}

// noteUnread tells the person of a resource that can't be read whole.
func (v *AnyView) noteUnread(s *Streams, e *entry) {
	if e.partial == nil {
		return
	}
	what := "a " + v.one
	if v.id != nil && v.id(e.val) != "" {
		what = v.one + " " + v.id(e.val)
	}
	s.Unreadable(what, e.partial.Unread)
}

// compareValues compares a and b by the column.
func (c *column) compareValues(a, b any) int {
	if c.compare != nil {
		return c.compare(a, b)
	}
	x, y := c.cell(a), c.cell(b)
	return cmp.Or(natural(x, y), strings.Compare(x, y))
}
