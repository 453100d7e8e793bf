package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// A column is a Column without its type: its functions take a *T.
type column struct {
	name, help, reads        string
	in                       In
	rank, since              int
	wide, right, rare, whole bool
	roomy, early             bool
	look                     Look

	cell, short func(any) string
	compare     func(a, b any) int
}

// inLists returns the columns of lists, the wide ones too, in the order of lists.
func (v *AnyView) inLists() []*column {
	var list []*column
	for i := range v.columns {
		if c := &v.columns[i]; c.in != ShowOnly {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b *column) int { return cmp.Compare(a.rank, b.rank) })
	return list
}

// all returns the columns that --columns and --sort may name: those of lists, and the rows of show besides.
func (v *AnyView) all() []*column {
	list := v.inLists()
	for i := range v.columns {
		if c := &v.columns[i]; c.in == ShowOnly {
			list = append(list, c)
		}
	}
	return list
}

// find finds the column that name means; case, blanks, - and _ make no difference.
func (v *AnyView) find(name string) (*column, bool) {
	for _, c := range v.all() {
		if fold(c.name) == fold(name) {
			return c, true
		}
	}
	return nil, false
}

// pick finds the named columns, in the order of names. A name may itself be a list with commas.
func (v *AnyView) pick(names []string) (list []*column, err error) {
	for name := range strings.SplitSeq(strings.Join(names, ","), ",") {
		c, ok := v.find(name)
		if !ok {
			return nil, v.unknown(name)
		}
		list = append(list, c)
	}
	return list, nil
}

// unknown returns the complaint about a column's name, with the names that there are.
func (v *AnyView) unknown(name string) error {
	return usage("unknown column %q; the columns are %s", strings.TrimSpace(name), strings.Join(v.ColumnKeys(), ", "))
}

// listed returns the columns of a list: those that o names, or all of wide, or the usual ones.
func (v *AnyView) listed(o Options) ([]*column, error) {
	if len(o.Columns) > 0 {
		return v.pick(o.Columns)
	}
	return slices.DeleteFunc(v.inLists(), func(c *column) bool { return c.wide && o.format() != Wide }), nil
}

// onTerminal is listed for a person: with the roomy columns, where that is a table in which nothing else was asked for.
func (v *AnyView) onTerminal(s *Streams, o Options) []*column {
	if len(o.Columns) > 0 || o.format() != Table || !s.OutTTY || s.Width == 0 {
		list, _ := v.listed(o)
		return list
	}
	return slices.DeleteFunc(v.inLists(), func(c *column) bool { return c.wide && !c.roomy })
}

// shown returns the rows of show: those that o names, or all.
func (v *AnyView) shown(o Options) (list []*column, err error) {
	if len(o.Columns) > 0 {
		return v.pick(o.Columns)
	}
	for i := range v.columns {
		if c := &v.columns[i]; c.in != ListOnly {
			list = append(list, c)
		}
	}
	return list, nil
}

// members returns those that the list of o needs of each item, where its columns say which these are.
func (v *AnyView) members(s *Streams, o Options) (members []string, known bool) {
	var list []*column
	if !KeepsDocument(o) && o.format() != ID {
		list, _ = v.listed(o)
		if s.Dressed() {
			list = v.onTerminal(s, o)
		}
	}
	name, _, _ := strings.Cut(o.Sort, ":")
	if c, ok := v.find(name); ok {
		list = append(list, c)
	}
	members = []string{"id"}
	for _, c := range list {
		if c.reads == "" {
			return nil, false
		}
		members = append(members, strings.Fields(c.reads)...)
	}
	return members, true
}

// headings returns the headings of columns. An id is only good whole, so its column is fixed, as is what no later answer has.
func headings(list []*column) []grid.Heading {
	heads := make([]grid.Heading, len(list))
	for i, c := range list {
		heads[i] = grid.Heading{Name: c.name, Right: c.right, Fixed: c.whole || strings.EqualFold(c.name, "ID"), Whole: c.whole, Roomy: c.wide && c.roomy}
	}
	return heads
}

// ColumnKeys returns the names that --columns and --sort take, in order.
func (v *AnyView) ColumnKeys() []string {
	var keys []string
	for _, c := range v.all() {
		keys = append(keys, key(c.name))
	}
	return keys
}

// Help returns the columns with what they say, in the order of ColumnKeys.
func (v *AnyView) Help() []ColumnHelp {
	return describe(v.all())
}

// Newer returns the columns that o names, to be shown or to sort by, which only have a value from some microversion on.
func (v *AnyView) Newer(o Options) []ColumnHelp {
	name, _, _ := strings.Cut(o.Sort, ":")
	names := strings.Split(strings.Join(append(slices.Clone(o.Columns), name), ","), ",")
	var list []*column
	for _, name := range names { // what isn't there was complained about before
		if c, ok := v.find(name); ok && c.since > 0 && !slices.ContainsFunc(list, func(has *column) bool { return has.name == c.name }) {
			list = append(list, c)
		}
	}
	return describe(list)
}

// NewestFor returns the newest microversion that the rows of show take which a person sees; 0 where a program reads them, or columns are named.
func (v *AnyView) NewestFor(s *Streams, o Options) (newest int) {
	if len(o.Columns) > 0 || o.format() != Table || o.program() != "" || !s.OutTTY {
		return 0
	}
	for i := range v.columns {
		newest = max(newest, v.columns[i].since)
	}
	return newest
}

// describe returns what the documentation has of columns.
func describe(list []*column) []ColumnHelp {
	var help []ColumnHelp
	for _, c := range list {
		where := ""
		switch {
		case c.in == ShowOnly:
			where = "show"
		case c.in == ListOnly && c.wide:
			where = "list, wide"
		case c.in == ListOnly:
			where = "list"
		case c.wide:
			where = "wide"
		}
		help = append(help, ColumnHelp{Key: key(c.name), Where: where, Text: c.text(), Since: c.since, Early: c.early, Reads: c.reads})
	}
	return help
}

// text is what a column says, with the microversion that it takes.
func (c *column) text() string {
	if c.since == 0 {
		return c.help
	}
	return fmt.Sprintf("%s (2.%d)", c.help, c.since)
}

// key is a column's name as typed after --columns and --sort: "task-state".
func key(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

// fold returns name with case, blanks, - and _ taken out.
func fold(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, name))
}
