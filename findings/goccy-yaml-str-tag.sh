#!/usr/bin/env bash
# The guess: the tag !!str makes a string of what follows, in any parser of YAML: that is how a number that is a name
# is protected where quotes won't do, and what encoders write.
#
# What happens: goccy/go-yaml reads the number first and applies the tag to the result: `!!str 010` is "8", and `!!str
# 1_000` is "1000". A field of type string without a tag is treated the same. Only quotes help. The parsers beside it
# keep the text.
#
# github.com/goccy/go-yaml v1.19.2: decode.go, nodeToValue: for a tag it takes the value of the node behind it, which
# for an IntegerNode is a number already.
#
# Why care: the project of a clouds.yaml, `project_id: !!str 010101`, becomes "4161". Moving a CLI from go-yaml, whose
# old home is no longer maintained, to this library changes what users' files mean.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/goccy/go-yaml@v1.19.2 go.yaml.in/yaml/v3@v3.0.4 go.yaml.in/yaml/v4@v4.0.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/goccy/go-yaml"
	yaml3 "go.yaml.in/yaml/v3"
	yaml4 "go.yaml.in/yaml/v4"
)

type document struct {
	Value string `yaml:"v"`
}

func main() {
	for _, text := range []string{`!!str 010`, `!!str 1_000`, `!!str 0x1F`, `010`, `"010"`} {
		var goccy, v3, v4 document
		data := []byte("v: " + text)
		err, err3, err4 := yaml.Unmarshal(data, &goccy), yaml3.Unmarshal(data, &v3), yaml4.Unmarshal(data, &v4)
		fmt.Printf("%-12s goccy %q %v, v3 %q %v, v4 %q %v\n", text, goccy.Value, err, v3.Value, err3, v4.Value, err4)
	}
}
END
go_run | seen
expect <<'END'
!!str 010    goccy "8" <nil>, v3 "010" <nil>, v4 "010" <nil>
!!str 1_000  goccy "1000" <nil>, v3 "1_000" <nil>, v4 "1_000" <nil>
!!str 0x1F   goccy "31" <nil>, v3 "0x1F" <nil>, v4 "0x1F" <nil>
010          goccy "8" <nil>, v3 "010" <nil>, v4 "010" <nil>
"010"        goccy "010" <nil>, v3 "010" <nil>, v4 "010" <nil>
END
