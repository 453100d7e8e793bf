#!/usr/bin/env bash
# The guess: an openrc file of plain `export NAME=value` lines means the same to the libraries that read .env files as it means to the shell
# that it was written for; where they can't, they say so.
#
# What happens: four libraries have four answers. The password p#word without quotes is p for three of them, and none calls it an error. In
# double quotes "p\$a\"s" keeps its backslashes in dotenv, and ends envparse. An apostrophe as tools write it for a shell, 'it'"'"'s', stays as
# it is written in two, and ends godotenv, which has filled in half of the map by then; envparse alone has it right. A blank behind a backslash
# is right in none. ${OS_USERNAME} is put in by two.
#
# github.com/joho/godotenv v1.5.1, github.com/subosito/gotenv v1.6.0, github.com/hashicorp/go-envparse v0.1.0, dotenv 18.0.10 (npm).
#
# Why care: editors, task runners and test set-ups load openrc files so, as `export` is allowed. A sign-in with a password that was cut short
# is 401, which says nothing of the file, and a few of those lock the account. A CLI that writes such files should quote with single quotes,
# and choose passwords without a quote.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/joho/godotenv@v1.5.1 github.com/subosito/gotenv@v1.6.0 github.com/hashicorp/go-envparse@v0.1.0
npm_packages dotenv@18.0.10

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/go-envparse"
	"github.com/joho/godotenv"
	"github.com/subosito/gotenv"
)

func main() {
	text, _ := os.ReadFile(os.Args[1])
	show := func(library string, read map[string]string, err error) {
		if err != nil {
			fmt.Printf("  %-9s error, and OS_USERNAME is %q\n", library, read["OS_USERNAME"])
			return
		}
		fmt.Printf("  %-9s %s\n", library, read["OS_PASSWORD"])
	}
	read, err := godotenv.Parse(strings.NewReader(string(text)))
	show("godotenv", read, err)
	env, err := gotenv.StrictParse(strings.NewReader(string(text)))
	show("gotenv", env, err)
	read, err = envparse.Parse(strings.NewReader(string(text)))
	show("envparse", read, err)
}
END
cat >"$tmp/read.js" <<'END'
const read = require('dotenv').parse(require('fs').readFileSync(process.argv[2]));
console.log('  dotenv   ', read.OS_PASSWORD);
END
# shellcheck disable=SC2016 # the files are to have these characters
while IFS= read -r value; do
  printf 'export OS_USERNAME=anna\nexport OS_PASSWORD=%s\n' "$value" >"$tmp/openrc"
  echo "OS_PASSWORD=$value"
  # shellcheck disable=SC1091
  printf '  %-9s %s\n' sh "$(sh -c '. "$1" && printf %s "$OS_PASSWORD"' sh "$tmp/openrc")"
  go_run "$tmp/openrc"
  node_run "$tmp/read.js" "$tmp/openrc"
done >"$tmp/all" <<'END'
'p#w$rd'
p#word
"p\$a\"s"
'it'"'"'s'
a\ b
${OS_USERNAME}-1
END
seen <"$tmp/all"
expect <<'END'
OS_PASSWORD='p#w$rd'
  sh        p#w$rd
  godotenv  p#w$rd
  gotenv    p#w$rd
  envparse  p#w$rd
  dotenv    p#w$rd
OS_PASSWORD=p#word
  sh        p#word
  godotenv  p#word
  gotenv    p
  envparse  p
  dotenv    p
OS_PASSWORD="p\$a\"s"
  sh        p$a"s
  godotenv  p$a"s
  gotenv    p$a"s
  envparse  error, and OS_USERNAME is ""
  dotenv    p\$a\"s
OS_PASSWORD='it'"'"'s'
  sh        it's
  godotenv  error, and OS_USERNAME is "anna"
  gotenv    it'"'"'s
  envparse  it's
  dotenv    it'"'"'s
OS_PASSWORD=a\ b
  sh        a b
  godotenv  a\ b
  gotenv    a\ b
  envparse  a\ b
  dotenv    a\ b
OS_PASSWORD=${OS_USERNAME}-1
  sh        anna-1
  godotenv  anna-1
  gotenv    anna-1
  envparse  ${OS_USERNAME}-1
  dotenv    ${OS_USERNAME}-1
END
