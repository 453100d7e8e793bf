#!/usr/bin/env bash
# The guess: a library that writes a string to YAML quotes it where a reader could take it for something else; after
# all go-yaml does quote "1:30" and "on" for the sake of old readers.
#
# What happens: each quotes what it would itself misread. PyYAML writes the strings 0123456789, 1e3 and 089 bare, and
# go-yaml and JavaScript's yaml read numbers. JavaScript's yaml writes no, 1:30, 1_000 and 2024-01-01 bare, and PyYAML
# reads False, 90, 1000 and a date. Only go-yaml v3 writes all of these so that the others get them back.
#
# PyYAML 6.0 (Debian 12), yaml/resolver.py: floats need a dot and octal numbers octal digits. go.yaml.in/yaml/v3
# v3.0.4, resolve.go and encode.go, isBase60Float and isOldBool. yaml 2.9.1 (npm): the core schema of YAML 1.2.
#
# Why care: a clouds.yaml that Ansible or a script wrote, with a project's or account's number, is right where it was
# written and names another account in Go. A CLI that reads it has to look at the text, and one that writes it has to
# quote for strangers.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-yaml=6.0-3+b2
npm_packages yaml@2.9.1
go_modules go.yaml.in/yaml/v3@v3.0.4

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"bufio"
	"fmt"
	"os"

	"go.yaml.in/yaml/v3"
)

func main() {
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if os.Args[1] == "write" {
			text, _ := yaml.Marshal(map[string]string{"v": lines.Text()})
			fmt.Print(string(text))
			continue
		}
		var document map[string]any
		err := yaml.Unmarshal(lines.Bytes(), &document)
		fmt.Println(fmt.Sprintf("%T %v", document["v"], document["v"]), errText(err))
	}
}

func errText(err error) string {
	if err != nil {
		return err.Error()
	}
	return ""
}
END
cat >"$tmp/other.py" <<'END'
import sys, yaml
for line in sys.stdin.read().splitlines():
    if sys.argv[1] == "write":
        print(yaml.safe_dump({"v": line}).strip())
    else:
        value = yaml.safe_load(line)["v"]
        print(type(value).__name__, value)
END
cat >"$tmp/other.js" <<'END'
const YAML = require('yaml');
for (const line of require('fs').readFileSync(0, 'utf8').trimEnd().split('\n')) {
  if (process.argv[2] === 'write') console.log(YAML.stringify({ v: line }).trim());
  else { const value = YAML.parse(line).v; console.log(typeof value, value); }
}
END
printf '%s\n' 0123456789 089 1e3 1:30 no 2024-01-01 1_000 010101 >"$tmp/strings"
read_by_all() {
  paste -d'|' "$tmp/written" <(python "$tmp/other.py" read <"$tmp/written") <(node_run "$tmp/other.js" read <"$tmp/written") \
    <(go_run read <"$tmp/written") | sed 's/|/ | /g; s/ *$//'
}
{
  python "$tmp/other.py" write <"$tmp/strings" >"$tmp/written"
  echo 'written by PyYAML | read by PyYAML | by yaml of npm | by go-yaml'
  read_by_all
  node_run "$tmp/other.js" write <"$tmp/strings" >"$tmp/written"
  echo 'written by yaml of npm | read by PyYAML | by yaml of npm | by go-yaml'
  read_by_all
  go_run write <"$tmp/strings" >"$tmp/written"
  echo 'written by go-yaml | read by PyYAML | by yaml of npm | by go-yaml'
  read_by_all
} | seen
expect <<'END'
written by PyYAML | read by PyYAML | by yaml of npm | by go-yaml
v: 0123456789 | str 0123456789 | number 123456789 | float64 1.23456789e+08
v: 089 | str 089 | number 89 | float64 89
v: 1e3 | str 1e3 | number 1000 | float64 1000
v: '1:30' | str 1:30 | string 1:30 | string 1:30
v: 'no' | str no | string no | string no
v: '2024-01-01' | str 2024-01-01 | string 2024-01-01 | string 2024-01-01
v: '1_000' | str 1_000 | string 1_000 | string 1_000
v: '010101' | str 010101 | string 010101 | string 010101
written by yaml of npm | read by PyYAML | by yaml of npm | by go-yaml
v: "0123456789" | str 0123456789 | string 0123456789 | string 0123456789
v: "089" | str 089 | string 089 | string 089
v: "1e3" | str 1e3 | string 1e3 | string 1e3
v: 1:30 | int 90 | string 1:30 | string 1:30
v: no | bool False | string no | string no
v: 2024-01-01 | date 2024-01-01 | string 2024-01-01 | time.Time 2024-01-01 00:00:00 +0000 UTC
v: 1_000 | int 1000 | string 1_000 | int 1000
v: "010101" | str 010101 | string 010101 | string 010101
written by go-yaml | read by PyYAML | by yaml of npm | by go-yaml
v: "0123456789" | str 0123456789 | string 0123456789 | string 0123456789
v: "089" | str 089 | string 089 | string 089
v: "1e3" | str 1e3 | string 1e3 | string 1e3
v: "1:30" | str 1:30 | string 1:30 | string 1:30
v: "no" | str no | string no | string no
v: "2024-01-01" | str 2024-01-01 | string 2024-01-01 | string 2024-01-01
v: "1_000" | str 1_000 | string 1_000 | string 1_000
v: "010101" | str 010101 | string 010101 | string 010101
END
