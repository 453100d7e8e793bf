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
debian jq=1.6-2.1+deb12u3 libjq1=1.6-2.1+deb12u3 libonig5=6.9.8-1
go_modules github.com/itchyny/gojq@v0.12.20

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/itchyny/gojq"
)

func main() {
	query, err := gojq.Parse(os.Args[1])
	if err != nil {
		panic(err)
	}
	var input any
	if err := json.Unmarshal([]byte(os.Args[2]), &input); err != nil {
		panic(err)
	}
	value, _ := query.Run(input).Next()
	text, err := gojq.Marshal(value)
	fmt.Println("  gojq", string(text), err)
}
END
libraries=$(dirname "$(find "$tmp/root" -name libjq.so.1 | head -n 1)")
for expression in 'sort | .[length / 2]' '.[1:length / 2]' '.[2.0]' '.[-0.5]' '[limit(0; .[])]' '[limit(1; .[])]' 'first(.[] | select(. > 600))'; do
  echo "$expression"
  printf '  jq   '
  LD_LIBRARY_PATH=$libraries "$tmp/root/usr/bin/jq" -c "$expression" <<<'[512,2048,1024]'
  go_run "$expression" '[512,2048,1024]'
done | seen
expect <<'END'
sort | .[length / 2]
  jq   null
  gojq 1024 <nil>
.[1:length / 2]
  jq   [2048]
  gojq [2048] <nil>
.[2.0]
  jq   1024
  gojq 1024 <nil>
.[-0.5]
  jq   null
  gojq 512 <nil>
[limit(0; .[])]
  jq   [512]
  gojq [] <nil>
[limit(1; .[])]
  jq   [512]
  gojq [512] <nil>
first(.[] | select(. > 600))
  jq   2048
  gojq 2048 <nil>
END
