#!/usr/bin/env bash
# The guess: a program that imports tablewriter and draws a table of one row takes a few kilobytes for it, as it did with 1.1.1.
#
# What happens: the import alone takes more than half a megabyte before main begins, and 0.4 MB more for each that is drawn, which is garbage then.
#
# github.com/olekukonko/tablewriter v1.1.5: pkg/twwidth, init, makes a cache of widths; tablewriter.go, NewTable, makes one of ways to
# turn types into text, before any option is looked at; pkg/twcache, NewLRU, makes the map at once with room for all that it may ever hold, 8,192
# and 10,240 entries. 1.1.1 had maps that grow.
#
# Why care: a command line that ends in milliseconds pays for it at every start, whether it draws a table or not: it was a fifth of the
# processor time of a command that prints three rows. A program that draws many small tables fills its heap with them.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/olekukonko/tablewriter"
)

// taken is what was taken so far, in steps of a quarter of a megabyte.
func taken() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.TotalAlloc/(1<<18)) / 4
}

func main() {
	fmt.Printf("  before main: %.2f MB or more\n", taken())
	before := taken()
	for range 10 {
		table := tablewriter.NewWriter(io.Discard)
		table.Append([]string{"web-1", "ACTIVE"})
		table.Render()
	}
	fmt.Printf("  ten tables of one row: %.0f MB or more\n", taken()-before)
}
END
for version in v1.1.1 v1.1.5; do
  rm -f "$tmp/go/go.mod" "$tmp/go/go.sum"
  echo "tablewriter $version"
  go_modules "github.com/olekukonko/tablewriter@$version"
  go_run
done | seen
expect <<'END'
tablewriter v1.1.1
  before main: 0.00 MB or more
  ten tables of one row: 0 MB or more
tablewriter v1.1.5
  before main: 0.75 MB or more
  ten tables of one row: 4 MB or more
END
