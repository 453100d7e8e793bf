# jq 1.6 as Debian 12 ships it, and gojq, side by side. `source` it after find.sh.
# shellcheck shell=bash disable=SC2154 # tmp is find.sh's
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
	results := query.Run(input)
	for {
		value, more := results.Next()
		if !more {
			return
		}
		text, err := gojq.Marshal(value)
		if err != nil {
			panic(err)
		}
		fmt.Println("  gojq", string(text))
	}
}
END
libraries=$(dirname "$(find "$tmp/root" -name libjq.so.1 | head -n 1)")

# both EXPRESSION DOCUMENT prints what each makes of the expression, without colours, in UTC.
both() {
  printf '  jq   '
  LD_LIBRARY_PATH=$libraries TZ=UTC "$tmp/root/usr/bin/jq" -c "$1" <<<"$2"
  go_run "$1" "$2"
}
