package glance

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// sortKey is a member that a list is sorted by, and its direction.
type sortKey struct {
	member     string
	descending bool
}

// sortMembers are those that a list can be sorted by (fact 95).
var sortMembers = []string{"name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at"}

// readSorting reads what a list is to be sorted by: sort=name:asc,size or, in the older form, sort_key and sort_dir. Down is the default. What is equal
// is in the sequence of time and id, in the one direction that was given, else down. Nil: nothing was asked for.
func readSorting(q url.Values) ([]sortKey, error) {
	keys, dirs := q["sort_key"], q["sort_dir"]
	switch {
	case q.Has("sort") && len(keys)+len(dirs) > 0:
		return nil, fault.BadRequest("Old and new sorting syntax cannot be combined")
	case q.Has("sort"):
		for word := range strings.SplitSeq(q.Get("sort"), ",") {
			key, dir, _ := strings.Cut(word, ":")
			keys, dirs = append(keys, key), append(dirs, cmp.Or(dir, "desc"))
		}
	case len(keys)+len(dirs) == 0:
		return nil, nil
	case len(keys) == 0:
		keys = []string{"created_at"}
	}
	otherwise := "desc"
	if len(dirs) == 1 {
		otherwise = strings.TrimSpace(dirs[0])
	}
	if len(dirs) > 1 && len(dirs) != len(keys) {
		return nil, fault.BadRequest("Number of sort dirs does not match the number of sort keys")
	}
	var by []sortKey
	for i, key := range append(keys, "created_at", "id") {
		dir := otherwise
		if i < len(keys) && len(dirs) > 1 {
			dir = strings.TrimSpace(dirs[i])
		}
		key = strings.TrimSpace(key)
		switch {
		case !slices.Contains(sortMembers, key):
			return nil, fault.BadRequest("Invalid sort key: %s. It must be one of the following: %s.", key, strings.Join(sortMembers, ", "))
		case dir != "asc" && dir != "desc":
			return nil, fault.BadRequest("Invalid sort direction: %s", dir)
		}
		by = append(by, sortKey{key, dir == "desc"})
	}
	return by, nil
}

// sortImages sorts images, as the database of most clouds does: texts in any case, and what has no value before what has one.
func sortImages(images []serviceImage, by []sortKey) {
	slices.SortStableFunc(images, func(a, b serviceImage) int {
		for _, k := range by {
			c := compareValues(a[k.member], b[k.member])
			if k.descending {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
}

func compareValues(a, b any) int {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
	case string:
		if b, ok := b.(string); ok {
			return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
		}
	}
	switch { // one of them is nil
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	}
	return 1
}
