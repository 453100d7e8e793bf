package session

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Sorted is a query of parameters, name and value by turns, in the order of their names.
func Sorted(params ...string) string {
	text := strings.TrimPrefix(Query(params...), "?")
	if text == "" {
		return ""
	}
	parts := strings.Split(text, "&")
	slices.SortStableFunc(parts, func(a, b string) int {
		x, _, _ := strings.Cut(a, "=")
		y, _, _ := strings.Cut(b, "=")
		return strings.Compare(x, y)
	})
	return "?" + strings.Join(parts, "&")
}

// isTime reports whether a text is a time that ISO 8601 knows.
func isTime(text string) bool {
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02", "2006-01", "2006",
		"2006-01-02T15:04:05-0700", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "20060102T150405Z07:00", "20060102", "2006-01-02T15:04:05-07",
	} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// Truth reads a text as oslo's bool_from_string does; ok is false where it is neither.
func Truth(text string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "1", "t", "true", "on", "y", "yes":
		return true, true
	case "0", "f", "false", "off", "n", "no":
		return false, true
	}
	return false, false
}

// mustBool reads an option that must be true or false, as argparse does.
func (s *Nova) mustBool(dest string) (any, error) {
	text := s.Args.Text(dest)
	value, ok := Truth(text)
	if !ok {
		name := "--" + strings.ReplaceAll(dest, "_", "-")
		return nil, &usageError{
			usage: commandUsage(s.row, s.Minor), message: "argument " + name + ": invalid <lambda> value: " + pytext.Repr(text), of: " " + s.row.Name,
		}
	}
	return value, nil
}

// Pairs reads NAME=value, each.
func Pairs(words []string) (*pytext.Dict, error) {
	d := pytext.NewDict()
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, &classError{"ArgumentTypeError", "'" + pytext.Repr(words) + "' is not in the format of 'key=value'"}
		}
		d.Set(name, value)
	}
	return d, nil
}

// Extracted reads NAME=value, or NAME for none, each.
func Extracted(words []string) *pytext.Dict {
	d := pytext.NewDict()
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		d.Set(name, nil)
		if ok {
			d.Set(name, value)
		}
	}
	return d
}

// FullyEscaped is a segment whose colons and blanks are escaped, too.
func FullyEscaped(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
