// Package cell makes the cells of columns from members that may be absent.
package cell

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// Text is a cell for a member that may be absent.
func Text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Number is a cell for a number that may be absent.
func Number[N int | int64](n *N) string {
	if n == nil {
		return ""
	}
	return Count(*n)
}

// Count returns the cell for a number that is always there: "?" where it couldn't be read.
func Count[N int | int64](n N) string {
	if n == api.MarkNumber {
		return api.Mark
	}
	return fmt.Sprint(n)
}

// Several counts things: "1 image", "2 images".
func Several(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}

// CompareNumbers orders numbers that may be absent; the absent come first.
func CompareNumbers[N int | int64](a, b *N) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(*a, *b)
}

// Pairs is a cell for metadata: "key=value, key=value".
func Pairs(m api.Metadata) string {
	parts := make([]string, len(m))
	for i, p := range m {
		parts[i] = p.Key + "=" + p.Value
	}
	return strings.Join(parts, ", ")
}

// RefID is a cell for a reference that may be absent.
func RefID(r *api.Ref) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// Flavor is a cell for the flavor of a server: its id. From microversion 2.47 on a server tells only the name.
func Flavor(r *api.Ref) string {
	if r == nil || r.ID != "" || len(r.Extra) == 0 {
		return RefID(r)
	}
	var named struct {
		Name string `json:"original_name"`
	}
	if err := api.Unmarshal(r.Extra, &named); err != nil {
		return ""
	}
	return named.Name
}

// Fault is a cell for the reason of an ERROR; empty where there is none.
func Fault(f *api.Fault) string {
	if f == nil {
		return ""
	}
	text := f.Message
	if f.Code != 0 {
		text += fmt.Sprintf(" (code %d)", f.Code)
	}
	if f.Details != "" {
		text += "; " + f.Details
	}
	return text
}
