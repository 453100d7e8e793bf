package output

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// comparer returns the comparison that a --sort means, nil for none. The error is a *UsageError.
func (v *AnyView) comparer(sort string) (func(a, b *entry) int, error) {
	if sort == "" {
		return nil, nil
	}
	name, direction, _ := strings.Cut(sort, ":")
	c, ok := v.find(name)
	if !ok {
		return nil, v.unknown(name)
	}
	switch direction {
	case "", "asc":
		return func(a, b *entry) int { return c.compareValues(a.val, b.val) }, nil
	case "desc":
		return func(a, b *entry) int { return c.compareValues(b.val, a.val) }, nil
	}
	return nil, usage("--sort %s: the order is asc or desc, not %q", sort, direction)
}

// entries returns the items in the order of o. Where that is another than they come in, all are read before the first.
func (v *AnyView) entries(o Options, items iter.Seq2[jsontext.Value, error]) iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		compare, err := v.comparer(o.Sort)
		if err != nil {
			yield(nil, err)
			return
		}
		if compare == nil {
			e := new(entry) // one for all: nobody holds on to it
			for raw, err := range items {
				e.next(raw)
				if !yield(e, err) || err != nil {
					return
				}
			}
			return
		}
		for e, err := range v.sorted(compare, items) {
			if !yield(e, err) {
				return
			}
		}
	}
}

// sorted reads all items, then gives them in order; equal ones stay as they came.
func (v *AnyView) sorted(compare func(a, b *entry) int, items iter.Seq2[jsontext.Value, error]) iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		var all []*entry
		for raw, err := range items {
			e := &entry{raw: raw.Clone()}
			if err == nil {
				err = v.read(e)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			all = append(all, e)
		}
		slices.SortStableFunc(all, compare)
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}
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
