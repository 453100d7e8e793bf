package formatters

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/template"
	"github.com/novactl/novactl/pkg/pattern"
)

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
func (t *Formatters) color(args []any) (any, error) {
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
	if !t.Screen.Styles {
		return text, nil
	}
	return styleBegin + strings.Join(codes, ";") + styleEnd + text + styleBegin + "0" + styleEnd, nil
}

var aStyle = pattern.Lazy(styleBegin + `([0-9;]*)` + styleEnd)

func withoutColors(text string) string { return aStyle().ReplaceAllString(text, "") }

// WithColors turns the styles of color into what a terminal obeys. A text from elsewhere that holds them has colours and no more.
func (t *Formatters) WithColors(text string) string {
	if !t.Screen.Styles {
		return text
	}
	return aStyle().ReplaceAllString(text, "\x1b[${1}m")
}
