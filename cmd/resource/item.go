package resource

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// Item is a resource as its document has it: its members by their names.
type Item struct{ members map[string]jsontext.Value }

// read is the Decode of a View.
func read(raw []byte, into any) error { return decode(raw, into.(*Item)) }

// decode reads the document of a resource.
func decode(raw []byte, i *Item) error {
	i.members = nil
	return api.Unmarshal(raw, &i.members)
}

// Read reads an item of a list, or hands on what failed.
func Read(raw jsontext.Value, err error) (Item, error) {
	var i Item
	if err == nil {
		err = decode(raw, &i)
	}
	return i, err
}

// Column is a column whose cells are a member of the document.
type Column struct {
	Name   string
	Member string // with dots where it lies deeper: fixed_ips.ip_address. A list's values are parted by commas. Of a|b the first that there is
	Help   string
	In     In
	Unit   func(string) string // makes the text of a value; nil: as it is
	Since  int                 // the microversion that it came with: 2.26 is 26; 0: it was always there
}

// In says where a column shows.
type In int

// Where a column shows.
const (
	Lists   In = iota // in lists and show
	Numbers           // the same, aligned to the right
	Wide              // in lists with -o wide, and show
	Detail            // in show
)

// ColumnsOf returns columns of a view of structs, for show: of what extra returns, a JSON object of members that the struct doesn't name, at its top or
// in its member within.
func ColumnsOf[P any](columns []Column, within string, extra func(P) []byte) []output.Column[P] {
	all := make([]output.Column[P], len(columns))
	for n, c := range columns {
		name, _, _ := strings.Cut(c.Member, ".")
		all[n] = output.Column[P]{
			Name: c.Name, Help: c.Help, Since: c.Since, In: output.ShowOnly, Rare: true, Reads: cmp.Or(within, name),
			Cell: func(p P) string { return c.CellOf(extra(p)) },
		}
	}
	return all
}

// CellOf returns the text of the column of a JSON object.
//
//go:noinline
func (c Column) CellOf(doc []byte) string {
	var i Item
	if len(doc) == 0 || decode(doc, &i) != nil {
		return ""
	}
	return c.cell(&i)
}

// Without returns a JSON object of the members of another that no column shows and that say something.
func Without(doc []byte, columns []Column) []byte {
	var i Item
	if len(doc) == 0 || decode(doc, &i) != nil {
		return doc
	}
	return i.without(columns)
}

// column is c as the output has it.
func (c Column) column() output.Column[*Item] {
	return output.Column[*Item]{
		Name: c.Name, Help: c.Help, Since: c.Since, Wide: c.In == Wide, Right: c.In == Numbers,
		In: map[In]output.In{Detail: output.ShowOnly}[c.In], Rare: c.In == Detail,
		Cell: c.cell,
	}
}

// cell is the text of the column of a resource.
func (c Column) cell(i *Item) string {
	for path := range strings.SplitSeq(c.Member, "|") {
		if text := i.Text(path); text != "" {
			if c.Unit != nil {
				return c.Unit(text)
			}
			return text
		}
	}
	return ""
}

// Text is the text of what lies at a path of the document; "" where nothing does.
func (i Item) Text(path string) string {
	name, rest, _ := strings.Cut(path, ".")
	return textAt(i.members[name], rest)
}

// textAt is the text of what lies at a path of a value.
func textAt(v jsontext.Value, path string) string {
	switch v.Kind() {
	case '[':
		var items []jsontext.Value
		if json.Unmarshal(v, &items) != nil {
			return ""
		}
		texts := make([]string, len(items))
		for n, item := range items {
			texts[n] = textAt(item, path)
		}
		return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), ", ")
	case '{':
		if path == "" {
			return pairs(v)
		}
		var i Item
		if decode(v, &i) != nil {
			return ""
		}
		return i.Text(path)
	case '"':
		text, err := jsontext.AppendUnquote(nil, v)
		if err != nil || path != "" {
			return ""
		}
		return string(text)
	case 'n', 0:
		return ""
	}
	if path != "" {
		return ""
	}
	return string(v)
}

// pairs is an object as key=value, in the order of its keys.
func pairs(v jsontext.Value) string {
	var i Item
	if decode(v, &i) != nil {
		return ""
	}
	all := make([]string, 0, len(i.members))
	for name, value := range i.members {
		all = append(all, name+"="+textAt(value, ""))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// without is a JSON object of the members that no column shows and that say something.
func (i Item) without(columns []Column) []byte {
	rest := map[string]jsontext.Value{}
	for name, value := range i.members {
		if name != "links" && !isEmpty(value) {
			rest[name] = value
		}
	}
	for _, c := range columns {
		for path := range strings.SplitSeq(c.Member, "|") {
			name, _, _ := strings.Cut(path, ".")
			delete(rest, name)
		}
	}
	if len(rest) == 0 {
		return nil
	}
	raw, err := json.Marshal(rest, json.Deterministic(true))
	if err != nil {
		return nil
	}
	return raw
}

func isEmpty(v jsontext.Value) bool {
	switch string(v) {
	case "null", `""`, "{}", "[]":
		return true
	}
	return false
}

// Up says of a switch whether it is on.
func Up(text string) string {
	return cmp.Or(map[string]string{"true": "UP", "false": "DOWN"}[text], text)
}

// Count says of a list how long it is.
func Count(text string) string { return strconv.Itoa(strings.Count(text, ",") + 1) }

// Hours is a number of hours with two digits behind the point.
func Hours(text string) string {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(f, 'f', 2, 64)
}
