package pytext

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

// Str shows a value as str does.
func Str(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return Repr(v)
}

// Repr shows a value as repr does.
func Repr(v any) string {
	return (writer{quote: quoted, null: "None", yes: "True", no: "False"}).text(v)
}

// Dumps shows a value as json.dumps does with ensure_ascii=False.
func Dumps(v any) string {
	return (writer{quote: jsonQuoted, null: "null", yes: "true", no: "false"}).text(v)
}

// sortedRepr is Repr with the members of objects in order, as pprint has them.
func sortedRepr(v any) string {
	return (writer{quote: quoted, null: "None", yes: "True", no: "False", sorted: true}).text(v)
}

// writer shows values in one of the two notations.
type writer struct {
	quote         func(string) string
	null, yes, no string
	sorted        bool
}

func (w writer) text(v any) string {
	switch v := v.(type) {
	case nil:
		return w.null
	case bool:
		if v {
			return w.yes
		}
		return w.no
	case string:
		return w.quote(v)
	case Number:
		return number(string(v))
	case int:
		return strconv.Itoa(v)
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = w.quote(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = w.text(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case *Dict:
		return w.dict(v)
	}
	return fmt.Sprint(v)
}

func (w writer) dict(d *Dict) string {
	keys := d.Keys()
	if w.sorted {
		keys = slices.Sorted(slices.Values(keys))
	}
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = w.quote(k) + ": " + w.text(d.values[k])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// number shows a JSON number as Python's int or float.
func number(text string) string {
	if !strings.ContainsAny(text, ".eE") {
		if text == "-0" {
			return "0"
		}
		return text
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return Float(f)
}

// Float shows a float as repr does.
func Float(f float64) string {
	short := strconv.FormatFloat(f, 'e', -1, 64)
	_, exponent, _ := strings.Cut(short, "e")
	if n, err := strconv.Atoi(exponent); err == nil && (n < -4 || n >= 16) {
		return short
	}
	plain := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.ContainsAny(plain, ".IN") {
		plain += ".0"
	}
	return plain
}

// quoted is a string as repr quotes it.
func quoted(s string) string {
	mark := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		mark = '"'
	}
	var b strings.Builder
	b.WriteRune(mark)
	for _, r := range s {
		switch {
		case r == mark || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteRune(mark)
	return b.String()
}

// jsonQuoted is a string as json.dumps quotes it.
func jsonQuoted(s string) string {
	b, _ := jsontext.AppendQuote(nil, s) // what it complains of, it replaces
	return string(b)
}

// Bytes shows a text as Python shows the bytes that it is made of.
func Bytes(s string) string {
	text := quoted(s)
	var b strings.Builder
	b.WriteByte('b')
	for i := range len(text) {
		if c := text[i]; c >= 0x80 {
			fmt.Fprintf(&b, `\x%02x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
