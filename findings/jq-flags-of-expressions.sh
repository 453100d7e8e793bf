#!/usr/bin/env bash
# The guess: the flag s of match and test lets the dot match the end of a line, as it does in Perl, Python and Go; m is about ^ and $;
# gojq takes the flags that jq's manual names: g i n l p s x.
#
# What happens: in jq, s changes nothing about the dot. The flags that do are p, and m, which the manual doesn't name.
# Of jq's flags gojq takes g and i alone, and of the others that one that isn't in the manual: m.
#
# jq 1.6 (Debian 12), with Oniguruma 6.9.8, whose ONIG_OPTION_MULTILINE is the dot's, and SINGLELINE that of $;
# github.com/itchyny/gojq v0.12.20.
#
# Why care: the log of a server's console is a text of many lines. An expression that shall span two of them works with m in
# both programs, against the manual of the one; with s it finds nothing in jq and is an error in a CLI's --jq.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
# shellcheck source=lib/jq.sh
source "$(dirname "$0")/lib/jq.sh"

for flag in g i m n s l x p; do
  echo "flag $flag"
  both "try [match(\"full|disk.*full\"; \"$flag\").string] catch ." '"error: disk\n/dev/xvda is full"'
done | seen
expect <<'END'
flag g
  jq   ["full"]
  gojq ["full"]
flag i
  jq   ["full"]
  gojq ["full"]
flag m
  jq   ["disk\n/dev/xvda is full"]
  gojq ["disk\n/dev/xvda is full"]
flag n
  jq   ["full"]
  gojq "unsupported regular expression flag: \"n\""
flag s
  jq   ["full"]
  gojq "unsupported regular expression flag: \"s\""
flag l
  jq   ["full"]
  gojq "unsupported regular expression flag: \"l\""
flag x
  jq   ["full"]
  gojq "unsupported regular expression flag: \"x\""
flag p
  jq   ["disk\n/dev/xvda is full"]
  gojq "unsupported regular expression flag: \"p\""
END
