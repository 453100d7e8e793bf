#!/usr/bin/env bash
# The guess: what Miller makes of CSV with --ojson is JSON, whatever is in the cells: what it takes for a number is written as one, and a
# cell in quotes is text.
#
# What happens: a cell that looks like a number in any of Miller's ways of writing one is put down as it was, without quotes: 0x1f, 0b11, 1.
# and -0o17 stand bare in the JSON, which no reader of JSON takes. Quotes around the cell don't help; -S, which makes text of every cell,
# does. 5e10 is valid and another thing: a reader has 50000000000. 010101 and 1_000 are text.
#
# Miller 6.6.0 (Debian 12): numbers keep the form they had in the input, also where the output's format doesn't have that form.
#
# Why care: names of servers and images are hexadecimal often enough: short hashes of commits and ids, such as 0b11, 5e10 or 12e4. A list
# as CSV (novactl, openstack) goes through mlr to jq for months, and ends in a parse error on the day a hash begins with 0b. JSON Lines in
# place of CSV as its input keep text text.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian miller=6.6.0-2+b3

names='web-1 0x1f 0b11 1. -0o17 5e10 010101 1_000'
{
  for name in $names; do
    cell=$(printf '"name"\n"%s"\n' "$name" | "$tmp/root/usr/bin/mlr" --icsv --ojsonl cat)
    printf '%-8s %-20s ' "$name" "$cell"
    python -c 'import json, sys; print(json.loads(sys.argv[1]))' "$cell" 2>&1 | tail -n 1 | sed 's/ (char.*//' || true
  done
  printf '"name"\n"0b11"\n' | "$tmp/root/usr/bin/mlr" --icsv --ojsonl -S cat
  printf '{"name": "0b11"}\n' | "$tmp/root/usr/bin/mlr" --ijsonl --ojsonl cat
} | seen
expect <<'END'
web-1    {"name": "web-1"}    {'name': 'web-1'}
0x1f     {"name": 0x1f}       json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 11
0b11     {"name": 0b11}       json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 11
1.       {"name": 1.}         json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 11
-0o17    {"name": -0o17}      json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 12
5e10     {"name": 5e10}       {'name': 50000000000.0}
010101   {"name": "010101"}   {'name': '010101'}
1_000    {"name": "1_000"}    {'name': '1_000'}
{"name": "0b11"}
{"name": "0b11"}
END
