#!/usr/bin/env bash
# The guess: `map_values(tonumber? // empty)` keeps the members that are numbers and drops the others.
#
# What happens in jq 1.6: it drops all of them, the numbers too, and exits with 0. `.[] |= (… // empty)` does the
# same, and so does try … catch empty. With `select(…)` in place of `?` it works. gojq, from the same expression,
# keeps the numbers.
#
# jq 1.6 (Debian 12): map_values is `.[] |= f`, and src/builtin.jq defines _modify with a label and a break out of it
# as soon as f gave a value. In 1.6 `?` catches what goes wrong after it, too, the break among it, so that the value
# is thrown away and `empty` deletes the member. Later releases of jq changed both.
#
# Why care: metadata of servers is strings, and picking the numbers out of them like this is a usual line. The result
# is an empty object and no error; a tool whose --jq is gojq gives another answer than the same text piped through jq.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
# shellcheck source=lib/jq.sh
source "$(dirname "$0")/lib/jq.sh"

metadata='{"cores":"4","role":"web","disk":"20"}'
for expression in 'map_values(tonumber? // empty)' '.[] |= (try tonumber catch empty)' \
  'map_values(select(test("^[0-9]+$")) | tonumber)' 'to_entries | map(.value |= (tonumber? // 0)) | from_entries'; do
  echo "$expression"
  both "$expression" "$metadata"
done | seen
expect <<'END'
map_values(tonumber? // empty)
  jq   {}
  gojq {"cores":4,"disk":20}
.[] |= (try tonumber catch empty)
  jq   {}
  gojq {"cores":4,"disk":20}
map_values(select(test("^[0-9]+$")) | tonumber)
  jq   {"cores":4,"disk":20}
  gojq {"cores":4,"disk":20}
to_entries | map(.value |= (tonumber? // 0)) | from_entries
  jq   {"cores":null,"role":0,"disk":null}
  gojq {"cores":4,"disk":20,"role":0}
END
