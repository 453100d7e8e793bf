#!/usr/bin/env bash
# The guess: tonumber takes the numbers of JSON, and `tonumber?` leaves out what isn't one; jq and gojq agree on which these are.
#
# What happens: jq takes blanks around a number, and the words nan and Infinity in any case of letters, which JSON doesn't have: a list with one
# "nan" in it has the sum null, as NaN is printed, and one with "Infinity" the greatest number there is. gojq takes none of them. Both take what JSON
# forbids: +8, 08, .5 and 5.
#
# jq 1.6 (Debian 12), src/jv_dtoa.c, which jvp_strtod begins where blanks end; jq 1.7.0, as the package jq-wasm 1.0.1 has it, does the same.
# github.com/itchyny/gojq v0.12.20, func.go, funcToNumber.
#
# Why care: metadata and tags are texts that people typed. `map(.metadata.cost | tonumber?) | add` counts "8 " in jq and drops it, in
# silence, in a command line's --jq; and one server that is called nan makes the sum null in jq.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
# shellcheck source=lib/jq.sh
source "$(dirname "$0")/lib/jq.sh"

for expression in 'map(try tonumber catch "no")' 'map(tonumber?) | length' 'map(tonumber?) | add' 'map(tonumber?) | max'; do
  echo "$expression"
  both "$expression" '["8", " 8", "8 ", "+8", "08", ".5", "5.", "0x10", "1_000", "nan", "NaN", "Infinity", "-", ""]'
done | seen
expect <<'END'
map(try tonumber catch "no")
  jq   [8,8,8,8,8,0.5,5,"no","no",null,null,1.7976931348623157e+308,"no","no"]
  gojq [8,"no","no",8,8,0.5,5,"no","no","no","no","no","no","no"]
map(tonumber?) | length
  jq   10
  gojq 5
map(tonumber?) | add
  jq   null
  gojq 29.5
map(tonumber?) | max
  jq   1.7976931348623157e+308
  gojq 8
END
