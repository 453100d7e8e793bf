#!/usr/bin/env bash
# The guess: an index with a fraction, as `.[length / 2]` makes it, is cut to a whole one, as a slice's bounds are.
#
# What happens: jq 1.6 gives null for it; gojq cuts it. And limit(0; …), which should give nothing, gives one value in
# jq 1.6.
#
# jq 1.6 (Debian 12), src/jv_aux.c, jv_get: an index is used only if it equals its integer part; src/builtin.jq,
# limit: it looks at its count after it has given. github.com/itchyny/gojq v0.12.20, func.go.
#
# Why care: the median of a list, or "the first n" with an n that may be 0, differs between a CLI's --jq and a pipe to
# jq, without an error.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
# shellcheck source=lib/jq.sh
source "$(dirname "$0")/lib/jq.sh"

for expression in 'sort | .[length / 2]' '.[1:length / 2]' '.[2.0]' '.[-0.5]' '[limit(0; .[])]' '[limit(1; .[])]' 'first(.[] | select(. > 600))'; do
  echo "$expression"
  both "$expression" '[512,2048,1024]'
done | seen
expect <<'END'
sort | .[length / 2]
  jq   null
  gojq 1024
.[1:length / 2]
  jq   [2048]
  gojq [2048]
.[2.0]
  jq   1024
  gojq 1024
.[-0.5]
  jq   null
  gojq 512
[limit(0; .[])]
  jq   [512]
  gojq []
[limit(1; .[])]
  jq   [512]
  gojq [512]
first(.[] | select(. > 600))
  jq   2048
  gojq 2048
END
