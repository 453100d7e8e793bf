package output

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// An entry is one item of a list: as it came, and decoded where something needed that.
type entry[T any] struct {
	raw     jsontext.Value
	val     T
	decoded bool
	partial *PartialError[T] // what of it can't be read; nil: nothing
}

// comparer returns the comparison that a --sort means, nil for none. The error is a *UsageError.
func (v View[T]) comparer(sort string) (func(a, b *entry[T]) int, error) {
	if sort == "" {
		return nil, nil
	}
	name, direction, _ := strings.Cut(sort, ":")
	at, ok := v.traits().find(name)
	if !ok {
		return nil, v.traits().unknown(name)
	}
	col := v.Columns[at]
	switch direction {
	case "", "asc":
		return func(a, b *entry[T]) int { return col.compare(a.val, b.val) }, nil
	case "desc":
		return func(a, b *entry[T]) int { return col.compare(b.val, a.val) }, nil
	}
	return nil, usage("--sort %s: the order is asc or desc, not %q", sort, direction)
}

// entries returns the items in the order of o. Where that is another than they come in, all are read before the first.
func entries[T any](o Options, v View[T], items iter.Seq2[jsontext.Value, error]) iter.Seq2[*entry[T], error] {
	return func(yield func(*entry[T], error) bool) {
		compare, err := v.comparer(o.Sort)
		if err != nil {
			yield(nil, err)
			return
		}
		if compare == nil {
			e := new(entry[T]) // one for all: nobody holds on to it
			for raw, err := range items {
				*e = entry[T]{raw: raw}
				if !yield(e, err) || err != nil {
					return
				}
			}
			return
		}
		for e, err := range sorted(compare, v, items) {
			if !yield(e, err) {
				return
			}
		}
	}
}

// sorted reads all items, then gives them in order; equal ones stay as they came.
func sorted[T any](compare func(a, b *entry[T]) int, v View[T], items iter.Seq2[jsontext.Value, error]) iter.Seq2[*entry[T], error] {
	return func(yield func(*entry[T], error) bool) {
		var all []*entry[T]
		for raw, err := range items {
			e := &entry[T]{raw: raw.Clone()}
			if err == nil {
				err = v.decode(e)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			all = append(all, e)
		}
		for _, i := range positions(len(all), func(a, b int) int { return compare(all[a], all[b]) }) {
			if !yield(all[i], nil) {
				return
			}
		}
	}
}

// positions returns the numbers below n in the order that compare gives to what they are the positions of; equal ones stay as they are. Numbers
// move in place of large structs, and the sort is in the program once, not once for each type: that was 0.5 MB.
func positions(n int, compare func(a, b int) int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, compare)
	return all
}

// natural compares text as people sort it: runs of digits by their number, letters without case.
func natural(a, b string) int {
	a, b = strings.ToLower(a), strings.ToLower(b)
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x > 0 && y > 0 {
			if c := compareNumbers(a[:x], b[:y]); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits returns how many digits s starts with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// compareNumbers compares runs of digits of any length by value.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
