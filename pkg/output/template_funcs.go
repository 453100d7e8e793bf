package output

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/clipperhouse/displaywidth"

	"github.com/novactl/novactl/pkg/output/internal/template"
)

// templateState is what the functions of one run of a template share.
type templateState struct {
	s    *Streams
	rows [][]string // of the table that tablerow makes
}

// funcs are the functions that gh's templates have too.
func (t *templateState) funcs() map[string]template.Func {
	return map[string]template.Func{
		"tablerow": t.tableRow,
		"tablerender": func(args []any) (any, error) {
			return t.tableRender(), template.Count(args, 0)
		},
		"timeago": func(args []any) (any, error) {
			at, err := templateTime(args, 1)
			return t.ago(at), err
		},
		"timefmt": func(args []any) (any, error) {
			at, err := templateTime(args, 2)
			if err != nil {
				return nil, err
			}
			return at.Format(fmt.Sprint(args[0])), nil
		},
		"color":    t.color,
		"pluck":    templatePluck,
		"truncate": templateTruncate,
	}
}

// tableRow adds a row to the table.
func (t *templateState) tableRow(args []any) (any, error) {
	cells := make([]string, len(args))
	for i, v := range args {
		if v != nil {
			cells[i] = t.s.shown(strings.Join(strings.Fields(fmt.Sprint(v)), " "))
		}
	}
	t.rows = append(t.rows, cells)
	return "", nil
}

// tableRender returns the rows so far, aligned on a terminal, with tabs between the cells for a program, and begins another table.
func (t *templateState) tableRender() string {
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
			case t.s.OutTTY:
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

// templateTime reads the last of n arguments as a time of the API.
func templateTime(args []any, n int) (time.Time, error) {
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
func (t *templateState) ago(at time.Time) string {
	d := t.s.Now().Sub(at)
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

// The parts of a style, and their codes.
var (
	colorNames = []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	styleNames = []string{"reset", "bold", "dim", "", "underline"}
)

// Around the code of a style in what a template has made, until what a terminal would obey is taken out of it.
const (
	styleBegin = "\uf8f0"
	styleEnd   = "\uf8f1"
)

// color puts a text into a style, such as "red" or "green+bold", on a terminal that may have colours.
func (t *templateState) color(args []any) (any, error) {
	if err := template.Count(args, 2); err != nil {
		return nil, err
	}
	var codes []string
	for word := range strings.SplitSeq(fmt.Sprint(args[0]), "+") {
		if i := slices.Index(colorNames, word); i >= 0 {
			codes = append(codes, strconv.Itoa(30+i))
		} else if i := slices.Index(styleNames, word); i >= 0 && word != "" {
			codes = append(codes, strconv.Itoa(i))
		} else {
			return nil, fmt.Errorf("color: unknown style %q; there are %s, bold, dim and underline, with + between", word, strings.Join(colorNames, ", "))
		}
	}
	text := fmt.Sprint(args[1])
	if !t.s.OutTTY || !t.s.Color || t.s.Dumb {
		return text, nil
	}
	return styleBegin + strings.Join(codes, ";") + styleEnd + text + styleBegin + "0" + styleEnd, nil
}

var aStyle = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(styleBegin + `([0-9;]*)` + styleEnd) })

func withoutColors(text string) string { return aStyle().ReplaceAllString(text, "") }

// withColors turns the styles of color into what a terminal obeys. A text from elsewhere that holds them has colours and no more.
func (t *templateState) withColors(text string) string {
	if !t.s.OutTTY || !t.s.Color || t.s.Dumb {
		return text
	}
	return aStyle().ReplaceAllString(text, "\x1b[${1}m")
}

// templatePluck returns a member of each object of a list.
func templatePluck(args []any) (any, error) {
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

// templateTruncate cuts a text that is wider than so many columns of a terminal.
func templateTruncate(args []any) (any, error) {
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
