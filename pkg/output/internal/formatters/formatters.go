// Package formatters has the functions that templates of output know besides the language's own.
package formatters

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"
	"github.com/itchyny/gojq"

	"github.com/novactl/novactl/pkg/output/internal/template"
)

// A Screen is where the text goes that a template makes.
type Screen struct {
	Now    func() time.Time
	Shown  func(string) string // what of a text may go there
	TTY    bool
	Styles bool // a terminal that may have colours
}

// Formatters are the functions of one run of a template, with what they share.
type Formatters struct {
	Screen Screen
	rows   [][]string // of the table that tablerow makes
}

// Funcs returns the functions that templates have besides the language's own. Those in the second half gh's templates have too.
func (t *Formatters) Funcs() map[string]template.Func {
	return map[string]template.Func{
		"json":    template.Unary(asJSON),
		"join":    join,
		"default": orDefault,
		"upper":   template.Text(strings.ToUpper),
		"lower":   template.Text(strings.ToLower),

		"tablerow": t.tableRow,
		"tablerender": func(args []any) (any, error) {
			return t.TableRender(), template.Count(args, 0)
		},
		"timeago": func(args []any) (any, error) {
			at, err := timeOf(args, 1)
			return t.ago(at), err
		},
		"timefmt": func(args []any) (any, error) {
			at, err := timeOf(args, 2)
			if err != nil {
				return nil, err
			}
			return at.Format(fmt.Sprint(args[0])), nil
		},
		"color":    t.color,
		"pluck":    pluck,
		"truncate": truncate,
	}
}

// tableRow adds a row to the table.
func (t *Formatters) tableRow(args []any) (any, error) {
	cells := make([]string, len(args))
	for i, v := range args {
		if v != nil {
			cells[i] = t.Screen.Shown(strings.Join(strings.Fields(fmt.Sprint(v)), " "))
		}
	}
	t.rows = append(t.rows, cells)
	return "", nil
}

// TableRender returns the rows so far, aligned on a terminal, with tabs between the cells for a program, and begins another table.
func (t *Formatters) TableRender() string {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displaywidth.String(withoutColors(cell)))
		}
	}
	var b strings.Builder
	for _, row := range t.rows {
		for i, cell := range row {
			b.WriteString(cell)
			switch last := i == len(row)-1; {
			case last:
			case t.Screen.TTY:
				b.WriteString(strings.Repeat(" ", 2+widths[i]-displaywidth.String(withoutColors(cell))))
			default:
				b.WriteByte('\t')
			}
		}
		b.WriteByte('\n')
	}
	t.rows = nil
	return b.String()
}

// timeOf reads the last of n arguments as a time of the API.
func timeOf(args []any, n int) (time.Time, error) {
	if err := template.Count(args, n); err != nil {
		return time.Time{}, err
	}
	text, _ := args[n-1].(string)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999", "2006-01-02 15:04:05.999999"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", text)
}

// ago returns how long ago a time was, in its biggest unit.
func (t *Formatters) ago(at time.Time) string {
	d := t.Screen.Now().Sub(at)
	if d < 0 {
		return "in the future"
	}
	for _, unit := range []struct {
		name string
		long time.Duration
	}{{"year", 365 * 24 * time.Hour}, {"month", 30 * 24 * time.Hour}, {"day", 24 * time.Hour}, {"hour", time.Hour}, {"minute", time.Minute}} {
		switch n := int(d / unit.long); {
		case n == 1:
			return "1 " + unit.name + " ago"
		case n > 1:
			return strconv.Itoa(n) + " " + unit.name + "s ago"
		}
	}
	return "less than a minute ago"
}

// pluck returns a member of each object of a list.
func pluck(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	name, isText := args[0].(string)
	items, isList := args[1].([]any)
	if !isText || !isList {
		return nil, errors.New("pluck needs the name of a member and a list")
	}
	out := make([]any, len(items))
	for i, item := range items {
		if object, ok := item.(map[string]any); ok {
			out[i] = object[name]
		}
	}
	return out, nil
}

// truncate cuts a text that is wider than so many columns of a terminal.
func truncate(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	width, isNumber := args[0].(int)
	if !isNumber || width < 0 {
		return nil, errors.New("truncate needs a width and a text")
	}
	if args[1] == nil {
		return "", nil
	}
	text := fmt.Sprint(args[1])
	if displaywidth.String(text) <= width {
		return text, nil
	}
	out, used := "", 1
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		if used += g.Width(); used > width {
			break
		}
		out += g.Value()
	}
	if width == 0 {
		return "", nil
	}
	return out + "…", nil
}

// asJSON returns a value as compact JSON.
func asJSON(v any) (any, error) {
	doc, err := gojq.Marshal(v)
	return string(doc), err
}

// join returns the texts of a list with a separator between them.
func join(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	separator, isText := args[0].(string)
	items, isList := args[1].([]any)
	if !isText || !isList {
		return nil, errors.New("join needs a separator and a list")
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, separator), nil
}

// orDefault returns its last argument, or the one before it where that is missing, null or "".
func orDefault(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	if args[1] == nil || args[1] == "" {
		return args[0], nil
	}
	return args[1], nil
}
