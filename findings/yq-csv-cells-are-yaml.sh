#!/usr/bin/env bash
# The guess: yq -p csv gives the cells of a list as text, or a cell that is a number as that number; quotes in the CSV keep text text.
#
# What happens: each cell is read as a document of YAML, quoted in the CSV or not. A project 010101 is 10101, a name 1_000 is 1000, one
# that begins with # is null, and the description "note: done" is an object. A server called 0b11 ends the whole conversion in an error of
# the JSON writer's. With --csv-auto-parse=false the objects are gone, and 010101 is still 10101.
#
# github.com/mikefarah/yq/v4 v4.54.3, pkg/yqlib/decoder_csv_object.go: parseSnippet of each cell by default; without it the cell
# is a node that has no tag, and whoever asks for one guesses it from the text.
#
# Why care: `openstack … -f csv` and `novactl … -o csv` are what people feed to it, and names, descriptions and ids there are anybody's. The
# column that was text yesterday has an object in it today because somebody wrote a colon into a description.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/mikefarah/yq/v4@v4.54.3
(cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/yq" github.com/mikefarah/yq/v4)

printf '"Name","Project","Description"\n"1_000","010101","note: done"\n"#7","010101","[a, b]"\n"~","020202","&a b"\n' >"$tmp/servers.csv"
printf '"Name","Project"\n"web-1","1"\n"0b11","1"\n' >"$tmp/binary.csv"
{
  "$tmp/yq" -p csv -o json -I0 '.[]' "$tmp/servers.csv"
  "$tmp/yq" -p csv -o json -I0 --csv-auto-parse=false '.[]' "$tmp/servers.csv"
  "$tmp/yq" -p csv -o json -I0 "$tmp/binary.csv" 2>&1 | sed 's/.*strconv/… strconv/' || true
} | seen
expect <<'END'
{"Name":1000,"Project":10101,"Description":{"note":"done"}}
{"Name":null,"Project":10101,"Description":["a","b"]}
{"Name":null,"Project":20202,"Description":"&a b"}
{"Name":1000,"Project":10101,"Description":"note: done"}
{"Name":"#7","Project":10101,"Description":"[a, b]"}
{"Name":null,"Project":20202,"Description":"&a b"}
… strconv.ParseInt: parsing "0b11": invalid syntax
END
