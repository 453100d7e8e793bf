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
# shellcheck source=lib/jq.sh
source "$(dirname "$0")/lib/jq.sh"

try() {
  echo "$1 | $2"
  both "$2" "$1"
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
  gojq 1391378400
"2014-02-03T00:00:00-0700" | strptime("%Y-%m-%dT%H:%M:%S%z") | todate
  jq   "2014-02-03T00:00:00Z"
  gojq "2014-02-03T07:00:00Z"
"2014-02-03T00:00:00+0200" | strptime("%Y-%m-%dT%H:%M:%S%z")[:6]
  jq   [2014,1,3,0,0,0]
  gojq [2014,1,2,22,0,0]
1391385600.75 | gmtime | mktime
  jq   1391385600
  gojq 1391385600.75
END
