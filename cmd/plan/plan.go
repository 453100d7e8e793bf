// Package plan shows what a verb is about to do to several resources, and asks before it is done.
package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// Plan is what a verb is about to do.
type Plan struct {
	Verb, Noun string
	Destroys   string // what is lost: "everything on its disk"; "": nothing
	Items      []Item
	Now        time.Time // what ages are counted to
}

// Item is a resource of a plan.
type Item struct {
	ref.Resource
	Facts     ref.Facts
	Protected bool // its metadata protects it
	Stays     bool // it is left as it is
}

// ProtectKey is the metadata item that protects what it is on from being destroyed.
const ProtectKey = "novactl:protect"

// Protects reports whether metadata protects its owner: whoever wrote yes or 1 in place of true wanted no less.
func Protects(m api.Metadata) bool {
	value, ok := m.Get(ProtectKey)
	return ok && !slices.Contains([]string{"", "false", "no", "off", "0"}, strings.ToLower(strings.TrimSpace(value)))
}

// going are those that something is done to.
func (p Plan) going() []Item {
	return slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return i.Stays })
}

// Show shows the plan as a table on stderr.
func (p Plan) Show(s *output.Streams) {
	columns := []string{"Name", "ID", "Status", "Age", "Address", "Project"}
	protected := slices.ContainsFunc(p.Items, func(i Item) bool { return i.Protected })
	if protected {
		columns = append(columns, "Protected")
	}
	rows := make([][]string, len(p.Items))
	for n, i := range p.Items {
		f := i.Facts
		name := f.Name
		if name == "" && i.Name != i.ID {
			name = i.Name
		}
		rows[n] = []string{name, i.ID, f.Status, p.age(f.Created), f.Address, f.Project}
		if protected {
			rows[n] = append(rows[n], i.protection())
		}
	}
	s.ErrTable(withoutEmpty(columns, rows))
}

func (i Item) protection() string {
	switch {
	case i.Stays:
		return "yes: it stays"
	case i.Protected:
		return "yes"
	}
	return "no"
}

// withoutEmpty leaves out the columns in which no row has anything: not every noun has a status or an address.
func withoutEmpty(columns []string, rows [][]string) ([]string, [][]string) {
	for c := len(columns) - 1; c >= 0; c-- {
		if slices.ContainsFunc(rows, func(row []string) bool { return row[c] != "" }) {
			continue
		}
		columns = slices.Delete(columns, c, c+1)
		for r := range rows {
			rows[r] = slices.Delete(rows[r], c, c+1)
		}
	}
	return columns, rows
}

// age is how long ago something was created, in its largest unit: 7d.
func (p Plan) age(created string) string {
	t, err := api.ParseTime(created)
	if err != nil {
		return ""
	}
	const day = 24 * time.Hour
	switch d := max(p.Now.Sub(t), 0); {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < day:
		return fmt.Sprintf("%dh", int(d.Hours()))
	default:
		return fmt.Sprintf("%dd", int(d/day))
	}
}

// summary says what will be done: "delete server web-1 (ID), and lose all that is stored there". Up to so many are named, and more are counted.
func (p Plan) summary(named int) string {
	going := p.going()
	text := p.Verb + " " + p.Noun
	switch n := len(going); {
	case n > named:
		text = fmt.Sprintf("%s %d %ss", p.Verb, n, p.Noun)
	case n > 1:
		text += "s " + names(going)
	default:
		text += " " + names(going)
	}
	if p.Destroys != "" {
		text += ", and lose " + p.Destroys
	}
	return text
}

// Few is how many resources a person sees at a glance: of more of them a plan is shown, and their number is to be typed before they are destroyed.
const Few = 5

func names(items []Item) string {
	list := make([]string, len(items))
	for n, i := range items {
		list[n] = i.Name
		if i.Name != i.ID {
			list[n] += " (" + i.ID + ")"
		}
	}
	return strings.Join(list, ", ")
}

// count is how many there are to type.
func (p Plan) count() string { return strconv.Itoa(len(p.going())) }
