package flavor

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// view is how flavors are shown: the columns of lists, and the rows of one.
var view = output.View[*api.Flavor]{
	One: "flavor", Many: "flavors",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(f *api.Flavor) string { return f.ID },
	Extra:  func(f *api.Flavor) []byte { return resource.Without(f.Extra, novaMembers) },
	Columns: append([]output.Column[*api.Flavor]{
		{Name: "ID", Cell: func(f *api.Flavor) string { return f.ID }, Help: "the flavor's id, a number or a word"},
		{Name: "Name", Cell: func(f *api.Flavor) string { return f.Name }, Help: "its name"},
		number("RAM", "memory, in MB", func(f *api.Flavor) *int { return f.RAM }),
		number("Disk", "system disk, in GB", func(f *api.Flavor) *int { return f.Disk }),
		wide(number("Ephemeral", "data disk, in GB", func(f *api.Flavor) *int { return f.Ephemeral })),
		number("VCPUs", "virtual processors", func(f *api.Flavor) *int { return f.VCPUs }),
		wide(raw("Swap", "swap space, in MB", func(f *api.Flavor) jsontext.Value { return f.Swap })),
		wide(raw("RXTX Factor", "share of the network's bandwidth", func(f *api.Flavor) jsontext.Value { return f.RxTxFactor })),
		{Name: "Class", Cell: class, In: output.ListOnly, Wide: true, Help: "class of the flavor: standard1, performance1, ..."},
		{Name: "Extra Specs", Cell: extraSpecs, In: output.ShowOnly, Since: specsFrom, Early: true, Help: "what the cloud's scheduler reads, as key=value"},
		{Name: "Disabled", Cell: disabled, In: output.ShowOnly, Rare: true, Help: "whether no server can be made with it any more"},
	}, resource.ColumnsOf(novaMembers[:2], "", extra)...),
}

// novaMembers are what Nova says of flavors beside the guide's members. The last is the extra specs from 2.61 on.
var novaMembers = []resource.Column{
	{Name: "Public", Member: "os-flavor-access:is_public", Help: "whether every project may use it"},
	{Name: "Description", Member: "description", Since: describedFrom, Help: "what it is for"},
	{Name: "Extra Specs", Member: "extra_specs"},
}

func extra(f *api.Flavor) []byte { return f.Extra }

func extraSpecs(f *api.Flavor) string {
	if len(f.ExtraSpecs) > 0 {
		return cell.Pairs(f.ExtraSpecs)
	}
	return novaMembers[2].CellOf(f.Extra)
}

func number(name, help string, value func(*api.Flavor) *int) output.Column[*api.Flavor] {
	return output.Column[*api.Flavor]{
		Name: name, Help: help, Right: true,
		Cell:    func(f *api.Flavor) string { return cell.Number(value(f)) },
		Compare: func(a, b *api.Flavor) int { return cell.CompareNumbers(value(a), value(b)) },
	}
}

// raw is a column of a number whose text is kept as the cloud wrote it, or "".
func raw(name, help string, value func(*api.Flavor) jsontext.Value) output.Column[*api.Flavor] {
	text := func(f *api.Flavor) string { return strings.Trim(string(value(f)), `"`) }
	size := func(f *api.Flavor) float64 { n, _ := strconv.ParseFloat(text(f), 64); return n }
	return output.Column[*api.Flavor]{
		Name: name, Help: help, Right: true, Cell: text,
		Compare: func(a, b *api.Flavor) int { return cmp.Compare(size(a), size(b)) },
	}
}

func wide(c output.Column[*api.Flavor]) output.Column[*api.Flavor] {
	c.Wide = true
	return c
}

func class(f *api.Flavor) string {
	c, _ := f.ExtraSpecs.Get("class")
	return c
}

func disabled(f *api.Flavor) string {
	if f.Disabled == nil {
		return ""
	}
	return strconv.FormatBool(*f.Disabled)
}
