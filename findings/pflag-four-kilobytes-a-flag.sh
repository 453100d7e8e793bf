#!/usr/bin/env bash
# The guess: declaring a flag that may be repeated takes as much memory as declaring another one, some 300 bytes.
#
# What happens: StringArray, StringSlice, StringToString and BoolSlice take 4 KB more each, before anything is parsed; IntSlice does not.
# pflag keeps the default of each flag as text, and those write it as CSV, also where there are no values: through a csv.Writer,
# whose buffer has 4,096 bytes.
#
# pflag v1.0.10: flag.go, VarPF; string_array.go, string_slice.go, string_to_string.go and bool_slice.go, String.
#
# Why care: a command line that makes its tree of commands at every start, as cobra's examples do, takes 4 KB for each `--filter`, `--tag` and
# `--property` of commands that nobody named: it was a fifth of the memory of a list of servers here.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/spf13/pflag@v1.0.10

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/pflag"
)

// taken says how many KB a flag takes, of a hundred.
func taken(what string, declare func(fs *pflag.FlagSet, name string)) {
	var before, after runtime.MemStats
	fs := pflag.NewFlagSet("", pflag.ContinueOnError)
	runtime.ReadMemStats(&before)
	for i := range 100 {
		declare(fs, fmt.Sprint("flag-", i))
	}
	runtime.ReadMemStats(&after)
	fmt.Printf("%s: %d KB\n", what, (after.TotalAlloc-before.TotalAlloc)/100>>10)
}

func main() {
	taken("String", func(fs *pflag.FlagSet, name string) { fs.String(name, "", "") })
	taken("IntSlice", func(fs *pflag.FlagSet, name string) { fs.IntSlice(name, nil, "") })
	taken("BoolSlice", func(fs *pflag.FlagSet, name string) { fs.BoolSlice(name, nil, "") })
	taken("StringToString", func(fs *pflag.FlagSet, name string) { fs.StringToString(name, nil, "") })
	taken("StringArray", func(fs *pflag.FlagSet, name string) { fs.StringArray(name, nil, "") })
	taken("StringSlice", func(fs *pflag.FlagSet, name string) { fs.StringSlice(name, nil, "") })
}
END
go_run | seen
expect <<'END'
String: 0 KB
IntSlice: 0 KB
BoolSlice: 4 KB
StringToString: 4 KB
StringArray: 4 KB
StringSlice: 4 KB
END
