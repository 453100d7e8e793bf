#!/usr/bin/env bash
# The guess: strptime with %z and then mktime gives the same moment in jq and in gojq, which is jq in Go and lists
# where it differs.
#
# What happens: jq 1.6 reads the zone and forgets it, so 00:00 at +02:00 is 00:00 UTC, two hours late; gojq counts it
# in. The broken-down time shows it too: gojq's is already in UTC. And gojq keeps fractions of seconds in mktime where
# jq cuts them off.
#
# jq 1.6 (Debian 12), src/builtin.c: f_mktime makes seconds with timegm(), which takes the fields for UTC, and the
# list has no place for an offset. github.com/itchyny/gojq v0.12.20, func.go: funcStrptime and funcMktime go through
# Go's time.Time.
#
# Why care: clouds and logs write +00:00 as often as Z, and some their local zone. A filter like `select((.updated |
# strptime(…) | mktime) > $t)` picks other servers in a CLI with gojq inside than in the same pipeline with jq.
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
try() {
  echo "$1 | $2"
  printf '  jq   '
  LD_LIBRARY_PATH=$libraries TZ=UTC "$tmp/root/usr/bin/jq" -c "$2" <<<"$1"
  go_run "$2" "$1"
}
{
  try '"2014-02-03T00:00:00+0200"' 'strptime("%Y-%m-%dT%H:%M:%S%z") | mktime'
  try '"2014-02-03T00:00:00-0700"' 'strptime("%Y-%m-%dT%H:%M:%S%z") | todate'
  try '"2014-02-03T00:00:00+0200"' 'strptime("%Y-%m-%dT%H:%M:%S%z")[:6]'
  try '1391385600.75' 'gmtime | mktime'
} | seen
expect <<'END'
"2014-02-03T00:00:00+0200" | strptime("%Y-%m-%dT%H:%M:%S%z") | mktime
  jq   1391385600
  gojq 1391378400 <nil>
"2014-02-03T00:00:00-0700" | strptime("%Y-%m-%dT%H:%M:%S%z") | todate
  jq   "2014-02-03T00:00:00Z"
  gojq "2014-02-03T07:00:00Z" <nil>
"2014-02-03T00:00:00+0200" | strptime("%Y-%m-%dT%H:%M:%S%z")[:6]
  jq   [2014,1,3,0,0,0]
  gojq [2014,1,2,22,0,0] <nil>
1391385600.75 | gmtime | mktime
  jq   1391385600
  gojq 1391385600.75 <nil>
END
