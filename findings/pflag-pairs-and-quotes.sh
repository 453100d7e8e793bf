#!/usr/bin/env bash
# The guess: a flag of KEY=VALUE pairs (StringToString) takes the value behind the first = as it is, or reads each flag as a line of CSV,
# as StringSlice does.
#
# What happens: both, by how many = there are. With one, quotes at both ends of the flag are cut off, as many as there are, and nothing
# else is looked at: `say=it's "on"` loses its last quote, `size="big"` half of its quotes, and commas stay. With two or more it is CSV:
# commas part, and a quote inside is an error, also where the second = is in the value. StringSlice refuses each of those quotes.
#
# github.com/spf13/pflag v1.0.10, string_to_string.go, Set: strings.Trim(val, `"`) where strings.Count(val, "=") is 1.
#
# Why care: metadata that is JSON, a path with quotes or a command line reaches the cloud without its last quote, and nothing is said;
# `a=1,2` works, until a value has an = in it. A command line whose pairs hold any text needs a flag of its own that cuts at the first =.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/spf13/pflag@v1.0.10

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/spf13/pflag"
)

func main() {
	for _, argument := range []string{`say=it's "on"`, `size="big"`, `"size=big"`, `list=["a","b"]`, `zones=1,2`, `zones=1,2,x=3`, `url=http://h/?a=1,2`, `q=a="b"`} {
		fs := pflag.NewFlagSet("", pflag.ContinueOnError)
		pairs := fs.StringToString("pairs", nil, "")
		words := fs.StringSlice("words", nil, "")
		err := fs.Parse([]string{"--pairs", argument})
		fmt.Printf("%s\n  pairs %q %v\n", argument, *pairs, err)
		err = fs.Parse([]string{"--words", argument})
		fmt.Printf("  words %q %v\n", *words, err)
	}
}
END
go_run | seen
expect <<'END'
say=it's "on"
  pairs map["say":"it's \"on"] <nil>
  words [] invalid argument "say=it's \"on\"" for "--words" flag: parse error on line 1, column 10: bare " in non-quoted-field
size="big"
  pairs map["size":"\"big"] <nil>
  words [] invalid argument "size=\"big\"" for "--words" flag: parse error on line 1, column 6: bare " in non-quoted-field
"size=big"
  pairs map["size":"big"] <nil>
  words ["size=big"] <nil>
list=["a","b"]
  pairs map["list":"[\"a\",\"b\"]"] <nil>
  words [] invalid argument "list=[\"a\",\"b\"]" for "--words" flag: parse error on line 1, column 7: bare " in non-quoted-field
zones=1,2
  pairs map["zones":"1,2"] <nil>
  words ["zones=1" "2"] <nil>
zones=1,2,x=3
  pairs map[] invalid argument "zones=1,2,x=3" for "--pairs" flag: 2 must be formatted as key=value
  words ["zones=1" "2" "x=3"] <nil>
url=http://h/?a=1,2
  pairs map[] invalid argument "url=http://h/?a=1,2" for "--pairs" flag: 2 must be formatted as key=value
  words ["url=http://h/?a=1" "2"] <nil>
q=a="b"
  pairs map[] invalid argument "q=a=\"b\"" for "--pairs" flag: parse error on line 1, column 5: bare " in non-quoted-field
  words [] invalid argument "q=a=\"b\"" for "--words" flag: parse error on line 1, column 5: bare " in non-quoted-field
END
