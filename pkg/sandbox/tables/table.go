package tables

import (
	"iter"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// split reads an embedded table: the names of its columns, and its rows, cell by cell.
func split(table string) (names []string, rows iter.Seq[[]string]) {
	head, body, _ := strings.Cut(table, "\n")
	return strings.Split(head, "\t"), func(yield func([]string) bool) {
		for row := range strings.Lines(body) {
			if !yield(strings.Split(strings.TrimSuffix(row, "\n"), "\t")) {
				return
			}
		}
	}
}

// pairs are the keys that have a value in a row.
func pairs(names, cells []string) api.Metadata {
	all := api.Metadata{}
	for i, value := range cells {
		if value != "" {
			all = append(all, api.Pair{Key: names[i], Value: value})
		}
	}
	return all
}

// mustNumber reads a number of an embedded table. It panics where that is broken, which every test would see.
func mustNumber(cell string) int64 {
	n, err := strconv.ParseInt(cell, 10, 64)
	if err != nil {
		panic("sandbox: embedded data: " + err.Error())
	}
	return n
}
