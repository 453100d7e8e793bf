package output

import (
	"cmp"
	"slices"
	"strings"
)

// traits are what there is to know of a view's columns without the type of what they show. Columns are their positions among them: what
// chooses columns is in the program once, and not once for each type, which was 0.2 MB.
type traits []trait

type trait struct {
	name, help, reads        string
	in                       In
	rank                     int
	wide, right, rare, whole bool
}

func (v View[T]) traits() traits {
	t := make(traits, len(v.Columns))
	for i := range v.Columns {
		c := &v.Columns[i]
		t[i] = trait{c.Name, c.Help, c.Reads, c.In, c.Rank, c.Wide, c.Right, c.Rare, c.Whole}
	}
	return t
}

// at returns the columns at these positions.
func (v View[T]) at(list []int) []Column[T] {
	cols := make([]Column[T], len(list))
	for i, n := range list {
		cols[i] = v.Columns[n]
	}
	return cols
}

// inLists are the columns of lists, the wide ones too, in the order of lists.
func (t traits) inLists() []int {
	list := positions(len(t), func(a, b int) int { return cmp.Compare(t[a].rank, t[b].rank) })
	return slices.DeleteFunc(list, func(i int) bool { return t[i].in == ShowOnly })
}

// all are the columns that --columns and --sort may name: those of lists, and the rows of show besides.
func (t traits) all() []int {
	list := t.inLists()
	for i := range t {
		if t[i].in == ShowOnly {
			list = append(list, i)
		}
	}
	return list
}

// find finds the column that name means; case, blanks, - and _ make no difference.
func (t traits) find(name string) (int, bool) {
	for _, i := range t.all() {
		if fold(t[i].name) == fold(name) {
			return i, true
		}
	}
	return 0, false
}

// pick finds the named columns, in the order of names. A name may itself be a list with commas.
func (t traits) pick(names []string) (list []int, err error) {
	for name := range strings.SplitSeq(strings.Join(names, ","), ",") {
		i, ok := t.find(name)
		if !ok {
			return nil, t.unknown(name)
		}
		list = append(list, i)
	}
	return list, nil
}

// unknown returns the complaint about a column's name, with the names that there are.
func (t traits) unknown(name string) error {
	return usage("unknown column %q; the columns are %s", strings.TrimSpace(name), strings.Join(t.keys(), ", "))
}

// listed returns the columns of a list: those that o names, or all of wide, or the usual ones.
func (t traits) listed(o Options) ([]int, error) {
	if len(o.Columns) > 0 {
		return t.pick(o.Columns)
	}
	return slices.DeleteFunc(t.inLists(), func(i int) bool { return t[i].wide && o.format() != Wide }), nil
}

// shown returns the rows of show: those that o names, or all.
func (t traits) shown(o Options) (list []int, err error) {
	if len(o.Columns) > 0 {
		return t.pick(o.Columns)
	}
	for i := range t {
		if t[i].in != ListOnly {
			list = append(list, i)
		}
	}
	return list, nil
}

// members are those that the list of o needs of each item, where its columns say which these are.
func (t traits) members(o Options) (members []string, known bool) {
	var list []int
	if !KeepsDocument(o) && o.format() != ID {
		list, _ = t.listed(o)
	}
	name, _, _ := strings.Cut(o.Sort, ":")
	if i, ok := t.find(name); ok {
		list = append(list, i)
	}
	members = []string{"id"}
	for _, i := range list {
		if t[i].reads == "" {
			return nil, false
		}
		members = append(members, strings.Fields(t[i].reads)...)
	}
	return members, true
}

// headings returns the headings of columns. An id is only good whole, so its column is fixed, as is what no later answer has.
func (t traits) headings(list []int) []heading {
	heads := make([]heading, len(list))
	for i, n := range list {
		c := t[n]
		heads[i] = heading{name: c.name, right: c.right, fixed: c.whole || strings.EqualFold(c.name, "ID"), whole: c.whole}
	}
	return heads
}

// keys are the names that --columns and --sort take, in order.
func (t traits) keys() []string {
	var keys []string
	for _, i := range t.all() {
		keys = append(keys, key(t[i].name))
	}
	return keys
}

// columnHelp is what the documentation has of the columns, in the order of keys.
func (t traits) columnHelp() []ColumnHelp {
	var help []ColumnHelp
	for _, i := range t.all() {
		where := ""
		switch c := t[i]; {
		case c.in == ShowOnly:
			where = "show"
		case c.in == ListOnly && c.wide:
			where = "list, wide"
		case c.in == ListOnly:
			where = "list"
		case c.wide:
			where = "wide"
		}
		help = append(help, ColumnHelp{Key: key(t[i].name), Where: where, Text: t[i].help})
	}
	return help
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
