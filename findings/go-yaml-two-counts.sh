#!/usr/bin/env bash
# The guess: "yaml: line N" names the line with the mistake, counted from 1, or none does.
#
# What happens: it depends on which part of the library found the mistake. What the scanner finds (a colon too many, a tab) and what
# doesn't fit its type have the line counted from 1, but on the first line the scanner names none; what the parser finds (a list without
# its end, a member beside a list, one less indented) has the line before.
#
# go.yaml.in/yaml/v3 v3.0.6 (the successor of gopkg.in/yaml.v3), decode.go: parser.fail adds 1 to the line of a scanner's error alone, and
# names none where the line is 0.
#
# Why care: whoever is sent to line 1 of clouds.yaml for a mistake in line 2 looks at the wrong cloud. A tool that shows the line itself
# cannot add 1 to all of them.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules go.yaml.in/yaml/v3@v3.0.6

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

func main() {
	for _, test := range []struct{ wrong, text string }{
			{"2, no end of a list", "a: 1\nb: [1\n"},
		{"1, a colon too many", "a: b: c\n"},
		{"2, a colon too many", "a: 1\nb: c: d\n"},
		{"3, a colon too many", "a: 1\nb: 2\nc: d: e\n"},
		{"2, a tab", "a:\n\tb: 1\n"},
		{"3, a tab", "x: 1\na:\n\tb: 1\n"},
		{"2, a member beside a list", "- a\nb: 1\n"},
		{"3, a member beside a list", "- a\n- b\nc: 1\n"},
		{"3, less indented", "a:\n    b: 1\n  c: 2\n"},
		{"2, a text for a number", "a: 1\nn: x\n"},
	} {
		var v struct {
			N int `yaml:"n"`
		}
		fmt.Printf("line %s: %v\n", test.wrong, yaml.Unmarshal([]byte(test.text), &v))
	}
}
END
go_run | seen
expect <<'END'
line 2, no end of a list: yaml: line 1: did not find expected ',' or ']'
line 1, a colon too many: yaml: mapping values are not allowed in this context
line 2, a colon too many: yaml: line 2: mapping values are not allowed in this context
line 3, a colon too many: yaml: line 3: mapping values are not allowed in this context
line 2, a tab: yaml: line 2: found character that cannot start any token
line 3, a tab: yaml: line 3: found character that cannot start any token
line 2, a member beside a list: yaml: line 1: did not find expected '-' indicator
line 3, a member beside a list: yaml: line 2: did not find expected '-' indicator
line 3, less indented: yaml: line 2: did not find expected key
line 2, a text for a number: yaml: unmarshal errors:
  line 2: cannot unmarshal !!str `x` into int
END
