package session

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/prettytable"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Unsorted leaves the rows of a table as they came.
const Unsorted = -1

// PrintTable prints a table of resources, sorted by a column.
func (s *Nova) PrintTable(columns []Column, rows []*Resource, sorted int) error {
	t := prettytable.Table{Fields: make([]string, len(columns))}
	for i, c := range columns {
		t.Fields[i] = c.Title
	}
	for _, r := range rows {
		cells := make([]any, len(columns))
		for i, c := range columns {
			if c.Raw {
				cells[i] = rawCell(r, c.Member)
				continue
			}
			cells[i] = cell(r, c.Member)
		}
		t.Rows = append(t.Rows, cells)
	}
	if sorted != Unsorted {
		t.Sort(sorted)
	}
	return s.Print(t.String())
}

// rawCell is a member as it is.
func rawCell(r *Resource, name string) any {
	if v, ok := r.Get(name); ok {
		return v
	}
	return ""
}

// cell is a member as a table has it: a hyphen for nothing, and nothing for what isn't there.
func cell(r *Resource, name string) string {
	v, ok := r.Attr(name)
	switch {
	case !ok:
		return ""
	case v == nil:
		return "-"
	}
	return strings.ReplaceAll(pytext.Str(v), "\r", "")
}

// PrintDict prints a table of the members of an object, sorted by name. Wrap is how wide values may be; 0: as they are.
func (s *Nova) PrintDict(d *pytext.Dict, wrap int) error {
	t := prettytable.Table{Fields: []string{"Property", "Value"}}
	for _, name := range slices.Sorted(slices.Values(d.Keys())) {
		v, _ := d.Get(name)
		switch v.(type) {
		case *pytext.Dict, []any:
			v = pytext.Dumps(v)
		}
		if wrap > 0 {
			v = pytext.Wrap(pytext.Str(v), wrap)
		}
		if text, ok := v.(string); ok && (strings.Contains(text, `\n`) || strings.Contains(text, "\r")) {
			text = strings.TrimSpace(strings.ReplaceAll(text, "\r", ""))
			for _, line := range strings.Split(text, `\n`) {
				t.Rows = append(t.Rows, []any{name, line})
				name = ""
			}
			continue
		}
		if v == nil {
			v = "-"
		}
		t.Rows = append(t.Rows, []any{name, v})
	}
	return s.Print(t.String())
}

// QuotedList shows names as 'a', 'b'.
func QuotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "'" + name + "'"
	}
	return strings.Join(quoted, ", ")
}

// Texts are the items of a list as text.
func Texts(list []any) []string {
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = pytext.Str(v)
	}
	return all
}

// printTimings prints how long each request took.
func (s *Nova) printTimings() error {
	rows := make([]*Resource, 0, len(s.timings)+1)
	total := 0.0
	for _, t := range s.timings {
		total += t.time.Seconds()
		rows = append(rows, Whole(pytext.NewDict("url", t.what, "seconds", seconds(t.time.Seconds()))))
	}
	rows = append(rows, Whole(pytext.NewDict("url", "Total", "seconds", seconds(total))))
	return s.PrintRows("url, seconds", rows)
}

func seconds(f float64) pytext.Number { return pytext.Number(strconv.FormatFloat(f, 'f', -1, 64)) }
