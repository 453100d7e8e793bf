#!/usr/bin/env bash
# The guess: a filter by metadata is sent so that the cloud reads the value that was given, whatever characters it has.
#
# What happens: the map is written as a Python dict by putting quotes around each key and value; quotes and backslashes inside them stay as
# they are. Cinder reads that text as Python: `it's` is none, and `c:\new` has a line break in it. The library reports nothing, nor does
# Cinder: with a volume whose metadata has owner=it's, the filter {'owner':'it's'} lists none, with 200, and {'owner': "it's"} lists it.
# What the clients in Python send, the dict's own repr, is read back whole.
#
# gophercloud v2.15.0, params.go (BuildQueryString); Python's ast for what a cloud reads; Cinder of OpenStack 2026.2 for what it lists.
#
# Why care: which volumes a filter finds, and so which ones a script deletes, depends on an apostrophe. A value in another language's syntax
# wants that language's quoting, and a filter that can't be said wants an error.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
command -v python3 >"$tmp/log" || unobtainable "Python 3"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"net/url"

	"github.com/gophercloud/gophercloud/v2/openstack/blockstorage/v3/volumes"
)

func main() {
	for _, value := range []string{"web", "it's", `c:\new`, `"x"`, "a, b"} {
		query, err := volumes.ListOpts{Metadata: map[string]string{"owner": value}}.ToVolumeListQuery()
		if err != nil {
			panic(err)
		}
		values, err := url.ParseQuery(query[1:])
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s\t%s\n", value, values.Get("metadata"))
	}
}
END
cat >"$tmp/read.py" <<'END'
import ast, sys

def read(text):
    try:
        return ast.literal_eval(text)["owner"]
    except SyntaxError:
        return SyntaxError

for line in sys.stdin:
    value, text = line.rstrip("\n").split("\t")
    got, of_repr = read(text), read(repr({"owner": value}))
    print(f"{value}: sent {text}, read {'nothing: no Python' if got is SyntaxError else got.splitlines()}; of the repr {'the same' if of_repr == value else of_repr}")
END
go_run >"$tmp/sent"
python3 "$tmp/read.py" <"$tmp/sent" | seen
expect <<'END'
web: sent {'owner':'web'}, read ['web']; of the repr the same
it's: sent {'owner':'it's'}, read nothing: no Python; of the repr the same
c:\new: sent {'owner':'c:\new'}, read ['c:', 'ew']; of the repr the same
"x": sent {'owner':'"x"'}, read ['"x"']; of the repr the same
a, b: sent {'owner':'a, b'}, read ['a, b']; of the repr the same
END
