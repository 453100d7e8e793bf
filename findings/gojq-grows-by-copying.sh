#!/usr/bin/env bash
# The guess: a `reduce` that sets one member of an object costs as much for the last member as for the first, as in jq, which changes
# what nobody else holds in place. So a jq program that makes a map of servers by id is linear in the number of servers.
#
# What happens: each round copies the whole object, or array. Four times the items are sixteen times the memory taken (the sum of all
# that was asked for, not the peak), and INDEX and fromstream, which are made of such rounds, are quadratic too. `map`, `add`, `from_entries`,
# `with_entries`, `group_by`, and an update by `|=` of all items at once are linear.
#
# gojq v0.12.20: values are never changed in place (update.go, and INDEX in builtin.jq).
#
# Why care: `INDEX(.id)` over a list of ten thousand servers asks for gigabytes in a program with gojq in it, and for nothing in jq;
# `map({key: .id, value: .}) | from_entries` gives the same object at the price of its size.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/itchyny/gojq@v0.12.20

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"runtime"

	"github.com/itchyny/gojq"
)

// taken is the memory that a program asks for, in all.
func taken(program string, n int) float64 {
	query, err := gojq.Parse(program)
	if err != nil {
		panic(err)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		panic(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for values := code.Run(n); ; {
		if _, ok := values.Next(); !ok {
			break
		}
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

func main() {
	for _, program := range []string{
		`reduce range(.) as $i ({}; .[$i | tostring] = $i)`,
		`reduce range(.) as $i ([]; . + [$i])`,
		`[range(.) | {id: .}] | INDEX(.id)`,
		`[range(.) | {id: .}] | fromstream(tostream)`,
		`[range(.) | {id: .}] | map({key: .id | tostring, value: .}) | from_entries`,
		`[range(.) | {(tostring): .}] | add | with_entries(.value += 1)`,
		`[range(.) | {id: .}] | map(.id) | add`,
		`[range(.) | {id: .}] | .[].id |= . + 1`,
		`[range(.) | {g: (. % 10), id: .}] | group_by(.g)`,
	} {
		growth := taken(program, 4000) / taken(program, 1000)
		class := "as the items"
		if growth > 10 {
			class = "as their square"
		}
		fmt.Printf("%-15s  %s\n", class, program)
	}
}
END
go_run | seen
expect <<'END'
as their square  reduce range(.) as $i ({}; .[$i | tostring] = $i)
as their square  reduce range(.) as $i ([]; . + [$i])
as their square  [range(.) | {id: .}] | INDEX(.id)
as their square  [range(.) | {id: .}] | fromstream(tostream)
as the items     [range(.) | {id: .}] | map({key: .id | tostring, value: .}) | from_entries
as the items     [range(.) | {(tostring): .}] | add | with_entries(.value += 1)
as the items     [range(.) | {id: .}] | map(.id) | add
as the items     [range(.) | {id: .}] | .[].id |= . + 1
as the items     [range(.) | {g: (. % 10), id: .}] | group_by(.g)
END
