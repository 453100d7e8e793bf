#!/usr/bin/env bash
# The guess: a field tagged `json:",unknown"` keeps the members that a struct doesn't name, as the JSON v2 experiment
# had it for years; `json:",inline"` the same for a jsontext.Value.
#
# What happens in this version: both words mean nothing any more. The field is an ordinary one named after itself,
# decoding drops the unknown members, encoding adds a member with the field's name, and nobody says a word: not the
# compiler, not the package, not at run time. The new word is `embed`.
#
# github.com/go-json-experiment/json v1.27.2, fields.go, parseFieldOptions: the cases of `inline` and `unknown` are
# gone, and options that it doesn't know are allowed. v0.0.0-20250725192818-e39067aee2d2 has them.
#
# Why care: a CLI that hands on documents of a cloud loses members after a routine update of the module, and only a
# test with a member that nobody declared can see it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

type unknown struct {
	Name string         `json:"name"`
	Rest jsontext.Value `json:",unknown"`
}

type inline struct {
	Name string         `json:"name"`
	Rest jsontext.Value `json:",inline"`
}

type embed struct {
	Name string         `json:"name"`
	Rest jsontext.Value `json:",embed"`
}

func try[T any](option string) {
	var value T
	err := json.Unmarshal([]byte(`{"name":"web","OS-DCF:diskConfig":"AUTO"}`), &value)
	out, err2 := json.Marshal(value)
	fmt.Printf("  %-7s -> %s %v %v\n", option, out, err, err2)
}

func main() {
	try[unknown]("unknown")
	try[inline]("inline")
	try[embed]("embed")
}
END
for version in v0.0.0-20250725192818-e39067aee2d2 v1.27.2; do
  rm -f "$tmp/go/go.mod" "$tmp/go/go.sum"
  go_modules "github.com/go-json-experiment/json@$version"
  echo "$version"
  go_run
done | seen
expect <<'END'
v0.0.0-20250725192818-e39067aee2d2
  unknown -> {"name":"web","OS-DCF:diskConfig":"AUTO"} <nil> <nil>
  inline  -> {"name":"web","OS-DCF:diskConfig":"AUTO"} <nil> <nil>
  embed   -> {"name":"web","Rest":null} <nil> <nil>
v1.27.2
  unknown -> {"name":"web","Rest":null} <nil> <nil>
  inline  -> {"name":"web","Rest":null} <nil> <nil>
  embed   -> {"name":"web","OS-DCF:diskConfig":"AUTO"} <nil> <nil>
END
