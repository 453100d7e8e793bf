#!/usr/bin/env bash
# The guess: yq's `select(.name == "web-*")` is jq's: the one item that is called web-*, if there is one.
#
# What happens: a * or ? in what stands on the right is a pattern, so == gives all that begin with web-, != leaves them all out, and del()
# deletes them. What stands on the right may be data: "web-1" == .name is true of items whose names are * and web-*.
#
# github.com/mikefarah/yq/v4 v4.54.3, pkg/yqlib/operator_equals.go, matches with lib.go's matchKey, which takes wildcards.
#
# Why care: who learned jq filters `-o yaml` of servers, rules or DNS names with the same words. A name, a tag or a DNS record "*" is valid in
# OpenStack, and a comparison of two documents' members is no comparison once one of them has a * in it. In a script that deletes what comes
# out it is one server in jq and several in yq.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian jq=1.6-2.1+deb12u3 libjq1=1.6-2.1+deb12u3 libonig5=6.9.8-1
go_modules github.com/mikefarah/yq/v4@v4.54.3
(cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/yq" github.com/mikefarah/yq/v4)
libraries=$(dirname "$(find "$tmp/root" -name libjq.so.1 | head -n 1)")

echo '[{"name":"web-1"},{"name":"web-2"},{"name":"web-*"},{"name":"*"}]' >"$tmp/servers.json"
both() {
  echo "$1"
  printf '  jq  %s\n' "$(LD_LIBRARY_PATH=$libraries "$tmp/root/usr/bin/jq" -c "$1" "$tmp/servers.json")"
  printf '  yq  %s\n' "$("$tmp/yq" -p json -o json -I0 "$1" "$tmp/servers.json")"
}
{
  both '[.[] | select(.name == "web-*") | .name]'
  both '[.[] | select(.name != "web-*") | .name]'
  both '[.[] | select("web-1" == .name) | .name]'
  both 'del(.[] | select(.name == "web-*")) | length'
} | seen
expect <<'END'
[.[] | select(.name == "web-*") | .name]
  jq  ["web-*"]
  yq  ["web-1","web-2","web-*"]
[.[] | select(.name != "web-*") | .name]
  jq  ["web-1","web-2","*"]
  yq  ["*"]
[.[] | select("web-1" == .name) | .name]
  jq  ["web-1"]
  yq  ["web-1","web-*","*"]
del(.[] | select(.name == "web-*")) | length
  jq  3
  yq  1
END
